"""Proving the chain: which entry, if any, was changed, deleted, inserted or moved. security-checklist 36."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from zhengxie.foundation.accounts.crypto import fingerprint, link_holds
from zhengxie.foundation.audit.chain import canonical, hashed_text
from zhengxie.foundation.audit.models import Entry, Head


@dataclass(frozen=True)
class Problem:
    """The first bad number of a chain, with a Chinese sentence."""

    chain: int
    number: int
    text: str


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: entries read, chains read, and at most one problem a chain."""

    entries: int
    chains: int
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """True where no chain has a problem."""
        return not self.problems


def verify(anchors: Path | None = None) -> Verdict:
    """Read every chain from its beginning. `anchors`: the file outside the database, see `anchor`."""
    chains = sorted(_stored_chains() | _anchored_chains(anchors))
    found, count = [], 0
    for chain in chains:
        read, problem = _verify_chain(chain, _anchored(anchors, chain))
        count += read
        if problem:
            found.append(problem)
    return Verdict(count, len(chains), tuple(found))


def _stored_chains() -> set[int]:
    return {
        chain
        for table in (Entry, Head)
        for chain in table.objects.order_by("chain").values_list("chain", flat=True).distinct()
    }


def _verify_chain(chain: int, anchored: dict[int, str]) -> tuple[int, Problem | None]:
    previous, expected = "", 1
    for entry in _entries(chain):
        text = _fault(entry, previous, expected, anchored)
        if text:
            return expected, Problem(chain, min(entry.number, expected), text)
        previous, expected = entry.digest, expected + 1
    last = expected - 1
    head = Head.objects.filter(chain=chain).first()
    if head is None or head.number != last or head.digest != previous:
        return last, Problem(chain, expected, "末尾的记录被删除，或链头被改动")
    if anchored and max(anchored) > last:
        return last, Problem(chain, expected, "末尾的记录被删除：库外锚点记有更大的序号")
    return last, None


def _entries(chain: int) -> Iterator[Entry]:
    return (
        Entry.objects.filter(chain=chain)
        .order_by("number")
        .prefetch_related("mentions")
        .iterator(chunk_size=500)
    )


def _fault(entry: Entry, previous: str, expected: int, anchored: dict[int, str]) -> str:
    if entry.number != expected:
        return "序号不连续：有记录被删除、插入或调换"
    if entry.previous != previous:
        return "与前一条不相接：有记录被删除、插入或调换"
    if not link_holds(entry.digest, previous, hashed_text(entry)):
        return "内容被改动"
    if anchored.get(entry.number, entry.digest) != entry.digest:
        return "与库外锚点不符：整段记录被重写"
    stored = sorted([m.label, m.object_id] for m in entry.mentions.all())
    if stored != sorted(json.loads(entry.detail).get("mentions", [])):
        return "关联对象被改动"
    return ""


def anchor(path: Path) -> str:
    """Append all heads and one digest over them to the file outside the database; returns the digest."""
    heads = {str(h.chain): [h.number, h.digest] for h in Head.objects.order_by("chain")}
    digest = fingerprint(canonical(heads).encode())
    line = canonical(
        {"at": timezone.localtime().isoformat(timespec="seconds"), "heads": heads, "digest": digest}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return digest


def _anchored(path: Path | None, chain: int) -> dict[int, str]:
    found = (heads.get(str(chain), (0, "")) for heads in _anchored_heads(path))
    return {number: digest for number, digest in found if number}


def _anchored_chains(path: Path | None) -> set[int]:
    """A chain that was deleted as a whole, head and all, is only known here."""
    return {int(chain) for heads in _anchored_heads(path) for chain in heads}


def _anchored_heads(path: Path | None) -> list[dict[str, tuple[int, str]]]:
    if path is None or not path.exists():
        return []
    return [json.loads(line)["heads"] for line in path.read_text(encoding="utf-8").splitlines()]
