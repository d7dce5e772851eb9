"""Filters of the directory's lists. Searching reads names by characters, pinyin and initials."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.directory.models import Body, BodyKind, Member, MemberStatus, Term, UnitKind
from zhengxie.foundation.directory.names import matches
from zhengxie.foundation.directory.queries import valid_on, within
from zhengxie.foundation.pages.listing import Filters
from zhengxie.work.administration.queries.directory.members import in_sector, sector_choices, term_now

IN_USE, ENDED = "in_use", "ended"


class RosterFilters(Filters):
    """Name and sector."""

    sector = forms.ChoiceField(label="界别", required=False)

    def prepare(self) -> None:
        """Sectors as persons may be filtered by them."""
        self.fields["q"].label = "姓名、拼音或首字母"
        self.fields["q"].widget.attrs["placeholder"] = "姓名、拼音或首字母"
        sector: Any = self.fields["sector"]
        sector.choices = [("", "全部界别"), *sector_choices(self.seat)]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Members that fit."""
        if "sector" in values:
            rows = in_sector(self.seat, rows, values["sector"])
        return rows.filter(matches(values["q"])) if "q" in values else rows


class MemberFilters(RosterFilters):
    """The office's list: also status, body and term."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label="所在机构", required=False, empty_label="全部机构"
    )
    status = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), *MemberStatus.choices]
    )
    term = forms.ModelChoiceField(Term.objects.none(), label="届", required=False, empty_label="本届")

    def prepare(self) -> None:
        """Bodies and terms of the committee."""
        super().prepare()
        bodies = visible(self.seat, Body).filter(valid_on(timezone.localdate()))
        body: Any = self.fields["body"]
        body.queryset = bodies
        term: Any = self.fields["term"]
        term.queryset = visible(self.seat, Term)

    def cut(self, rows: QuerySet[Member], values: dict[str, Any]) -> QuerySet[Member]:
        """Members that fit; those of the running term where none is chosen."""
        rows = super().cut(rows, values).filter(term=values.get("term") or term_now(self.seat))
        if "status" in values:
            rows = rows.filter(status=values["status"])
        if "body" in values:
            inside = Member.objects.filter(within_today(), memberships__body=values["body"])
            rows = rows.filter(pk__in=inside.values("pk"))
        return rows


def within_today() -> Q:
    """Memberships that hold today, seen from the member."""
    return within(timezone.localdate(), "memberships__starts", "memberships__ends")


class _DatedFilters(Filters):
    """Rows in use or ended."""

    searched = "名称"

    state = forms.ChoiceField(
        label="状态", required=False, choices=[(IN_USE, "在用"), (ENDED, "已停用"), ("all", "全部")]
    )

    def prepare(self) -> None:
        """Say what the search box looks through."""
        self.fields["q"].label = self.searched
        self.fields["q"].widget.attrs["placeholder"] = self.searched

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """In use, where nothing else is chosen."""
        state = values.get("state", IN_USE)
        today = timezone.localdate()
        if state == IN_USE:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        elif state == ENDED:
            rows = rows.filter(valid_to__lt=today)
        return rows


class SectorFilters(_DatedFilters):
    """Sectors by name."""

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Sectors that fit."""
        return super().cut(rows, values).filter(name__contains=values.get("q", "").strip())


class BodyFilters(_DatedFilters):
    """Bodies by kind and name."""

    kind = forms.ChoiceField(label="类型", required=False, choices=[("", "全部类型"), *BodyKind.choices])
    field_order = ["kind", "state", "q"]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Bodies that fit."""
        rows = super().cut(rows, values)
        word = values.get("q", "").strip()
        if "kind" in values:
            rows = rows.filter(kind=values["kind"])
        return rows.filter(Q(name__contains=word) | Q(short_name__contains=word)) if word else rows


class UnitFilters(_DatedFilters):
    """Units by kind, name and duties."""

    searched = "名称或职责"

    kind = forms.ChoiceField(label="类型", required=False, choices=[("", "全部类型"), *UnitKind.choices])
    field_order = ["kind", "state", "q"]

    def cut(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Units that fit."""
        rows = super().cut(rows, values)
        word = values.get("q", "").strip()
        if "kind" in values:
            rows = rows.filter(kind=values["kind"])
        found = (
            Q(name__contains=word)
            | Q(short_name__contains=word)
            | Q(duties__contains=word)
            | Q(code=word.lower())
        )
        return rows.filter(found) if word else rows
