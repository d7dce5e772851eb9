"""Walks through the clauses of a sentence and gathers its acts."""

from __future__ import annotations

import re

from zhengxie.engines.plans.reading.acts import (
    Form,
    enlists,
    form_of,
    is_about,
    is_campaign,
    is_gathering,
    leans_on,
    starts_with_act,
)
from zhengxie.engines.plans.reading.bodies import body_in
from zhengxie.engines.plans.reading.drafts import Act, Setting, drafts_of, enumerated, make, parts, set_timing
from zhengxie.engines.plans.reading.folding import Page
from zhengxie.engines.plans.reading.kinds import SUBJECT_KINDS, kind_of_contexts
from zhengxie.engines.plans.reading.sentences import Clause, clauses, is_done
from zhengxie.engines.plans.reading.timing import When, times_in, whole_time
from zhengxie.engines.plans.reading.topics import groups, quotes_in
from zhengxie.engines.plans.reading.tree import TaskDraft

# How many clauses an opening (围绕……) may wait for its act.
LONGEST_WAIT = 3
_MEANS = re.compile(
    r"(?:通过|采取|采用|综合运用|灵活运用|运用|利用|以|借助)(?P<list>.{6,400}?)等(?:多种|"
    r"各种|有效|不同|方式方法)?(?:形式|方式|措施|途径|手段|办法|渠道|载体)"
)
_BEFORE_TIME = re.compile(r"(?:拟|计划|预计|分别|力争|争取|原则上)?(?:于|在)?")
_ANNOUNCES = re.compile(r"(?:议题|课题|选题|题目|主题)(?:分别)?(?:是|为|包括|有|如下)?$")
_SUBJECTS_ARE = re.compile(
    r"(?:主要|重点|协商|调研)?(?:议题|课题|选题|主题)(?:分别)?(?:是|为|有|包括)(?=[^“]{4})"
)
_MEETS = re.compile(r"^(?:.{0,8}(?:召开|举行|举办)).*(?:会议|会|全会)(?:[\d一二三四两]+次)?$")
_DEBATES = re.compile(r"(?:分别|重点|集中)?(?:围绕|就|聚焦|针对|专题协商|专题议政)")
_HELD = re.compile(
    r"(?:全年|原则上|计划|拟|预计)*(?:召开|举行|举办|开展|安排|组织|进行)?"
    r"(?:不少于|至少)?(?:\d+|[一二两三四五六七八九十]+)[次场期](?:以上|左右)?"
)
# “落实‘五个一’要求，即每年……”: what follows explains the act and is none itself.
_EXPLAINS = re.compile(r"(?:即|也就是|具体是|主要是|指的是)(?!将|可|便|时)")
_AGENDA = re.compile(r"(?:专题|集中|认真)?(?:研究|部署|总结|分析|讨论|安排部署|研判)(?!制定|出台|起草)")
_ONLY_AMOUNT = re.compile(
    r"(?:.{0,6}(?:人均|每人|平均|分别|各|每组|每名委员|每年|全年))?(?:不少于|至少|不低于|达到|达)\d+(?:%|[次场期件篇条个名人家])"
)
_ONLY_NAMES = re.compile(r"(?:“[^”]{5,80}”[、和及]?){1,12}")
_MEASURE = re.compile(r"(?:累计|至少)?([\u4e00-\u9fff]{2})(?:不少于|至少|不低于|达到)")
_ENDS_ALL = re.compile(r"完成|办结|结束|到位")
# A month that stands in front of an act also holds for the acts after it in the same sentence.
_CARRIED = re.compile(
    r"(?!每)(?:\d{4}年)?(?:.{1,4}月份?|.{0,2}[一二三四]季度|[上下]半年)(?:[上中下]旬|初|底|末)?"
)
_FINISHES = re.compile(r"完成|办结|底|前|内|^时间")


def sentence_tasks(page: Page, start: int, end: int, setting: Setting) -> list[TaskDraft]:
    """The tasks of one sentence (a span of the page), in the order of the text."""
    if is_done(page.shadow[start:end]):
        return []
    walk = _Walk(page, setting)
    found = clauses(page, start, end)
    for clause in found:
        if _EXPLAINS.match(page.shadow, clause.start, clause.end) and walk.drafts:
            break
        walk.take(clause, is_last=clause is found[-1])
    walk.finish()
    return walk.drafts


def _time_at_start(words: str) -> When | None:
    """A time the clause begins with, when something follows it."""
    prefix = _BEFORE_TIME.match(words)
    first = next(iter(times_in(words[:40])), None)
    if first is None or prefix is None or first.start > prefix.end() or first.end >= len(words):
        return None
    return first


class _Walk:
    def __init__(self, page: Page, setting: Setting) -> None:
        self.page = page
        self.setting = setting
        self.drafts: list[TaskDraft] = []
        self.opening: Clause | None = None
        self.opening_timing = ""
        self.only: Clause | None = None
        self.earlier: list[tuple[Clause, str]] = []
        self.waited = 0
        self.timing = ""
        self.own_timing = ""
        self.carried = ""
        self.body = ""
        self.last_act = 0
        self.lists_subjects = setting.announced
        self.named: Clause | None = None

    def take(self, clause: Clause, is_last: bool = False) -> None:
        """Take the next clause of the sentence."""
        words = self._words(clause)
        if _ONLY_NAMES.fullmatch(words):
            self.only = clause
        named, self.named = self.named, None
        if named and (whole_time(words) or _HELD.fullmatch(words)):
            self._take_named(named, clause)
            return
        if self._is_time(clause.start, words, is_last) or self._is_body(words):
            return
        if self.drafts and _ONLY_AMOUNT.match(words):
            first = next(iter(times_in(words)), None)
            if first:
                self._late_time(clause, first)
            return
        when = _time_at_start(words)
        form = form_of(words[when.end :].lstrip("，、") if when else words, self.setting.strict)
        if when and (form is Form.NEITHER or self._measures(words[when.end :])):
            self._late_time(clause, when)
            return
        clause = self._without_time(clause, when)
        words = self._words(clause)
        if clause.stop == "：":
            self._lead_in(clause, words)
        elif listed := _SUBJECTS_ARE.match(words):
            self._take_named_subjects(Clause(clause.start + listed.end(), clause.end, clause.stop), clause)
        elif not self._take_subjects(clause) and not self._take_means(clause, words):
            self._take_form(clause, form, words)

    def _words(self, clause: Clause) -> str:
        return self.page.shadow[clause.start : clause.end]

    def _measures(self, words: str) -> bool:
        """“走访委员，每年走访不少于三分之一”: the verb of the act before with nothing but an amount."""
        match = _MEASURE.match(words)
        return bool(match and self.drafts and match.group(1) in self.drafts[-1].evidence)

    def _is_time(self, clause_start: int, words: str, is_last: bool) -> bool:
        when = whole_time(words)
        if not when:
            return False
        at = clause_start + words.find(when)
        when = self.page.text[at : at + len(when)]
        ends_all = bool(_ENDS_ALL.search(words))
        open_drafts = [d for d in self.drafts[0 if ends_all else self.last_act :] if not d.timing]
        finishes = ends_all or is_last or _FINISHES.search(words)
        if open_drafts and finishes or self.drafts and words.startswith("每"):
            for draft in open_drafts:
                set_timing(draft, when, self.setting.year)
        else:
            self.timing, self.carried = when, ""
        return True

    def _is_body(self, words: str) -> bool:
        body, alone = body_in(words)
        if not alone:
            return False
        for draft in self.drafts:
            draft.body = draft.body or body
        if not self.drafts:
            self.body = body
        return True

    def _without_time(self, clause: Clause, when: When | None) -> Clause:
        """A month without a comma behind it (3月召开……) holds for its own clause only."""
        self.own_timing = ""
        if when is None or not re.search(r"[月季半]", when.words):
            return clause
        self.own_timing = self._original(clause, when)
        return Clause(clause.start + when.end, clause.end, clause.stop)

    def _late_time(self, clause: Clause, when: When) -> None:
        """“……，每月更新” or “……，于4月开班”: the time belongs to the act before it."""
        if self.drafts and not self.drafts[-1].timing:
            set_timing(self.drafts[-1], self._original(clause, when), self.setting.year)

    def _original(self, clause: Clause, when: When) -> str:
        return self.page.text[clause.start + when.start : clause.start + when.end].strip()

    def _lead_in(self, clause: Clause, words: str) -> None:
        self.setting = self.setting.under(words)
        self.named = clause if is_gathering(words) else None
        self.lists_subjects = bool(_ANNOUNCES.search(words))
        if (
            form_of(words) is Form.OPENING
            and is_about(words)
            and quotes_in(self.page, clause.start, clause.end)
        ):
            self.opening = clause

    def _take_named_subjects(self, members: Clause, clause: Clause) -> None:
        """“召开协商会4次，议题分别为甲、乙”: the subjects stand for the meeting."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.kind in SUBJECT_KINDS and last.end == self.page.shadow.rfind("，", 0, clause.start):
            self.setting = self.setting.under(self.page.shadow[last.start : last.end])
        else:
            last = None
        self.lists_subjects = True
        if self._take_subjects(members) and last:
            self.drafts.remove(last)

    def _take_subjects(self, clause: Clause) -> bool:
        """“议题是：甲、乙、丙”: each member of the list is a subject."""
        if not self.lists_subjects:
            return False
        self.lists_subjects = False
        act = self._act(clause.start, clause.end)
        spans = enumerated(self.page, clause.start, clause.end)
        if (
            len(spans) < 2
            or min(b - a for a, b in spans) < 4
            or kind_of_contexts(self.setting.contexts) is None
        ):
            return False
        self.drafts += [make(self.page, act, span, self.setting, kind_words="□") for span in spans]
        return True

    def _take_named(self, named: Clause, clause: Clause) -> None:
        """“主席会议：每月1次” is one meeting."""
        title = self.page.text[named.start : named.end]
        act = self._act(named.start, clause.end)
        self.last_act = len(self.drafts)
        self.drafts.append(make(self.page, act, (named.start, clause.end), self.setting, title=title))

    def _take_means(self, clause: Clause, words: str) -> bool:
        match = _MEANS.search(words)
        if not match or "“" in words:
            return False
        act = self._act(clause.start + match.start("list"), clause.start + match.end("list"))
        found = [(span, verb) for span, verb in parts(self.page, act) if self._is_piece(span)]
        if not found:
            found = [(span, "") for span in enumerated(self.page, act.start, act.end) if self._is_piece(span)]
        for span, verb in found:
            self.drafts.append(make(self.page, act, span, self.setting, verb=verb))
        if not found:
            return False
        if form_of(words[match.end() :]) is Form.ACT and len(words) - match.end() > 4:
            self._take_act(Clause(clause.start + match.end(), clause.end))
        return True

    def _is_piece(self, span: tuple[int, int]) -> bool:
        words = self.page.shadow[span[0] : span[1]]
        return len(words) >= 4 and (starts_with_act(words) or (is_gathering(words) and "、" not in words))

    def _take_form(self, clause: Clause, form: Form, words: str) -> None:
        if form is Form.ACT and (len(words) > 2 or self.opening):
            if not self._is_agenda(clause, words):
                self._take_act(clause)
        elif form is Form.OPENING and (is_about(words) or leans_on(words)) and self._opens(clause):
            self.opening, self.opening_timing, self.waited = clause, self.own_timing, 0
        elif self.opening is not None and enlists(words) and is_campaign(self._words(self.opening)):
            self._take_act(clause)
        elif self.opening is not None:
            self.waited += 1
            if self.waited >= LONGEST_WAIT:
                self.finish()

    def _opens(self, clause: Clause) -> bool:
        """True when the clause becomes the opening; one with a subject of its own stands beside the first."""
        if self.opening is None:
            return True
        if not all(quotes_in(self.page, c.start, c.end) for c in (self.opening, clause)):
            return False
        self.earlier.append((self.opening, self.opening_timing))
        return True

    def _is_agenda(self, clause: Clause, words: str) -> bool:
        """“召开座谈会，研究加强……的措施”: what a meeting talks about is no act of its own."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.end != self.page.shadow.rfind("，", 0, clause.start) or "《" in words:
            return False
        return bool(_MEETS.search(last.title) and _AGENDA.match(words))

    def _take_act(self, clause: Clause) -> None:
        self.last_act = len(self.drafts)
        timing = self.own_timing or self.timing or self.opening_timing
        if self.earlier and self.opening:
            self._take_each(clause, [*self.earlier, (self.opening, self.opening_timing)])
        else:
            start = self.opening.start if self.opening else clause.start
            start = self._meeting_before(start)
            timing = self.own_timing or timing or self.carried
            self.drafts += drafts_of(
                self.page, Act(start, clause.end, clause.start, timing, self.body), self.setting
            )
        if _CARRIED.fullmatch(self.own_timing):
            self.carried = self.own_timing
        self.opening, self.opening_timing, self.earlier = None, "", []

    def _take_each(self, clause: Clause, openings: list[tuple[Clause, str]]) -> None:
        """“上半年以“甲”为题，下半年以“乙”为题，各召开1次协商会”: one act for each opening."""
        words = self._words(clause)
        for opening, timing in openings:
            act = Act(
                opening.start, opening.end, opening.start, timing or self.own_timing or self.timing, self.body
            )
            span = (opening.start, opening.end)
            title = quotes_in(self.page, *span)[0].words
            self.drafts.append(make(self.page, act, span, self.setting, title=title, kind_words=words))

    def _meeting_before(self, start: int) -> int:
        """“召开常委会会议，围绕……专题议政” is one meeting with its subject: take the meeting back in."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.end != self.page.shadow.rfind("，", 0, start) or last.topics:
            return start
        if not _MEETS.search(last.title) or not _DEBATES.match(self.page.shadow, start):
            return start
        self.drafts.pop()
        self.own_timing = self.own_timing or last.timing
        return last.start

    def _act(self, start: int, end: int) -> Act:
        return Act(start, end, start, self.own_timing or self.timing or self.carried, self.body)

    def finish(self) -> None:
        """An opening without a verb still names its subjects when the heading says what is done."""
        opening, self.opening = self.opening, None
        if not self.drafts and opening is None and self.only is not None:
            opening = self.only
        if opening is None or kind_of_contexts(self.setting.contexts) not in SUBJECT_KINDS:
            return
        names = quotes_in(self.page, opening.start, opening.end)
        for group in groups(self.page, names):
            act = self._act(opening.start, opening.end)
            for name in group:
                span = (name.start - 1, name.end + 1)
                self.drafts.append(make(self.page, act, span, self.setting, title=name.words, kind_words="□"))
