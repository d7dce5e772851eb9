"""tantivy over cut words; look-alikes as with FTS5 (its own more-like-this knows stored documents alone)."""

from importlib import import_module
from typing import Any

from bench.engines.base import CANDIDATES, MOST, PAGE, Engine, closest
from bench.engines.cutting import rarest, words_of

_tantivy: Any = import_module("tantivy")
BODY = ("body", "freq")  # the field, and that no places of words are kept: they are not asked for


class WordsInTantivy(Engine):
    """One writing thread, as the others have."""

    label = "tantivy＋rjieba 切词"

    def build(self) -> None:
        schema = _tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True, fast=True)
        schema.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        (self.folder / "tantivy").mkdir()
        self.index = _tantivy.Index(schema.build(), path=str(self.folder / "tantivy"))
        writer = self.index.writer(128_000_000, 1)
        for number, text in self.texts:
            row = _tantivy.Document()
            row.add_unsigned("number", number)
            row.add_text("body", " ".join(words_of(text)))
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = _tantivy.Index.open(str(self.folder / "tantivy"))
        self.index.reload()
        self.searcher = self.index.searcher()

    def size(self) -> int:
        return sum(path.stat().st_size for path in (self.folder / "tantivy").iterdir())

    def search(self, typed: str) -> int:
        found = self.searcher.search(self._query(words_of(typed), _tantivy.Occur.Must), limit=PAGE)
        self._numbers(found)
        return min(int(found.count), MOST + 1)

    def every(self, typed: str) -> set[int]:
        query = self._query(words_of(typed), _tantivy.Occur.Must)
        return set(self._numbers(self.searcher.search(query, limit=self.searcher.num_docs)))

    def alike(self, text: str) -> list[int]:
        counts = {word: self.searcher.doc_freq("body", word) for word in set(words_of(text))}
        rare = rarest(counts, self.searcher.num_docs)
        if not rare:
            return []
        query = self._query(rare, _tantivy.Occur.Should)
        found = self.searcher.search(query, limit=CANDIDATES, count=False)
        return closest(text, self.texts.some(self._numbers(found)))

    def _query(self, words: list[str], occur: Any) -> Any:
        terms = [_tantivy.Query.term_query(self.index.schema, *_term(word)) for word in dict.fromkeys(words)]
        return _tantivy.Query.boolean_query([(occur, term) for term in terms])

    def _numbers(self, found: Any) -> list[int]:
        places = [place for _, place in found.hits]
        return list(self.searcher.fast_field_values("number", places))


def _term(word: str) -> tuple[str, str, str]:
    return BODY[0], word, BODY[1]
