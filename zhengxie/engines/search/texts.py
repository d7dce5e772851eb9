"""The book of texts: each object that can be found has one document, made equal to it by every action."""

from collections.abc import Sequence
from typing import Any

from zhengxie.engines.search import frequency, index
from zhengxie.engines.search.models import Doc, Text
from zhengxie.foundation.pages.findable import TextRow, kind_of
from zhengxie.foundation.workflow.books import Pages

PARTS = ("title", "names", "text", "files")


def reconcile_texts(pages: Pages, actor_id: int | None) -> tuple[int, int]:
    """Make the document of each object equal to the row it yields, one or none; (added, removed). One that
    changed counts as both."""
    stored = _stored([root for root, _ in pages])
    fresh: list[Text] = []
    changed: list[Text] = []
    old: list[Text] = []
    for root, rows in pages:
        text = stored.get(root.pk)
        row = _fitting(rows[0]) if rows else None
        if text is not None and (row is None or not _is_equal(text, row)):
            old.append(text)
        if row is not None and (text is None or not _is_equal(text, row)):
            (fresh if text is None else changed).append(_made(root, row, text))
    if not (old or fresh):
        return 0, 0
    _write(old, fresh, changed)
    return len(fresh) + len(changed), len(old)


def _write(old: list[Text], fresh: list[Text], changed: list[Text]) -> None:
    index.take_out(old)
    gone = {text.pk for text in old} - {text.pk for text in changed}
    if gone:
        Doc.objects.filter(pk__in=gone).delete()
    for text in changed:
        text.doc.save(update_fields=["on"])
        text.save()
    for text, doc in zip(fresh, Doc.objects.bulk_create([text.doc for text in fresh]), strict=True):
        text.doc = doc
    Text.objects.bulk_create(fresh)
    index.put([*fresh, *changed])
    frequency.note(old, [*fresh, *changed])


def _stored(roots: Sequence[Any]) -> dict[int, Text]:
    """{object: its texts}."""
    if not roots:
        return {}
    code, keys = kind_of(type(roots[0])).code, [root.pk for root in roots]
    rows = Text.objects.select_related("doc").filter(doc__kind=code, doc__object_id__in=keys)
    return {text.doc.object_id: text for text in rows}


def _made(root: Any, row: TextRow, text: Text | None) -> Text:
    """The texts of the row, under the document that the object has already."""
    known = text.doc if text else None
    doc = Doc(
        pk=known.pk if known else None,
        committee_id=root.committee_id,
        kind=kind_of(type(root)).code,
        object_id=root.pk,
        on=row.on,
    )
    return Text(doc=doc, title=row.title, names=row.names, text=row.text, files=row.files)


def _is_equal(text: Text, row: TextRow) -> bool:
    return text.doc.on == row.on and all(getattr(text, part) == getattr(row, part) for part in PARTS)


def _fitting(row: TextRow) -> TextRow:
    """Cut to its columns, and without what no database keeps."""
    clean = {part: getattr(row, part).replace("\0", "") for part in PARTS}
    return TextRow(**{**clean, "title": clean["title"][:200], "names": clean["names"][:300]}, on=row.on)
