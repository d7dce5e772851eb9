"""Pure rules of handled cases: which units go together, what an answer lacks, what the feedback decides.

States, parts and values come in as their stored words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

ADOPTED = {"adopted": "采纳", "partly": "部分采纳"}
VALUES = {**ADOPTED, "reference": "留作参考", "not_adopted": "未采纳"}
DISSATISFIED = "dissatisfied"
# The way of an answering assignment. Rework stands before review: the answer is being written anew.
ADVANCE = (
    "delivered",
    "received",
    "handling",
    "opinion_given",
    "rework",
    "reply_review",
    "replied",
    "following",
    "closed_dissatisfied",
    "closed",
)


def wrong_parts(roles: Sequence[str]) -> str:
    """Why these parts do not go together, "" where they do: one sole; one lead with co-units; or at least two
    separate. domain/03 §6, §12.2"""
    kinds = set(roles)
    if not roles:
        return "请至少选一个承办单位。"
    if kinds == {"sole"}:
        return "" if len(roles) == 1 else "独办只能有一个单位；几个单位各自答复的，请都选“分办”。"
    if kinds == {"separate"}:
        return "" if len(roles) > 1 else "分办至少要有两个单位；只有一个单位的，请选“独办”。"
    if roles.count("lead") == 1 and kinds == {"lead", "co"}:
        return ""
    if kinds == {"lead"}:
        return "主办只能有一个单位，并至少有一个会办单位；只有一个单位的，请选“独办”。"
    if kinds == {"co"}:
        return "还缺主办单位，请指定一个。"
    return "分工不成套：请用“独办”一个，或“主办”一个加“会办”，或“分办”两个以上。"


def label_of(state: str, parts: Iterable[str]) -> str:
    """The state to show of a case: its own while it waits for its units; then that of the least advanced
    answering assignment. domain/03 §12.2"""
    found = [part for part in parts if part in ADVANCE]
    if state == "to_assign" or not found:
        return state
    return min(found, key=ADVANCE.index)


@dataclass(frozen=True)
class Answer:
    """What is written to one numbered suggestion."""

    number: int
    value: str = ""
    text: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Paper:
    """What a reply says, as far as it is judged before it leaves the unit."""

    answers: Sequence[Answer]
    result: str
    publicity: str
    publicity_reason: str
    document_no: str
    contact_name: str
    contact_phone: str


class Gap(str):
    """What is missing, as a clause, and the input at which it is repaired: of the paper, or of the answer to
    suggestion `number`."""

    field: str
    number: int

    def __new__(cls, text: str, field: str, number: int = 0) -> "Gap":
        """The clause; it compares like any text."""
        made = super().__new__(cls, text)
        made.field, made.number = field, number
        return made


def unanswered(answers: Iterable[Answer]) -> list[Gap]:
    """Each numbered suggestion needs a value and a text. domain/03 §6"""
    found = []
    for answer in answers:
        name, number = f"建议{answer.number}", answer.number
        if not answer.value and not answer.text.strip():
            found.append(Gap(f"{name}还没有答复", "value", number))
        elif not answer.value:
            found.append(Gap(f"{name}还没有选采纳情况", "value", number))
        elif not answer.text.strip():
            found.append(Gap(f"{name}选了“{VALUES[answer.value]}”，还没有写答复内容", "text", number))
    return found


def undated(answers: Sequence[Answer], result: str, today: date | None) -> list[Gap]:
    """Class B is a promise: a coming day for everything adopted. Other classes may name days of what they
    adopt, class C none. `today` None: days are not judged any more."""
    found = []
    taken = [answer for answer in answers if answer.value in ADOPTED]
    if result == "B" and not taken:
        found.append(Gap("B类答复至少要有一条建议是“采纳”或“部分采纳”，并写明完成时间", "result"))
    for answer in answers:
        found += _wrong_day(answer, result, today)
    return found


def _wrong_day(answer: Answer, result: str, today: date | None) -> list[Gap]:
    name, wrong = f"建议{answer.number}", ""
    if answer.due is None:
        if result == "B" and answer.value in ADOPTED:
            wrong = f"{name}选了“{VALUES[answer.value]}”，B类答复请填完成时间"
    elif answer.value and answer.value not in ADOPTED:
        wrong = f"{name}选了“{VALUES[answer.value]}”，请去掉完成时间"
    elif result == "C":
        wrong = f"C类答复不作承诺，请去掉{name}的完成时间"
    elif today and answer.due <= today:
        wrong = f"{name}的完成时间要晚于今天"
    return [Gap(wrong, "due", answer.number)] if wrong else []


def unwritten(paper: Paper, *, has_class: bool) -> list[Gap]:
    """Class, publication mark, document number, whom to ask."""
    found = [] if paper.result or not has_class else [Gap("还没有选办理结果（A、B、C）", "result")]
    if not paper.publicity:
        found.append(Gap("还没有选公开属性", "publicity"))
    elif paper.publicity != "public" and not paper.publicity_reason.strip():
        found.append(Gap("没有选“主动公开”，请写明不公开的理由", "publicity_reason"))
    if not paper.document_no.strip():
        found.append(Gap("还没有填发文字号", "document_no"))
    if not paper.contact_name.strip() or not paper.contact_phone.strip():
        lacking = "contact_phone" if paper.contact_name.strip() else "contact_name"
        found.append(Gap("还没有填联系人和电话", lacking))
    return found


TELEPHONE = re.compile(r"[0-9 +\-转]*")
FEWEST_DIGITS = 3


def wrong_telephone(number: str) -> str:
    """Why nobody can be called at it, "" where somebody can; an empty one is not judged."""
    number = number.strip()
    digits = sum(sign.isdigit() for sign in number)
    if not number or (TELEPHONE.fullmatch(number) and digits >= FEWEST_DIGITS):
        return ""
    return "电话只能写数字、空格、“+”、“-”和“转”，如 010-12345678 转 8012，请核对。"


def comes_first(state: str) -> str:
    """What a unit has to do before it may handle anything, "" where it may. domain/03 §12.2"""
    return {"delivered": "请先签收、定经办", "received": "请先定经办"}.get(state, "")


@dataclass(frozen=True)
class Talk:
    """One recorded consultation of the round."""

    face_to_face: bool
    objected: bool


def unmet(talks: Sequence[Talk], *, round_: int, waived: bool) -> str:
    """Why the proposer has not been met yet, "" where he has or spares it. domain/03 §6, §12.2

    First round: one meeting face to face; rework: a new contact of any way. A record that the proposer
    contradicts proves nothing."""
    if waived:
        return ""
    good = [talk for talk in talks if not talk.objected]
    if round_ > 1:
        return "" if good else "再次办理要重新与提案者沟通，还没有本轮的面商记录"
    if any(talk.face_to_face for talk in good):
        return ""
    if any(talk.objected for talk in talks):
        return "提案者说明面商记录与实际不符，请重新面商并登记"
    if good:
        return "还没有当面沟通：要有一次面谈、座谈或实地走访，或由提案者表示不需要面商"
    return "还没有面商记录，提案者也没有表示不需要面商"


def decide(results: Iterable[str], *, round_: int, promised: bool) -> str:
    """The state after feedback or silence: 不满意 with the result starts one rework, then closes; whatever is
    still promised is followed. What is said of the process decides nothing. domain/03 §7, §12.2"""
    if DISSATISFIED in list(results):
        return "rework" if round_ == 1 else "closed_dissatisfied"
    return "following" if promised else "closed"


def on_time(answered: Sequence[tuple[date | None, date | None]]) -> bool:
    """Every answering unit replied by its day. Pairs of (answered on, due on); without a day nothing is late;
    an answer that is not out yet is not on time. domain/03 §11"""
    return bool(answered) and all(done is not None and (due is None or done <= due) for done, due in answered)
