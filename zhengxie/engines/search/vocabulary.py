"""The vocabulary of municipal life: which words speak of which subject, and which duty a subject belongs to.

It is data that the office may edit (`seeds/*.yaml` is the start), general knowledge of any clerk. Two things
use it: the look-alikes (two texts in different words speak of one subject) and the suggestion of handling
units (a subject belongs to a duty). No framework here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).parent / "seeds"
# The pure loader needs seconds for a thousand subjects; libyaml is in PyYAML's wheels, not in every build.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SHORTEST = 2  # a single character is part of too many words


class UnreadableVocabulary(Exception):
    """The data cannot be used; the message names the place and the repair."""


@dataclass(frozen=True)
class Subject:
    """A subject of municipal administration, its words, and pieces of the duties that it belongs to."""

    name: str
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    co: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """What a word means: a subject (kind "subject") or a group of synonyms (kind "group")."""

    kind: str
    number: int
    name: str


@dataclass(frozen=True)
class Meaning:
    """A concept that a word may mean; `strong` where the word says it by itself."""

    concept: Concept
    strong: bool


@dataclass(frozen=True)
class Found:
    """A word found in a text, with what it may mean."""

    word: str
    start: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Subjects and groups of synonyms, with a fast search for all their words."""

    subjects: tuple[Subject, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def find(self, text: str, nested: bool = False) -> Iterator[Found]:
        """The words in order, the longest at each place; `nested`: also words that begin inside another."""
        free, meanings = 0, self._meanings
        for place, lengths in enumerate(map(self._lengths.get, map(add, text, text[1:]))):
            if lengths is None or place < free:
                continue
            for length in lengths:
                if (word := text[place : place + length]) in meanings:
                    yield Found(word, place, meanings[word])
                    free = place if nested else place + length
                    break

    @cached_property
    def _meanings(self) -> Mapping[str, tuple[Meaning, ...]]:
        collected: defaultdict[str, dict[Concept, Meaning]] = defaultdict(dict)
        for number, subject in enumerate(self.subjects):
            concept = Concept("subject", number, subject.name)
            for word in subject.weak:
                collected[word][concept] = Meaning(concept, strong=False)
            for word in (subject.name, *subject.words):
                collected[word][concept] = Meaning(concept, strong=True)
        for number, group in enumerate(self.groups):
            concept = Concept("group", number, group[0])
            for word in group:
                collected[word][concept] = Meaning(concept, strong=True)
        return {word: tuple(found.values()) for word, found in collected.items() if len(word) >= SHORTEST}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """By the first two characters, how long the words are that begin so; the longest first."""
        by_start: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._meanings:
            by_start[word[:SHORTEST]].add(len(word))
        return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in by_start.items()}


def load(path: Path) -> Vocabulary:
    """The vocabulary of a file, or of a folder's yaml files together (same subject: words are joined)."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise UnreadableVocabulary(
            f"文件夹 {path.name} 里没有 yaml 词表。请放入 subjects.yaml、general.yaml。"
        )
    subjects: dict[str, Subject] = {}
    groups: list[tuple[str, ...]] = []
    for file in files:
        content = _content(file)
        for entry in _entries(file, content, "subjects"):
            subject = _subject(file, entry)
            subjects[subject.name] = _joined(subjects.get(subject.name), subject)
        for entry in _entries(file, content, "groups"):
            groups.append(_words(file, "groups", entry))
    return Vocabulary(tuple(subjects.values()), tuple(group for group in groups if group))


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary that ships with the product; read once."""
    return load(SEEDS)


def _content(file: Path) -> Mapping[str, Any]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise UnreadableVocabulary(f"打不开词表 {file.name}，请检查文件名和权限。") from error
    except UnicodeDecodeError as error:
        raise UnreadableVocabulary(f"词表 {file.name} 不是 UTF-8 编码。请另存为 UTF-8。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else ""
        raise UnreadableVocabulary(f"词表 {file.name} {line}不合 YAML 格式。请改正后再试。") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise UnreadableVocabulary(f"词表 {file.name} 开头应是 subjects: 或 groups:。请照原样补上。")
    return content


def _entries(file: Path, content: Mapping[str, Any], key: str) -> Sequence[Any]:
    entries = content.get(key) or []
    if not isinstance(entries, list):
        raise UnreadableVocabulary(f"词表 {file.name} 的 {key} 应是一张清单（每条以 - 开头）。")
    return entries


def _subject(file: Path, entry: Any) -> Subject:
    name = entry.get("subject") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise UnreadableVocabulary(
            f"词表 {file.name} 有一条没有 subject（事项名称）：{str(entry)[:40]}。请补上。"
        )
    lists = {key: _words(file, name, entry.get(key)) for key in ("words", "weak", "duties", "co")}
    return Subject(name.strip(), **lists)


def _words(file: Path, owner: str, value: Any) -> tuple[str, ...]:
    words = [] if value is None else value
    if not isinstance(words, list) or not all(isinstance(word, str | int | float) for word in words):
        raise UnreadableVocabulary(f"词表 {file.name}「{owner}」的词应写成 [词, 词, …]。")
    return tuple(dict.fromkeys(str(word).strip() for word in words if str(word).strip()))


def _joined(old: Subject | None, new: Subject) -> Subject:
    if old is None:
        return new
    parts = {
        key: tuple(dict.fromkeys((*getattr(old, key), *getattr(new, key))))
        for key in ("words", "weak", "duties", "co")
    }
    return Subject(old.name, **parts)
