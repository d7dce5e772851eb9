"""The audit trail of what was loaded: drafts kept until their month has come, then sealed in batches."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from zhengxie.foundation.audit.chain import Draft, seal
from zhengxie.foundation.directory.models import Committee
from zhengxie.site.demo.days import on

# The verbs in the order of a proposal's life, and by whom each was pressed.
PHASES = (
    ("proposals.submit", "委员"),
    ("proposals.start_review", "提案工作人员"),
    ("proposals.pass_to_panel", "提案工作人员"),
    ("proposals.file", "提案委员会"),
    ("proposals.decline", "提案委员会"),
    ("cases.assign", "提案工作人员"),
    ("cases.receipt", "承办单位经办人"),
    ("cases.start", "承办单位经办人"),
    ("cases.record_contact", "承办单位经办人"),
    ("cases.submit_co_opinion", "承办单位经办人"),
    ("cases.submit_reply", "承办单位负责人"),
    ("cases.issue_reply", "党政督查人员"),
    ("cases.give_feedback", "委员"),
)
PLACE = {code: place for place, (code, _) in enumerate(PHASES)}
AGAIN = len(PHASES)  # a second round comes after everything of the first
Month = tuple[int, int]


class Trail:
    """Collects drafts by month and verb; a month is sealed when nothing can come before it any more."""

    def __init__(self, committee: Committee, today: date) -> None:
        self.committee, self.today = committee, today
        self.waiting: dict[tuple[Month, int], list[Draft]] = defaultdict(list)
        self.sealed = 0

    def note(
        self, day: date | None, code: str, root: Any, moved: tuple[str, str], *more: Any, again: bool = False
    ) -> None:
        """The verb on the root moved it from one state to the other; `more`: roots mentioned beside it."""
        if day is None:
            return
        label, key = root._meta.label_lower, str(root.pk)
        mentions = [(label, key), *((one._meta.label_lower, str(one.pk)) for one in more)]
        # What was judged is its author's: the platform keeps none of it either.
        detail = {"changes": {"state": list(moved)}, "inputs": {}} if code != "cases.give_feedback" else {}
        place = PLACE[code] + (AGAIN if again else 0)
        draft = Draft(code, True, label, key, str(root), detail, mentions)
        self.waiting[(day.year, day.month), place].append(draft)

    def seal_before(self, until: date) -> None:
        """Seal the months that ended before the day, the oldest first."""
        ready = sorted(key for key in self.waiting if key[0] < (until.year, until.month))
        for month, place in ready:
            drafts = self.waiting.pop((month, place))
            who = PHASES[place % AGAIN][1]
            with on(min(_last_of(month), self.today)), transaction.atomic():
                seal(self.committee.pk, None, drafts, actor={"actor": "历史数据导入", "role": who})
            self.sealed += len(drafts)


def _last_of(month: Month) -> date:
    year, number = month
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
