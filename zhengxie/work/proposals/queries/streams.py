"""What plan tasks can count of a session's proposals and of their cases. domain/03 §11"""

from zhengxie.foundation.directory.models import Committee, Session

# The rows come from the books of proposals and of cases.
MEASURES = {
    "proposal.received": "收到提案",
    "proposal.filed": "立案",
    "case.assigned": "交办",
    "case.answered": "答复",
    "case.on_time": "按期答复",
    "case.closed": "办结",
}


def streams_of(committee: Committee) -> list[tuple[str, str]]:
    """(stream, 十四届二次会议提案) of every session, the last first."""
    sessions = Session.objects.filter(committee=committee).select_related("term")
    rows = sessions.order_by("-term__number", "-number")
    return [(f"proposals:{session.pk}", f"{session.label}会议提案") for session in rows]
