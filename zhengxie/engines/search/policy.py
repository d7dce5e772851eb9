"""Who may search: everybody who works with the business. What is found is cut by the scopes of the kinds."""

from zhengxie.foundation.access.policy import every_seat, verb

verb("search.find", who=every_seat(), label="搜索", story="none")
