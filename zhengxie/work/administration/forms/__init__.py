from zhengxie.work.administration.forms import (
    accounts,
    accounts_hats,
    calendar,
    clock_rules,
    dictionary,
    parameters,
    tokens,
)
from zhengxie.work.administration.forms.directory import bodies, imports, members, sectors, terms, units

__all__ = [
    "accounts",
    "accounts_hats",
    "bodies",
    "calendar",
    "clock_rules",
    "dictionary",
    "imports",
    "members",
    "parameters",
    "sectors",
    "terms",
    "tokens",
    "units",
]
