"""主题词: which words speak of which subject, and which duty it belongs to. Suggestions read them."""

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.rules.models import Subject
from zhengxie.foundation.rules.models.subjects import SEPARATOR, listed
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused

MOST_WORDS = 80
LONGEST = 30
LISTS = {
    "words": "常用说法",
    "weak": "只作参考的说法",
    "duties": "对应职责（主办）",
    "co": "对应职责（会办）",
}


@action(creates=Subject)
def add_subject(
    seat: Seat, subject: Subject, *, name: str, words: str, weak: str, duties: str, co: str
) -> None:
    """新增主题词：建议承办单位和查重从现在起用它。"""
    _keep(subject, name, {"words": words, "weak": weak, "duties": duties, "co": co})


@action
def edit_subject(
    seat: Seat, subject: Subject, *, name: str, words: str, weak: str, duties: str, co: str
) -> None:
    """修改主题词的说法和对应职责。"""
    _keep(subject, name, {"words": words, "weak": weak, "duties": duties, "co": co})


def _keep(subject: Subject, name: str, lists: dict[str, str]) -> None:
    twins = Subject.objects.filter(committee=subject.committee, name=name).exclude(pk=subject.pk)
    if twins.exists():
        raise Refused(f"已经有主题“{name}”（停用的也算），请直接修改它。", field="name")
    if not any(text.strip() for text in lists.values()):
        raise Refused("请至少写一个说法或一项对应职责，不然这个主题没有用处。", field="words")
    subject.name = name
    for field, text in lists.items():
        setattr(subject, field, SEPARATOR.join(_checked(field, text)))


def _checked(field: str, text: str) -> tuple[str, ...]:
    """Commas and line breaks divide as well as 、."""
    for mark in "，,；;\r\n\t":
        text = text.replace(mark, SEPARATOR)
    found = listed(text)
    if len(found) > MOST_WORDS:
        raise Refused(f"{LISTS[field]}最多{MOST_WORDS}个，现在有{len(found)}个。", field=field)
    wrong = [word for word in found if not 2 <= len(word) <= LONGEST]
    if wrong:
        raise Refused(
            f"每个说法2至{LONGEST}个字，请改“{wrong[0][:LONGEST]}”；几个说法之间用顿号隔开。", field=field
        )
    return found


@action
def end_subject(seat: Seat, subject: Subject) -> None:
    """停用主题词：建议承办单位和查重不再用它。"""
    if not subject.is_used:
        raise Refused("这个主题已经停用。")
    subject.is_used = False


@action
def resume_subject(seat: Seat, subject: Subject) -> None:
    """恢复使用停用的主题词。"""
    if subject.is_used:
        raise Refused("这个主题没有停用，不用恢复。")
    subject.is_used = True
