"""MinHash signatures of the words of a text in the tables of LSH: look-alikes alone, in memory."""

import pickle
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.engines.base import CANDIDATES, Engine
from bench.engines.cutting import words_of

_datasketch: Any = import_module("datasketch")
_numpy: Any = import_module("numpy")
PLACES = 128


class MinHash(Engine):
    """What it finds in the tables is ordered by equal places of the signatures."""

    label = "MinHash LSH 0.5"
    threshold = 0.5
    searches = False

    def build(self) -> None:
        tables = _datasketch.MinHashLSH(threshold=self.threshold, num_perm=PLACES)
        signatures = []
        for number, text in self.texts:
            signed = _signed(text)
            tables.insert(number, signed)
            signatures.append(signed.hashvalues.astype(_numpy.uint32))
        with self._path.open("wb") as file:
            pickle.dump((tables, _numpy.vstack(signatures)), file, protocol=pickle.HIGHEST_PROTOCOL)

    def open(self) -> None:
        with self._path.open("rb") as file:
            self.tables, self.signatures = pickle.load(file)

    def size(self) -> int:
        return self._path.stat().st_size

    def alike(self, text: str) -> list[int]:
        signed = _signed(text)
        found = _numpy.array(self.tables.query(signed), dtype=_numpy.int64)
        if not len(found):
            return []
        equal = (self.signatures[found] == signed.hashvalues.astype(_numpy.uint32)).sum(axis=1)
        best = _numpy.argsort(-equal, kind="stable")[:CANDIDATES]
        return [int(number) for number in found[best]]

    @property
    def _path(self) -> Path:
        return self.folder / f"{self.name}.pickle"


class MinHashLoose(MinHash):
    """Finds more, and far more that is not alike."""

    label = "MinHash LSH 0.2"
    threshold = 0.2


def _signed(text: str) -> Any:
    found = _datasketch.MinHash(num_perm=PLACES)
    found.update_batch([word.encode() for word in set(words_of(text))])
    return found
