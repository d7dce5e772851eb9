"""TF-IDF of cut words: look-alikes alone, by a product with the whole matrix in memory."""

import pickle
from importlib import import_module
from typing import Any

from bench.engines.base import CANDIDATES, Engine
from bench.engines.cutting import words_of


class TfIdf(Engine):
    """The matrix is kept by words, so that only those of the text are read."""

    label = "TF-IDF（scikit-learn）"
    searches = False

    def build(self) -> None:
        learning: Any = import_module("sklearn.feature_extraction.text")
        self.vectors = learning.TfidfVectorizer(analyzer=words_of, dtype=import_module("numpy").float32)
        matrix = self.vectors.fit_transform(text for _, text in self.texts)
        with (self.folder / "tfidf.pickle").open("wb") as file:
            kept = (self.vectors, matrix.T.tocsr())
            pickle.dump(kept, file, protocol=pickle.HIGHEST_PROTOCOL)

    def open(self) -> None:
        with (self.folder / "tfidf.pickle").open("rb") as file:
            self.vectors, self.matrix = pickle.load(file)

    def size(self) -> int:
        return (self.folder / "tfidf.pickle").stat().st_size

    def alike(self, text: str) -> list[int]:
        scores = (self.vectors.transform([text]) @ self.matrix).tocoo()
        best = (-scores.data).argsort(kind="stable")[:CANDIDATES]
        return [int(number) for number in scores.col[best]]
