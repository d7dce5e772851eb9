"""Attachments of a proposal: put there by its proposer as long as the text is his. checklist 58"""

from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents import actions as documents
from zhengxie.foundation.documents.models import Attachment
from zhengxie.foundation.documents.queries import attachments_of
from zhengxie.foundation.documents.uploads import Received
from zhengxie.foundation.workflow.actions import action
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.proposals.models import Proposal
from zhengxie.work.proposals.queries.intake import limits_of

NONE = "现在不收附件，请把内容写进提案正文。"
MOST = "一件提案最多{most}个附件，现在已有{now}个。请先删去不需要的，再上传。"
TWICE = "这个文件已经上传过了，就是“{name}”，不用再传。"
ELSEWHERE = "这个附件不在这件提案里，请刷新页面后再试。"


@action
def attach(seat: Seat, proposal: Proposal, *, file: Received) -> None:
    """上传附件：草稿和退回修改时可以；文件事先已检查并存好。"""
    proposal.attach()
    held = list(attachments_of(proposal))
    most = limits_of(seat.committee).files
    same = [attachment.name for attachment in held if attachment.digest == file.digest]
    if same:
        raise Refused(TWICE.format(name=same[0]), field="file")
    if len(held) >= most:
        raise Refused(MOST.format(most=most, now=len(held)) if most else NONE, field="file")
    documents.attach(seat, label=Proposal._meta.label_lower, object_id=str(proposal.pk), file=file)


@action
def detach(seat: Seat, proposal: Proposal, *, attachment: Attachment) -> None:
    """删除附件：草稿和退回修改时可以。"""
    proposal.detach()
    if (attachment.label, attachment.object_id) != (Proposal._meta.label_lower, str(proposal.pk)):
        raise Refused(ELSEWHERE, field="attachment")
    documents.detach(seat, attachment)
