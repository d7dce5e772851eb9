"""The audit administrator's proof of the own committee's chain. checklist 36."""

from pathlib import Path

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.audit import chain
from zhengxie.foundation.audit.verify import verify
from zhengxie.work.administration.queries.log import entries

VERIFY_LOG = "administration.verify_log"


def verify_own(seat: Seat, anchors: Path | None) -> tuple[bool, str]:
    """(whether the chain holds, a sentence); the act is recorded with its result."""
    own = seat.committee.pk
    bad = next((problem for problem in verify(anchors).problems if problem.chain == own), None)
    if bad is None:
        sentence = f"校验完成：{entries(seat).count()} 条审计记录首尾相接，没有改动。"
    else:
        sentence = f"校验发现问题：从第 {bad.number} 条起不可信，{bad.text}。请保护现场并报告单位负责人。"
    chain.record(seat, VERIFY_LOG, ok=bad is None, note=sentence)
    return bad is None, sentence
