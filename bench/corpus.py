"""Texts of words drawn by the law of real ones: for measuring the search alone. They mean nothing.

12,000 words of two to four characters, invented, or the commonest of a dictionary (jieba, where it is
installed: other engines cut words by it); a third of each text comes from one of 2,000 topics, so that texts
have neighbours. The same seed and the same kind of words give the same corpus."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from random import Random

SEED = 20262
WORDS, TOPICS, OF_TOPIC = 12_000, 2_000, 40
LENGTH = 800  # characters of a text
FLAT = 0.85
KINDS = ("invented", "real")  # of words
R10, SHUFFLED, R50 = "换一成词", "打乱删三成句", "换一半词"
VARIANTS = (R10, SHUFFLED, R50)
_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CLASS = re.compile(r"(?!nr)[nvad]")  # nouns but names of persons, verbs, adjectives, adverbs


def _characters() -> list[str]:
    """The 3,755 characters of the first level of GB 2312."""
    return [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]


class Corpus:
    """Text number n is always the same one."""

    def __init__(self, kind: str = "invented") -> None:
        self.kind, self.seed, rnd = kind, SEED, Random(SEED)
        self.words = _real(rnd) if kind == "real" else _invented(rnd)
        self.law = _law(WORDS)

    def word(self, rnd: Random) -> str:
        """A word by its frequency."""
        return _drawn(rnd, self.words, self.law)

    def sentences(self, number: int) -> list[list[str]]:
        """The words of a text, sentence by sentence."""
        rnd = Random(self.seed * 1_000_003 + number)
        own = Random(self.seed + rnd.randrange(TOPICS))
        topic = [own.choice(self.words) for _ in range(OF_TOPIC)]
        found, length = [], 0
        while length < LENGTH:
            size = rnd.randint(6, 14)
            sentence = [rnd.choice(topic) if rnd.random() < 0.33 else self.word(rnd) for _ in range(size)]
            length += sum(map(len, sentence)) + 1
            found.append(sentence)
        return found

    def text(self, number: int) -> str:
        """The whole text."""
        return "".join("".join(sentence) + "。" for sentence in self.sentences(number))


def _invented(rnd: Random) -> list[str]:
    signs = [sign for sign in _characters() if sign]
    rnd.shuffle(signs)
    law = _law(len(signs))
    found: dict[str, None] = {}
    while len(found) < WORDS:
        size = rnd.choices((2, 3, 4), (80, 12, 8))[0]
        found["".join(_drawn(rnd, signs, law) for _ in range(size))] = None
    return list(found)


def _real(rnd: Random) -> list[str]:
    """The commonest of a dictionary that stands in no text of ours; which is common here is drawn anew."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise SystemExit("没有安装 jieba，见 bench/README.md。")
    counted = []
    for line in (Path(package.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, number, of = line.split()
        if _WORD.fullmatch(word) and _CLASS.match(of):
            counted.append((-int(number), word))
    words = [word for _, word in sorted(counted)[:WORDS]]
    rnd.shuffle(words)
    return words


def changed(corpus: Corpus, number: int, rnd: Random, share: float) -> str:
    """A text with a share of its words exchanged for others."""
    return "".join(
        "".join(corpus.word(rnd) if rnd.random() < share else word for word in sentence) + "。"
        for sentence in corpus.sentences(number)
    )


def shuffled(corpus: Corpus, number: int, rnd: Random, less: float) -> str:
    """A text with its sentences in another order and a share of them left out."""
    sentences = ["".join(sentence) + "。" for sentence in corpus.sentences(number)]
    rnd.shuffle(sentences)
    return "".join(sentences[: max(1, round(len(sentences) * (1 - less)))])


def variants(corpus: Corpus, size: int, number: int) -> Iterator[tuple[str, int, str]]:
    """(kind, original, text) of so many originals: each kind of a text that was worked over, in turn."""
    rnd = Random(SEED + 2)
    for original in [rnd.randrange(size) for _ in range(number)]:
        yield R10, original, changed(corpus, original, rnd, 0.1)
        yield SHUFFLED, original, shuffled(corpus, original, rnd, 0.3)
        yield R50, original, changed(corpus, original, rnd, 0.5)


def asked(corpus: Corpus, size: int, number: int) -> dict[str, list[str]]:
    """Queries as they are typed: two characters (common words and any), four (any word, or two neighbours),
    three terms."""
    rnd = Random(SEED + 1)
    found: dict[str, list[str]] = {"两个字": [], "四个字": [], "三个词": []}
    twos = [word for word in corpus.words if len(word) == 2]
    fours = [word for word in corpus.words if len(word) == 4]
    law = _law(len(twos))
    for place in range(number):
        found["两个字"].append(_drawn(rnd, twos, law) if place % 2 else rnd.choice(twos))
        sentence = rnd.choice(corpus.sentences(rnd.randrange(size)))
        pair = next(
            ("".join(two) for two in zip(sentence, sentence[1:], strict=False) if len("".join(two)) == 4), ""
        )
        found["四个字"].append(pair if pair and place % 2 else rnd.choice(fours))
        found["三个词"].append(" ".join(rnd.sample(sum(corpus.sentences(rnd.randrange(size)), []), 3)))
    return found


def _law(size: int) -> list[float]:
    return list(accumulate(1.0 / (place + 10) ** FLAT for place in range(size)))


def _drawn(rnd: Random, values: list[str], law: list[float]) -> str:
    return values[bisect_left(law, rnd.random() * law[-1])]
