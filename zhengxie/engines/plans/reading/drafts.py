"""From one act in the page to its task drafts: lists of subjects, documents, meetings are taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from zhengxie.engines.plans.reading.acts import (
    is_about,
    is_gathering,
    leading_verb,
    skip_adverbs,
    starts_with_act,
)
from zhengxie.engines.plans.reading.bodies import body_in
from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.kinds import OTHER, kind_of
from zhengxie.engines.plans.reading.timing import due_date, times_in
from zhengxie.engines.plans.reading.topics import Name, documents_in, groups, is_subject, quotes_in, to_issue
from zhengxie.engines.plans.reading.tree import Span, TaskDraft
from zhengxie.engines.plans.reading.vocabulary import FILLERS

LONGEST_TITLE = 60
_BLANK = re.compile(r"\s+")
_SUBJECT_LIST = re.compile(
    r"(?:围绕|聚焦|就|针对|"
    r"紧扣)(?P<list>[^，。“”《》]{4,400}?)(?:等)?(?:[\d一二三四五六七八九十两几]+)?(?:个|"
    r"项|大)?(?:方面)?的?"
    r"(?:重点|重要|专项|专题|热点|难点|民生|调研|协商|监督|视察)*(?:课题|议题|专题|主题|题目|选题)"
)
# “就甲、乙、丙，分别召开协商座谈会”
_EACH_LIST = re.compile(r"(?:围绕|聚焦|就|针对)(?P<list>[^，。“”《》]{4,400}?)(?:等[^，、]{0,6})?，?分别")
# “分别视察甲、乙、丙情况”
_EACH_OBJECT = re.compile(r"分别(?:视察|调研|考察)(?P<list>[^，。“”《》]{8,400})")
_FILLERS = re.compile(rf"(?:{'|'.join(FILLERS)})+地?")
_GOES_TO = re.compile(
    r"企业|社区|学校|基层|一线|农村|农户|乡|村|镇|街|现场|园区|界别|群众|田间|部门|单位|车间"
)
_AND = re.compile(r"以及|和|及|与")
_FEAST = re.compile(r"七一|五一|八一|十一|三八|五四|六一")
_SPEAKER = re.compile(r"(?:我们|市政协|县政协|区政协)?(?:将|拟|要)(?:坚持)?")
_KEEP_IN_TITLE = re.compile(
    r"^(?:常态化|定期|不定期|经常性|联合|探索|适时|首次|分期分批|分批|集中|计划|坚持|统筹)"
)


@dataclass(frozen=True)
class Setting:
    """Where an act stands: headings from the nearest outwards, the title of the plan, its year.

    With `strict`, directions such as 加强…… are no acts; with `announced`, a list of subjects comes first.
    """

    contexts: list[str] = field(default_factory=list)
    year: int | None = None
    strict: bool = False
    plan: str = ""
    announced: bool = False

    def under(self, *headings: str) -> Setting:
        """The setting below further headings, the nearest first."""
        contexts = [*(h for h in headings if h), *self.contexts]
        return Setting(contexts, self.year, self.strict, self.plan, self.announced)

    @property
    def all_contexts(self) -> list[str]:
        """The headings and, last, the title of the plan."""
        return [*self.contexts, self.plan] if self.plan else self.contexts


@dataclass(frozen=True)
class Act:
    """An act as a span of the page; `verb_at` is where its own clause begins, after the opening."""

    start: int
    end: int
    verb_at: int
    timing: str = ""
    body: str = ""


def drafts_of(page: Page, act: Act, setting: Setting) -> list[TaskDraft]:
    """The drafts of one act, in the order of the text."""
    act = replace(act, body=body_in(page.shadow[act.start : act.end])[0] or act.body)
    names = quotes_in(page, act.start, act.end)
    subjects = _subjects(page, names, act)
    if len(subjects) > 1:
        return [_subject_draft(page, act, name, subjects[-1], setting) for name in subjects]
    if subjects:
        about = is_about(page.shadow[act.start : act.end])
        title = subjects[0].words if about else ""
        return [make(page, act, (act.start, act.end), setting, title=title)]
    plain = _plain_subjects(page, act)
    if plain:
        kind_words = (
            page.shadow[plain[-1][1] : act.end].strip("，。 ") or page.shadow[act.start : plain[0][0]]
        )
        return [make(page, act, span, setting, kind_words=kind_words) for span in plain]
    return [
        draft for span, verb in parts(page, act) for draft in _part_drafts(page, act, span, verb, setting)
    ]


def _subjects(page: Page, names: list[Name], act: Act) -> list[Name]:
    best = max(groups(page, names), key=len, default=[])
    if len(best) > 1:
        return best
    return [n for n in names if is_subject(page, n, act.start, act.end)][:1]


def _subject_draft(page: Page, act: Act, name: Name, last: Name, setting: Setting) -> TaskDraft:
    span = (name.start - 1, name.end + 1)
    return make(page, act, span, setting, title=name.words, kind_words=page.shadow[last.end + 1 : act.end])


def _plain_subjects(page: Page, act: Act) -> list[Span]:
    """Spans of subjects listed without quotation marks: 围绕甲、乙、丙等课题开展调研."""
    match = _SUBJECT_LIST.search(page.shadow, act.start, act.end)
    match = match or _EACH_OBJECT.search(page.shadow, act.start, act.end)
    match = match or _EACH_LIST.search(page.shadow, act.start, act.end)
    if not match:
        return []
    spans = enumerated(page, match.start("list"), match.end("list"))
    return spans if len(spans) > 1 and all(b - a >= 4 for a, b in spans) else []


def parts(page: Page, act: Act) -> list[tuple[Span, str]]:
    """The act taken apart where a list names several meetings or has several verbs, with each part's verb."""
    segments: list[list[Span]] = []
    for span in enumerated(page, act.verb_at, act.end):
        if segments and not starts_with_act(page.shadow[span[0] : span[1]]):
            segments[-1].append(span)
        else:
            segments.append([span])
    out: list[tuple[Span, str]] = []
    for segment in segments:
        out += _segment_parts(page, segment)
    first_span, first_verb = out[0]
    out[0] = ((act.start, first_span[1]), first_verb)
    return out


def _segment_parts(page: Page, segment: list[Span]) -> list[tuple[Span, str]]:
    verb = leading_verb(page.shadow[segment[0][0] : segment[0][1]])
    segment = _cut_last(page, segment)
    words = [page.shadow[a:b] for a, b in segment]
    bare = [words[0][skip_adverbs(words[0]) + len(verb) :], *words[1:]]
    if len(segment) > 1 and all(len(w) >= 3 and is_gathering(w) for w in bare):
        return [(segment[0], ""), *((span, verb) for span in segment[1:])]
    return [((segment[0][0], segment[-1][1]), "")]


def _cut_last(page: Page, segment: list[Span]) -> list[Span]:
    """“书画展和艺术讲座”: the last member of a list may hold two."""
    start, end = segment[-1]
    for match in _AND.finditer(page.shadow, start + 4, end - 4):
        left, right = page.shadow[start : match.start()], page.shadow[match.end() : end]
        if not page.depth[match.start()] and is_gathering(left) and is_gathering(right):
            return [*segment[:-1], (start, match.start()), (match.end(), end)]
    return segment


def enumerated(page: Page, start: int, end: int) -> list[Span]:
    """Spans between enumeration commas (and before 并/以及 followed by a verb)."""
    out: list[Span] = []
    begin = start
    for at in range(start, end):
        if page.depth[at] or at == begin:
            continue
        if page.shadow[at] == "、" or (
            page.shadow[at] == "并" and starts_with_act(page.shadow[at + 1 : at + 12])
        ):
            out.append((begin, at))
            begin = at + 1
    out.append((begin, end))
    return [(a, b) for a, b in out if page.shadow[a:b].strip()]


def _part_drafts(page: Page, act: Act, span: Span, verb: str, setting: Setting) -> list[TaskDraft]:
    names = documents_in(page, *span)
    issued = to_issue(page, names, *span)
    if len(issued) < 2:
        return [make(page, act, span, setting, verb=verb)]
    first = make(page, act, (span[0], issued[0].end + 1), setting)
    rest = [make(page, act, (n.start - 1, n.end + 1), setting, verb="制发", issued=[n]) for n in issued[1:]]
    return [first, *rest]


def make(
    page: Page,
    act: Act,
    span: Span,
    setting: Setting,
    *,
    title: str = "",
    kind_words: str = "",
    verb: str = "",
    issued: list[Name] | None = None,
) -> TaskDraft:
    """One draft for a span of the page; words not given are taken from the span."""
    start, end = span
    names = documents_in(page, start, end)
    issued = to_issue(page, names, start, end) if issued is None else issued
    words = page.shadow[start:end]
    kind = kind_of(kind_words or verb + words[skip_adverbs(words) :], bool(issued), setting.all_contexts)
    timing = _timing(page, span) or act.timing
    due, check = _due(timing, setting.year)
    return TaskDraft(
        kind=kind,
        title=title or _title(page, act, span, verb),
        evidence=page.text[start:end],
        start=start,
        end=end,
        topics=[n.words for n in quotes_in(page, start, end) if not _FEAST.fullmatch(n.words)],
        documents=[n.words for n in names if n not in issued],
        issues=[n.words for n in issued],
        timing=timing,
        due=due,
        body=act.body,
        check=check or ("没有看出工作类别，请核对" if kind == OTHER and not setting.contexts else ""),
    )


def _title(page: Page, act: Act, span: Span, verb: str) -> str:
    start, end = span
    if start < act.verb_at < end and end - start > LONGEST_TITLE:
        start = act.verb_at
    speaker = _SPEAKER.match(page.shadow, start, end)
    start = speaker.end() if speaker and speaker.end() < end - 2 else start
    words = page.shadow[start:end]
    for when in times_in(words):
        if when.start == 0 and not _KEEP_IN_TITLE.match(words):
            start += when.end
            words = page.shadow[start:end]
    start += _filler(words)
    return verb + _BLANK.sub("", page.text[start:end]).strip("，,。.；;：: ")


def _filler(words: str) -> int:
    match = _FILLERS.match(words)
    if match and match.group().endswith("深入") and _GOES_TO.match(words, match.end()):
        return 0
    return match.end() if match and match.end() < len(words) - 2 else 0


def _timing(page: Page, span: Span) -> str:
    start, end = span
    found = [
        page.text[start + w.start : start + w.end].strip()
        for w in times_in(page.shadow[start:end])
        if not page.depth[start + w.end - 1]
    ]
    return "；".join(dict.fromkeys(found[:2]))


def _due(timing: str, year: int | None) -> tuple[str | None, str]:
    for words in timing.split("；"):
        due, check = due_date(words, year)
        if due:
            return due, check
    return None, ""


def set_timing(draft: TaskDraft, timing: str, year: int | None) -> None:
    """Give a draft the time limit found beside it (a clause, a table cell, a label, a bracket)."""
    draft.timing = timing
    due, check = _due(timing, year)
    draft.due = due
    draft.check = check or draft.check
