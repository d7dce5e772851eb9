"""Invented words by the law of real ones, and texts of them: for measuring the search alone. Means nothing.

12,000 words of two to four characters, drawn by a Zipf-like law; a third of each text comes from one of 2,000
topics, so that texts have neighbours. The same seed gives the same corpus."""

from bisect import bisect_left
from itertools import accumulate
from random import Random

SEED = 20262
WORDS, TOPICS, OF_TOPIC = 12_000, 2_000, 40
LENGTH = 800  # characters of a text
FLAT = 0.85


def _characters() -> list[str]:
    """The 3,755 characters of the first level of GB 2312."""
    return [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]


class Corpus:
    """Text number n is always the same one."""

    def __init__(self, seed: int = SEED) -> None:
        self.seed, rnd = seed, Random(seed)
        signs = [sign for sign in _characters() if sign]
        rnd.shuffle(signs)
        law = _law(len(signs))
        found: dict[str, None] = {}
        while len(found) < WORDS:
            size = rnd.choices((2, 3, 4), (80, 12, 8))[0]
            found["".join(_drawn(rnd, signs, law) for _ in range(size))] = None
        self.words = list(found)
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


def changed(corpus: Corpus, number: int, rnd: Random, share: float) -> str:
    """A text with a share of its words exchanged for others."""
    return "".join(
        "".join(corpus.word(rnd) if rnd.random() < share else word for word in sentence) + "。"
        for sentence in corpus.sentences(number)
    )


def asked(corpus: Corpus, size: int, number: int) -> dict[str, list[str]]:
    """Queries as they are typed: two characters, four (one word, or two neighbours), three terms."""
    rnd = Random(SEED + 1)
    found: dict[str, list[str]] = {"两个字": [], "四个字": [], "三个词": []}
    twos = [word for word in corpus.words if len(word) == 2]
    fours = [word for word in corpus.words if len(word) == 4]
    law = _law(len(twos))
    for place in range(number):
        found["两个字"].append(_drawn(rnd, twos, law))
        sentence = rnd.choice(corpus.sentences(rnd.randrange(size)))
        pair = next(
            ("".join(two) for two in zip(sentence, sentence[1:], strict=False) if len("".join(two)) == 4), ""
        )
        found["四个字"].append(pair if pair and place % 2 else _drawn(rnd, fours, _law(len(fours))))
        found["三个词"].append(" ".join(rnd.sample(sum(corpus.sentences(rnd.randrange(size)), []), 3)))
    return found


def _law(size: int) -> list[float]:
    return list(accumulate(1.0 / (place + 10) ** FLAT for place in range(size)))


def _drawn(rnd: Random, values: list[str], law: list[float]) -> str:
    return values[bisect_left(law, rnd.random() * law[-1])]
