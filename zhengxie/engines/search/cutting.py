"""What the index takes of a text, on either database. Pure, so that another process can do it: `Ahead`."""

import os
import signal
import struct
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Self
from zlib import crc32

from zhengxie.engines.search.pairs import BREAK, KIND, fold, plain_in, segments, tokens_in, tokens_of

Parts = tuple[str, str, str]  # kind, title, body
Columns = tuple[str, ...]
Row = tuple[int, *Columns]  # key of the document, columns
Cut = Callable[[str, str, str], Columns]
LEAST = 200  # texts; for fewer no process is started
SHARED, SHARES = 0xDC00_0000, 0x03FF_FFFF  # numbers whose first half begins no character in UTF-16


def for_fts5(kind: str, title: str, body: str) -> Columns:
    """Pairs of the title, pairs of the body, words."""
    told, rest = tokens_of(title), tokens_of(body)
    words = [f"{KIND}{kind}", *told.words, *rest.words]
    return " ".join(told.pairs), " ".join(rest.pairs), " ".join(words)


def for_postgres(kind: str, title: str, body: str) -> Columns:
    """The numbers of all tokens as an array, and the text without its punctuation."""
    stretches = list(segments(fold(f"{title}\n。\n{body}")))
    found = tokens_in(stretches)
    tokens = {f"{KIND}{kind}", *found.pairs, *found.words} - {BREAK}
    return array_of(codes_of(tokens)), plain_in(stretches)


def array_of(codes: Iterable[int]) -> str:
    """As PostgreSQL reads it."""
    return f"{{{','.join(map(str, sorted(codes)))}}}"


def code_of(token: str) -> int:
    """A signed number of 32 bits: the two 16-bit units of a pair, so that no two pairs have the same. That of
    a longer token (numbers, words) may be another's, too: see `is_shared`."""
    units = token.encode("utf-16-be")
    if len(units) > 4:
        units = (SHARED | crc32(units) & SHARES).to_bytes(4, "big")
    return int.from_bytes(units.rjust(4, b"\0"), "big", signed=True)


def is_shared(token: str) -> bool:
    """Another token may have its number."""
    return len(token.encode("utf-16-be")) > 4


def codes_of(tokens: Iterable[str]) -> set[int]:
    """The numbers of tokens; of pairs of common characters all at once."""
    rest = set(tokens)
    pairs = [token for token in rest if len(token) == 2]
    units = "".join(pairs).encode("utf-16-be")
    if len(units) == 4 * len(pairs):
        rest.difference_update(pairs)
        return {*struct.unpack(f">{len(pairs)}i", units), *map(code_of, rest)}
    return set(map(code_of, rest))


def cut_all(cut: Cut, texts: Sequence[Parts]) -> list[Columns]:
    """Each of them."""
    return [cut(*parts) for parts in texts]


def _help() -> None:
    """Ends with the process that it helps, however that ends; an interruption is told by that one alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(0)


class Ahead:
    """Cuts the next texts in another process while this one writes. A guess: what has changed meanwhile, or
    was not announced, is cut when it is asked for."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._pool: ProcessPoolExecutor | None = None
        self._texts: Sequence[Parts] = ()
        self._cutting: Future[list[Columns]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, texts: Sequence[Parts]) -> None:
        """These will be asked for next."""
        self._texts, self._cutting = texts, None
        if len(texts) >= LEAST:
            # A fresh process: a copy of this one would have its connection to the database.
            fresh = get_context("spawn")
            self._pool = self._pool or ProcessPoolExecutor(1, mp_context=fresh, initializer=_help)
            self._cutting = self._submitted(self._pool, texts)

    def take(self, texts: Sequence[Parts]) -> list[Columns]:
        """What the index takes of each."""
        known = dict(zip(self._texts, self._cut_ahead(), strict=False))
        return [known[parts] if parts in known else self._cut(*parts) for parts in texts]

    def _submitted(self, pool: ProcessPoolExecutor, texts: Sequence[Parts]) -> Future[list[Columns]] | None:
        try:
            return pool.submit(cut_all, self._cut, texts)
        except BrokenExecutor:  # the helper was killed: all is cut here from now on
            return None

    def _cut_ahead(self) -> list[Columns]:
        try:
            return self._cutting.result() if self._cutting else []
        except BrokenExecutor:
            return []
