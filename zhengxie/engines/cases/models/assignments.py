"""One unit's part in a case: its state, people, contacts with the proposer, and a co-unit's opinion."""

from django.db import models
from django.urls import reverse

from zhengxie.engines.cases.lifecycle import FINAL, AssignmentMoves
from zhengxie.engines.cases.models.cases import Addressee, Case, CaseItem, UnitRole
from zhengxie.foundation.directory.models import Guarded, Root, Unit


class Assignment(AssignmentMoves, Root):
    """One unit's part in a case: it answers (sole, lead, separate) or gives the lead its opinion (co)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments", verbose_name="案卷")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="承办单位")
    role = models.CharField("分工", max_length=10, choices=UnitRole.choices)
    items = models.ManyToManyField(CaseItem, related_name="assignments", verbose_name="负责的建议")
    delivered_on = models.DateField("交办日期")
    received_on = models.DateField("签收日期", null=True, blank=True)
    officer = models.CharField("经办人", max_length=40, blank=True)
    officer_phone = models.CharField("经办人电话", max_length=30, blank=True)
    leader = models.CharField("分管领导", max_length=40, blank=True)
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    # The proposer does not ask for a meeting in this round.
    waived_round = models.PositiveSmallIntegerField("免面商轮次", null=True, blank=True)
    waived_on = models.DateField("免面商日期", null=True, blank=True)
    waiver_reason = models.CharField("免面商说明", max_length=200, blank=True)
    # Submission of the reply that was issued: this moment counts for on-time.
    answered_on = models.DateField("答复日期", null=True, blank=True)
    issued_on = models.DateField("答复发出日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    passed_on = models.TextField("转告的意见", blank=True)  # what a dissatisfied proposer agreed to pass on
    without_opinion = models.BooleanField("未交会办意见", default=False)

    lock_with = ("case", "open_siblings")
    # Keys, beside the columns, under which a clock of the assignment reaches people.
    reached_by = ("proposer_member_id", "proposer_unit_id", "proposer_body_id", "proposer_group_id")

    class Meta:
        verbose_name = "交办件"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["committee", "unit", "state"], name="assignment_of_unit"),
            models.Index(fields=["committee", "state"], name="assignment_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.case}（{self.unit}{self.get_role_display()}）"

    def get_absolute_url(self) -> str:
        """The assignment's page."""
        return reverse("assignment", args=[self.pk])

    def mentions(self) -> list[tuple[str, str]]:
        """Its entries belong to the case's story, too."""
        return [("cases.case", str(self.case_id))]

    @property
    def is_answering(self) -> bool:
        """Answers the proposer; a co-unit answers the lead unit only."""
        return self.role != UnitRole.CO

    @property
    def open_siblings(self) -> list[Root]:
        """The case's other assignments that are not final: one that ends may end them, too."""
        return list(
            Assignment.objects.filter(case_id=self.case_id).exclude(pk=self.pk).exclude(state__in=FINAL)
        )

    @property
    def proposer(self) -> Addressee | None:
        """The first proposer, who decides by his form."""
        return next((whom for whom in self.case.addressees.all() if whom.is_lead), None)

    @property
    def proposer_member_id(self) -> int | None:
        """The member who is reminded of his form."""
        return self.proposer.member_id if self.proposer else None

    @property
    def proposer_unit_id(self) -> int | None:
        """The unit that is reminded of its form."""
        return self.proposer.unit_id if self.proposer else None

    @property
    def proposer_body_id(self) -> int | None:
        """The body whose staff is reminded of its form."""
        return self.proposer.body_id if self.proposer and not self.proposer.is_group else None

    @property
    def proposer_group_id(self) -> int | None:
        """The group of members that is reminded of its form."""
        return self.proposer.body_id if self.proposer and self.proposer.is_group else None


class ContactWay(models.TextChoices):
    INTERVIEW = "interview", "面谈"
    SEMINAR = "seminar", "座谈"
    ON_SITE = "on_site", "实地"
    PHONE = "phone", "电话"
    VIDEO = "video", "视频"
    WRITTEN = "written", "书面"
    OTHER = "other", "其他"


FACE_TO_FACE = (ContactWay.INTERVIEW, ContactWay.SEMINAR, ContactWay.ON_SITE)


class Contact(Guarded):
    """One consultation with the proposer (面商); he confirms it or says what was otherwise. domain/03 §6"""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="contacts", verbose_name="交办件"
    )
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    on = models.DateField("日期")
    way = models.CharField("方式", max_length=10, choices=ContactWay.choices)
    place = models.CharField("地点", max_length=100, blank=True)
    unit_people = models.CharField("单位参加人及职务", max_length=200)
    met = models.CharField("会面的提案者", max_length=100)
    points = models.TextField("商谈要点")
    agreement = models.TextField("达成的意见", blank=True)
    by = models.CharField("登记人", max_length=60)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    objection = models.CharField("提案者的说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "面商记录"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_way_display()}"


class CoOpinion(Guarded):
    """A co-unit's opinion to the lead unit."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="opinions", verbose_name="交办件"
    )
    text = models.TextField("会办意见")
    document_no = models.CharField("文号", max_length=60, blank=True)
    contact = models.CharField("联系人及电话", max_length=80)
    by = models.CharField("提交人", max_length=60)
    submitted = models.DateTimeField("提交时间", auto_now_add=True)

    class Meta:
        verbose_name = "会办意见"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.assignment.unit}的会办意见"


__all__ = ["FACE_TO_FACE", "Addressee", "Assignment", "CoOpinion", "Contact", "ContactWay", "UnitRole"]
