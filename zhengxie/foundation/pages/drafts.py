"""Keeping, finding and dropping unsent input."""

import json
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from zhengxie.foundation.pages.models import Draft

LONGEST = 2_000_000  # characters of one draft; a long plan being checked is a tenth of it
KEPT = timedelta(days=30)
MOST = 100  # pages of one user with unsent input; the oldest make room
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "do", "more", "draft_key"})


def save_draft(user_id: int, path: str, code: str, data: QueryDict) -> Draft | None:
    """Keep the posted fields, never passwords; None where there is nothing to keep or far too much."""
    fields = {k: v for k, v in data.lists() if k not in NEVER_KEPT and "password" not in k and k != "code"}
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > LONGEST or not any(any(map(str.strip, v)) for k, v in fields.items() if k != "version"):
        return None
    found, _ = Draft.objects.update_or_create(
        user_id=user_id, path=path[:200], code=code[:80], defaults={"data": text}
    )
    _make_room(user_id)
    return found


def _make_room(user_id: int) -> None:
    kept = Draft.objects.filter(user_id=user_id).order_by("-saved", "-id").values_list("pk", flat=True)
    surplus = list(kept[MOST : MOST * 2])
    if surplus:
        Draft.objects.filter(pk__in=surplus).delete()


def drafts_of(user_id: int | None, path: str) -> dict[str, Draft]:
    """The user's drafts of one page by form code; one query."""
    return {d.code: d for d in Draft.objects.filter(user_id=user_id or 0, path=path[:200])}


def posted(draft: Draft) -> QueryDict:
    """The kept fields as if they had just been posted."""
    data = QueryDict(mutable=True)
    for name, values in json.loads(draft.data).items():
        data.setlist(name, values)
    return data


def drop_draft(user_id: int | None, path: str, code: str) -> None:
    """The form was sent, or the user has thrown the draft away."""
    Draft.objects.filter(user_id=user_id or 0, path=path[:200], code=code[:80]).delete()


def purge_drafts() -> int:
    """Delete drafts that nobody came back to; returns how many."""
    return Draft.objects.filter(saved__lt=timezone.now() - KEPT).delete()[0]
