"""Who may do what with attachments: whoever sees the object may have its files; all writing is the rooms'."""

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from zhengxie.foundation.access.policy import Who, every_seat, role, scope, verb, visible
from zhengxie.foundation.access.roles import Role
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.documents.carriers import CARRIERS
from zhengxie.foundation.documents.models import Attachment


@scope(Attachment)
def visible_attachments(seat: Seat) -> QuerySet[Attachment]:
    """Those of the objects that the seat sees."""
    found = Q(pk__in=[])
    for label, carrier in CARRIERS.items():
        seen = visible(seat, carrier.model).order_by().annotate(as_text=Cast("pk", CharField()))
        found |= Q(label=label, object_id__in=seen.values("as_text"))
    rows: QuerySet[Attachment] = Attachment.objects.filter(found)
    return rows


NOBODY = Who(())  # a consequence of the verb of the room whose object it is

verb("documents.attach", who=NOBODY, label="挂上附件", story="none")
verb("documents.detach", who=NOBODY, label="取下附件", story="none")
verb("documents.extract_text", who=role(Role.SYSTEM), label="检查附件", story="none")
verb("documents.download", who=every_seat(), label="下载附件", story="none")
