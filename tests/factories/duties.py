"""Facts in the ledger, derived from a record as the rooms derive them."""

from datetime import date
from typing import Any

from zhengxie.engines.duties.facts import FactRow, reconcile_facts
from zhengxie.engines.duties.models import Fact
from zhengxie.foundation.directory.models import Member

SPRING = date(2022, 3, 1)


def row(member: Member, title: str = "关于缓解学校周边拥堵的建议", **more: Any) -> FactRow:
    """A proposal written alone and not filed yet."""
    plain: dict[str, Any] = {"kind": "proposal", "on": SPRING, "url": "/records/1/", "occasion": ""}
    plain["attributes"] = {"role": "sole", "filed": False}
    return FactRow(member_id=member.pk, title=title, **{**plain, **more})


def facts_of(root: Any) -> list[Fact]:
    """The valid facts of a record, oldest first."""
    label, key = root._meta.label_lower, str(root.pk)
    return list(Fact.objects.filter(label=label, object_id=key, voided=None).order_by("pk"))


def yield_facts(root: Any, *rows: FactRow) -> list[Fact]:
    """Make the record yield exactly these facts."""
    reconcile_facts([(root, rows)], None)
    return facts_of(root)
