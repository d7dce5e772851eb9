"""What becomes of an attachment. Rooms call `attach` and `detach` in verbs of their own; the system reads.

The file itself was written before, and is swept away after, the transaction.
"""

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.models import Attachment, AttachmentState, AttachmentText
from zhengxie.foundation.documents.uploads import Received
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.books import reconcile


@action(creates=Attachment)
def attach(seat: Seat, attachment: Attachment, *, label: str, object_id: str, file: Received) -> None:
    """挂上附件：文件已经检查并存好，这里只登记。"""
    attachment.label, attachment.object_id = label, object_id
    attachment.name, attachment.kind, attachment.size = file.name, file.kind, file.size
    attachment.digest, attachment.stored = file.digest, file.stored
    attachment.by_id, attachment.by_name = seat.user_id, seat.name


@action
def detach(seat: Seat, attachment: Attachment) -> None:
    """取下附件：文件由每日清理删除。"""
    attachment.delete()


@action(hides=("text",))
def extract_text(
    seat: Seat, attachment: Attachment, *, state: str, reason: str, reading: str, note: str, text: str
) -> None:
    """检查附件：写明能不能打开、读出的文字，并更新所属事项的搜索。"""
    attachment.state, attachment.reason = state, reason
    attachment.reading, attachment.reading_note = reading, note
    if text and state == AttachmentState.USABLE:
        AttachmentText.objects.update_or_create(attachment=attachment, defaults={"text": text})
    # Not by an action of the object: it would count its version on, and whoever writes in it just now would
    # be told that somebody was first. It is locked with the attachment.
    carried = attachment.carried
    if carried is not None:
        reconcile(carried)
