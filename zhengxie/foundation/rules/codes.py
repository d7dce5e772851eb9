"""Reading code lists."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.rules.models import Code


def codes(committee: Committee, name: str, on: date | None = None) -> QuerySet[Code]:
    """The entries of a list that are valid on the day (today by default), in the office's order."""
    return codes_ever(committee, name).filter(valid_on(on or timezone.localdate()))


def codes_ever(committee: Committee, name: str) -> QuerySet[Code]:
    """All entries of a list, ended ones too: for labels of old records and for filters."""
    return Code.objects.filter(committee=committee, list=name).order_by("order", "id")


def code_labels(committee: Committee, name: str) -> dict[str, str]:
    """{code: label} of a whole list, one query."""
    return dict(codes_ever(committee, name).values_list("code", "label"))
