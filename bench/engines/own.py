"""The platform's own search, as its pages call it: with what the reader may see, counts, snippets."""

from typing import Any

from bench import prepare
from bench.engines.base import MOST, PAGE, Engine
from bench.search_filling import INDEXED, first_proposal, kept_seconds


class Own(Engine):
    """By one who sees everything that was handed in. Look-alikes: the candidates alone."""

    label = "本系统（提案工作人员）"
    role = "proposal_staff"

    def build(self) -> float:
        """The index and the frequencies; filled and built before, by bench.search_filling."""
        self.open()
        seconds = kept_seconds()
        return sum(seconds.get(name, 0.0) for name in INDEXED)

    def open(self) -> None:
        prepare()
        from zhengxie.foundation.access.roles import Role
        from zhengxie.foundation.access.seat import Seat
        from zhengxie.foundation.directory.models import Committee, Member

        committee = Committee.objects.get(code="bench")
        member = Member.objects.filter(committee=committee).first() if self.role == "member" else None
        self.seat = Seat(committee=committee, role=Role(self.role), member_id=member.pk if member else None)
        self.first = first_proposal()

    def size(self) -> int:
        from django.db import connection

        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT SUM(pg_total_relation_size(t)) FROM (VALUES "
                    "('search_fts'::regclass), ('search_frequency'::regclass)) AS of(t)"
                )
                return int(cursor.fetchone()[0])
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE rootpage > 0 AND "
                "(tbl_name LIKE 'search_fts%' OR tbl_name = 'search_frequency')"
            )
            found = 0
            for (name,) in cursor.fetchall():
                cursor.execute("SELECT SUM(pgsize) FROM dbstat WHERE name = %s", [name])
                found += cursor.fetchone()[0] or 0
            return found

    def search(self, typed: str) -> int:
        from zhengxie.engines.search.queries.find import find

        return find(self.seat, typed).total

    def every(self, typed: str) -> set[int]:
        from zhengxie.engines.search.index import asking

        holds, values = _holding(typed)
        found = _read(asking.found(holds, "true", "search_doc.object_id"), values)
        return {row[0] - self.first for row in found}

    def alike(self, text: str) -> list[int]:
        from zhengxie.engines.search.queries.candidates import candidates

        return [doc.object_id - self.first for doc in candidates(self.seat, text)]


class OwnIndex(Own):
    """What the index takes of it: the first numbers and how many there are, as the other engines answer."""

    label = "本系统（只问索引）"
    compares = False

    def search(self, typed: str) -> int:
        from zhengxie.engines.search.index import asking

        holds, values = _holding(typed)
        first, asked = asking.in_order((holds, values), ("true", []), "search_doc.object_id", "common")
        with asking.by_index():
            _read(f"{first} LIMIT {PAGE}", asked)
            counted = f"SELECT COUNT(*) FROM ({asking.found(holds, 'true')} LIMIT {MOST + 1}) AS found"
            number: int = _read(counted, values)[0][0]
        return number


def _holding(typed: str) -> tuple[str, list[Any]]:
    from zhengxie.engines.search.index import asking
    from zhengxie.engines.search.pairs import wanted_of

    return asking.holding(wanted_of(typed).terms)


def _read(statement: str, values: list[Any]) -> list[tuple[int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


class OwnOfMember(Own):
    """By a member, who sees the own ones."""

    label = "本系统（委员）"
    role = "member"
    sees_all = False


class OwnJudged(Own):
    """Look-alikes as the page 以前提过吗 shows them: the candidates read, compared and judged."""

    label = "本系统（候选再判读）"
    searches = False

    def alike(self, text: str) -> list[int]:
        from zhengxie.engines.search.likeness import Text
        from zhengxie.work.proposals.queries.alike import alike_to

        typed = Text("", text[:24], text, "")
        return [one.proposal.pk - self.first for one in alike_to(self.seat, typed)]
