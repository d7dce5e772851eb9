"""From a text to its units: subjects spoken of → duties → units, names, and what was done before."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from ..likeness.places import is_district, names_in
from ..vocabulary import Subject, Vocabulary, load, shipped
from .answers import Advice, Candidate, Duties, Past, Reason
from .cutting import Part, pairs_of, parts_of
from .directory import Directory
from .lexicon import Heard, Lexicon, heard, pair_shares
from .naming import Named, names_of
from .reasons import LEAST, Grounds, quoted

CUES = Path(__file__).with_name("cues.yaml")
EVERYDAY = Path(__file__).with_name("everyday.yaml")

# Weights of the kinds of evidence for the lead; set by hand on bench/units, where the figures hardly move
# between half and double of each.
LATER = 0.7  # of a further word for the same unit, each
PAIRS = 0.6
FEW = 2  # a pair of duty lines counts by itself where no more units have it
ACCIDENT = 1  # …and one such pair may be chance (中小学 and 中小企业): it names no unit by itself
PLAIN = 0.5  # a word of this weight names a unit by itself
CLOSE, FAR = 0.5, 0.25  # shares of the first one's score: where a fainter word does, too; where none does
CUE = 0.5
NAMED, NAMED_AS_LEAD = 4.0, 10.0
PAST = 10.0
LEAST_LIKE = 0.2
SCALE = 5.0  # evidence at which the shown score is one half

# A unit helps when this sum is above nought; fitted by logistic regression on bench/units and rounded.
BIAS, HELP_CUE, HELP_SUBJECT, HELP_USUAL, HELP_NAMED, HELP_PAST = -2.6, 2.0, 0.4, 1.0, 0.4, 4.0
ENOUGH = 4.0
MOST_HELPERS = 3


@lru_cache(maxsize=1)
def cues() -> Vocabulary:
    """What people say when they ask a second unit for something: 财政补贴, 装监控. Ships beside this file."""
    return load(CUES)


@lru_cache(maxsize=1)
def shipped_words() -> Vocabulary:
    """The vocabulary that ships, with people's own everyday words, which only this engine reads."""
    return Vocabulary((*shipped().subjects, *load(EVERYDAY).subjects))


@dataclass(frozen=True)
class Text:
    """The text as it is heard."""

    parts: Sequence[Part]
    words: Sequence[Heard]
    asked: Sequence[Heard]
    pairs: dict[str, float]
    names: Sequence[Named]

    @property
    def whole(self) -> str:
        """All that was read of it."""
        return "\n".join(part.text for part in self.parts)


class Adviser:
    """A directory and a vocabulary, prepared once for many texts."""

    def __init__(self, units: Sequence[Duties], vocabulary: Vocabulary, asking: Vocabulary) -> None:
        self._directory = Directory(units)
        # A word of a subject that no unit looks after would only hide the shorter words inside it.
        self._words = Vocabulary(tuple(filter(self._is_looked_after, vocabulary.subjects)))
        self._asking = asking
        self._lead = Lexicon(self._words, self._directory, helpers=False)
        self._usual = Lexicon(self._words, self._directory, helpers=True)
        self._cues = Lexicon(asking, self._directory, helpers=True)

    def _is_looked_after(self, subject: Subject) -> bool:
        return any(map(self._directory.match, (*subject.duties, *subject.co)))

    @cached_property
    def _pair_shares(self) -> dict[str, dict[str, tuple[float, str]]]:
        return pair_shares(self._words.subjects, self._lead)

    def suggest(self, title: str, summary: str, past: Sequence[Past] = (), most: int = 3) -> Advice:
        """The leads, best first, and the helpers of the first lead."""
        text = self._hear(title, summary)
        known = [one for one in past if one.likeness >= LEAST_LIKE]
        grounds = Grounds()
        scores = self._lead_scores(text, known, grounds)
        order = sorted(scores, key=lambda code: (-scores[code], code))
        leads = [
            Candidate(
                code,
                shown(scores[code] / SCALE),
                self._reasons(code, text, grounds),
                self._is_firm(code, text, grounds, scores[code] / scores[order[0]]),
            )
            for code in order[:most]
        ]
        return Advice(tuple(leads), self._helpers(text, known, order[0]) if order else ())

    def _is_firm(self, code: str, text: Text, grounds: Grounds, share: float) -> bool:
        """`share`: of the first one's score. Something plain must speak for a unit; the nearer it is to the
        first one, the fainter it may be."""
        if grounds.is_known(code) or share < FAR:
            return grounds.is_known(code)
        pairs = self._directory.rare_pairs(code, text.pairs, FEW)
        first = share == 1 and grounds.is_literal(code)
        return first or pairs > ACCIDENT or grounds.speaks(code, LEAST if share >= CLOSE else PLAIN)

    def _reasons(self, code: str, text: Text, grounds: Grounds) -> tuple[Reason, ...]:
        return grounds.reasons(code) or (self._faint(code, text),)

    def _faint(self, code: str, text: Text) -> Reason:
        """Why a unit is chosen for which no word speaks: characters of its duties, or of words for them."""
        line, words = self._directory.nearest_line(code, text.whole)
        if words:
            return Reason("duty", f"文中{quoted(words)}与职责「{line}」用词相同")
        found = {
            pair: self._pair_shares[pair][code]
            for pair in text.pairs
            if code in self._pair_shares.get(pair, ())
        }
        if found:
            near = max(found, key=lambda pair: found[pair])
            return Reason("chance", f"文中「{near}」与职责「{found[near][1]}」常见的说法相近")
        asked = {one.found.word: self._cues.leaning(one.found).lines.get(code, "") for one in text.asked}
        said = (f"文中「{word}」 → 职责「{line}」" for word, line in asked.items() if line)
        return Reason("duty", next(said))

    def _hear(self, title: str, summary: str) -> Text:
        parts = parts_of(title, summary)
        told = [replace(part, text=_without_districts(part.text)) for part in parts]
        pairs: dict[str, float] = {}
        for part in told:
            for pair in pairs_of(part.text):
                pairs[pair] = max(pairs.get(pair, 0.0), part.weight)
        names = [one for part in parts for one in names_of(part.text, list(self._directory.units.values()))]
        return Text(parts, heard(told, self._words), heard(told, self._asking), pairs, names)

    def _lead_scores(self, text: Text, past: Sequence[Past], grounds: Grounds) -> dict[str, float]:
        votes: defaultdict[str, list[float]] = defaultdict(list)
        for one in text.words:
            leaning = self._lead.leaning(one.found)
            for code, share in leaning.shares.items():
                value = one.weight * leaning.weight * share
                votes[code].append(value)
                grounds.duty(code, leaning.lines[code], one.found.word, value)
        scores = {code: fading(values, LATER) for code, values in votes.items()}
        for extra in (
            self._by_pairs(text),
            self._by_cues(text),
            by_names(text.names, grounds),
            by_past(past, grounds),
        ):
            for code, value in extra.items():
                if code in self._directory.units:
                    scores[code] = scores.get(code, 0.0) + value
        return {code: value for code, value in scores.items() if value > 0}

    def _by_pairs(self, text: Text) -> dict[str, float]:
        """By pairs of the vocabulary's words, and by those of the duty lines themselves."""
        scores: defaultdict[str, float] = defaultdict(float)
        for pair, weight in text.pairs.items():
            for code, (share, _) in self._pair_shares.get(pair, {}).items():
                scores[code] += PAIRS * weight * share
            holders = self._directory.holders.get(pair, frozenset())
            if len(holders) <= FEW:
                for code in holders:
                    scores[code] += PAIRS * weight / 2
        return scores

    def _by_cues(self, text: Text) -> dict[str, float]:
        votes: defaultdict[str, list[float]] = defaultdict(list)
        for one in text.asked:
            leaning = self._cues.leaning(one.found)
            for code, share in leaning.shares.items():
                votes[code].append(one.weight * leaning.weight * share)
        return {code: CUE * fading(values, LATER) for code, values in votes.items()}

    def _helpers(self, text: Text, past: Sequence[Past], lead: str) -> tuple[Candidate, ...]:
        grounds = Grounds()
        sums: defaultdict[str, float] = defaultdict(lambda: BIAS)
        for words, lexicon, weight in (
            (text.asked, self._cues, HELP_CUE),
            (text.words, self._lead, HELP_SUBJECT),
            (text.words, self._usual, HELP_USUAL),
        ):
            for code, value in help_votes(words, lexicon, weight, grounds).items():
                sums[code] += weight * min(value, ENOUGH)
        for code in by_names(text.names, grounds):
            sums[code] += HELP_NAMED
        for code, value in past_helpers(past, grounds).items():
            sums[code] += HELP_PAST * value
        chosen = [code for code in sums if sums[code] > 0 and code != lead and code in self._directory.units]
        chosen.sort(key=lambda code: (-sums[code], code))
        return tuple(
            Candidate(code, shown(math.exp(sums[code])), self._reasons(code, text, grounds))
            for code in chosen[:MOST_HELPERS]
        )


def shown(odds: float) -> float:
    """Odds as a score between 0 and 1."""
    return round(odds / (1 + odds), 3)


def fading(values: Iterable[float], rate: float) -> float:
    """The greatest counts whole, each further one less: ten faint hints are not one plain word."""
    return sum(value * rate**rank for rank, value in enumerate(sorted(values, reverse=True)))


def help_votes(words: Sequence[Heard], lexicon: Lexicon, weight: float, grounds: Grounds) -> dict[str, float]:
    """What the words say of helpers by one lexicon."""
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for one in words:
        leaning = lexicon.leaning(one.found)
        for code, share in leaning.shares.items():
            value = one.help_weight * leaning.weight * share
            votes[code].append(value)
            grounds.duty(code, leaning.lines[code], one.found.word, weight * value)
    return {code: fading(values, LATER) for code, values in votes.items()}


def by_names(names: Sequence[Named], grounds: Grounds) -> dict[str, float]:
    """Units that the text names; most of all one that it asks to lead."""
    scores: dict[str, float] = {}
    for name in names:
        grounds.named(name.code, name.words, name.leads)
        scores[name.code] = max(scores.get(name.code, 0.0), NAMED_AS_LEAD if name.leads else NAMED)
    return scores


def by_past(past: Sequence[Past], grounds: Grounds) -> dict[str, float]:
    """Past leads, nearest first; the cube lets one that asks for nearly the same outweigh plain words."""
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for one in past:
        votes[one.lead].append(PAST * one.likeness**3)
        grounds.past(one.lead, one, one.role)
    return {code: fading(values, LATER / 2) for code, values in votes.items()}


def past_helpers(past: Sequence[Past], grounds: Grounds) -> dict[str, float]:
    """Past helpers, by the nearest case that had them."""
    nearest: dict[str, float] = {}
    for one in past:
        for code in one.co:
            nearest[code] = max(nearest.get(code, 0.0), one.likeness**2)
            grounds.past(code, one, "会办")
    return nearest


def _without_districts(text: str) -> str:
    """Where it is says nothing of who looks after it: 滨江区 is no river bank."""
    for name in {name.full for name in names_in(text) if is_district(name)}:
        text = text.replace(name, "〇" * len(name))
    return text


@lru_cache(maxsize=8)
def _adviser(units: tuple[Duties, ...], vocabulary: Vocabulary) -> Adviser:
    return Adviser(units, vocabulary, cues())


def suggest(
    title: str, summary: str, units: Sequence[Duties], vocabulary: Vocabulary, past: Sequence[Past] = ()
) -> Advice:
    """Three leads and the helpers; units and vocabulary are prepared at their first use and kept."""
    return _adviser(tuple(units), vocabulary).suggest(title, summary, past)
