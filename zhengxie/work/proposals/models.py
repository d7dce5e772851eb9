"""The proposal, its numbered suggestions, its earlier texts and the sheets of its review. domain/03 §§1-5"""

from typing import Any

from django.db import models
from django.urls import reverse

from zhengxie.engines.cases.models import Case
from zhengxie.foundation.directory.models import Body, BodyKind, Guarded, Member, Root, Session, Unit
from zhengxie.work.proposals.lifecycle import ProposalMoves


class Channel(models.TextChoices):
    SESSION = "session", "会议提案"
    INTERIM = "interim", "平时提案"


class ProposalKind(models.TextChoices):
    INDIVIDUAL = "individual", "委员提案"
    COLLECTIVE = "collective", "集体提案"


class ContactWish(models.TextChoices):
    MEETING = "meeting", "希望当面沟通（面商）"
    ANY = "any", "电话或书面沟通即可"
    NONE = "none", "不需要当面沟通"


class Proposal(ProposalMoves, Root):
    """One matter put before the committee by a member or a body."""

    kind = models.CharField(
        "提案种类", max_length=12, choices=ProposalKind.choices, default=ProposalKind.INDIVIDUAL
    )
    # Exactly one of the three is the proposer.
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="提案委员",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="提案单位",
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="提案委组",
    )
    proposer = models.CharField("提案者", max_length=80)  # as it was called when it wrote
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    # Given by the page that writes: a second press of the same page finds the first one's draft.
    once = models.UUIDField("写作编号", unique=True)
    title = models.CharField("案由", max_length=200, blank=True)  # the parameter may go up to this
    situation = models.TextField("情况", blank=True)
    analysis = models.TextField("分析", blank=True)
    basis = models.CharField("调研情况或来源", max_length=200, blank=True)
    wished_units = models.ManyToManyField(
        Unit, blank=True, related_name="wished_proposals", verbose_name="建议承办单位"
    )
    contact_wish = models.CharField("面商意愿", max_length=10, choices=ContactWish.choices, blank=True)
    consent_public = models.BooleanField("同意公开", null=True, blank=True)
    private_reason = models.CharField("不同意公开的理由", max_length=200, blank=True)
    theme = models.CharField("类别（主题）", max_length=20, blank=True)  # code of the list proposal.theme
    field = models.CharField("类别（办理领域）", max_length=20, blank=True)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="届次"
    )
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, blank=True)
    receipt_no = models.CharField("流水号", max_length=40, blank=True)
    submitted_on = models.DateField("提交日期", null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField("退回次数", default=0)
    revision_points = models.TextField("需修改之处", blank=True)
    number = models.PositiveIntegerField("提案号", null=True, blank=True)
    number_text = models.CharField("提案号（简称）", max_length=40, blank=True)
    number_full = models.CharField("提案号（全称）", max_length=60, blank=True)
    decided_on = models.DateField("审查决定日期", null=True, blank=True)
    decline_code = models.CharField("不予立案情形", max_length=20, blank=True)
    decline_text = models.CharField("不予立案说明", max_length=300, blank=True)
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name="案卷"
    )

    class Meta:
        verbose_name = "提案"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["committee", "session", "state"], name="proposal_by_state"),
            models.Index(fields=["committee", "session", "number"], name="proposal_by_number"),
            models.Index(fields=["committee", "member"], name="proposal_of_member"),
            # The register in its order; the state is in it so that drafts are left out without reading rows.
            models.Index(
                fields=["committee", "-submitted_on", "-receipt_no", "-id", "state"], name="proposal_register"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "receipt_no"],
                condition=~models.Q(receipt_no=""),
                name="one_receipt_number",
            ),
            models.UniqueConstraint(fields=["session", "number"], name="one_filing_number"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, unit__isnull=True, body__isnull=True)
                | models.Q(member__isnull=True, unit__isnull=False, body__isnull=True)
                | models.Q(member__isnull=True, unit__isnull=True, body__isnull=False),
                name="exactly_one_proposer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_text or self.receipt_no}　{self.title}".strip() or "未命名的提案"

    def get_absolute_url(self) -> str:
        """The proposal's page."""
        return reverse("proposal", args=[self.pk])

    def mentions(self) -> list[tuple[str, str]]:
        """Its entries belong to its case's story, too."""
        return [("cases.case", str(self.case_id))] if self.case_id else []

    @property
    def proposer_key(self) -> str:
        """The seat key under which the proposer is reached; of an activity group, its convener."""
        if self.member_id:
            return f"member:{self.member_id}"
        if self.unit_id:
            return f"unit:{self.unit_id}"
        group = self.body is not None and self.body.kind == BodyKind.ACTIVITY_GROUP
        return f"body:{self.body_id}" if group else f"staff:{self.body_id}"


class Suggestion(Guarded):
    """One numbered suggestion; the answer must take up every one."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="suggestions", verbose_name="提案"
    )
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("建议")

    class Meta:
        verbose_name = "建议"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="one_suggestion_number")]

    def __str__(self) -> str:
        return f"建议{self.number}"


class TextVersion(Guarded):
    """The text as it stood before a revision."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="versions", verbose_name="提案"
    )
    number = models.PositiveSmallIntegerField("稿次")
    at = models.DateTimeField("时间", auto_now_add=True)
    title = models.CharField("案由", max_length=200)
    situation = models.TextField("情况")
    analysis = models.TextField("分析")
    suggestions: Any = models.JSONField("建议", default=list)

    class Meta:
        verbose_name = "原稿"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="one_version_number")]

    def __str__(self) -> str:
        return f"第{self.number}稿"


class Stage(models.TextChoices):
    FIRST = "first", "初审"
    PANEL = "panel", "会审"


class ReviewSheet(Guarded):
    """What one stage of the review found: checks ticked, opinion, units thought of."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="sheets", verbose_name="提案"
    )
    stage = models.CharField("阶段", max_length=10, choices=Stage.choices)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.CharField("审查人", max_length=60)
    outcome = models.CharField("结论", max_length=30)  # the verb that was pressed
    opinion = models.TextField("意见", blank=True)
    one_matter = models.BooleanField("一事一案", default=False)
    complete = models.BooleanField("有情况有分析有建议", default=False)
    admissible = models.BooleanField("不属不予立案情形", default=False)
    lead_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="拟主办单位"
    )
    co_units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="拟会办单位")

    class Meta:
        verbose_name = "审查意见"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}意见"


class Comparison(models.Model):
    """Its text has been compared with the others of its session; a new text takes the mark away."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, related_name="comparison", verbose_name="提案"
    )

    class Meta:
        verbose_name = "查重进度"

    def __str__(self) -> str:
        return str(self.proposal)


class AlikePair(models.Model):
    """Two proposals of one session that ask for the same or something near; found by the tick."""

    first = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="+", verbose_name="先提交的提案"
    )
    second = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="+", verbose_name="后提交的提案"
    )
    verdict = models.CharField("判断", max_length=10, choices=[("same", "要求相同"), ("related", "内容相关")])
    score = models.FloatField("相近程度")
    differs = models.CharField("不同之处", max_length=200, blank=True)

    class Meta:
        verbose_name = "相近的提案"
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_proposals")]

    def __str__(self) -> str:
        return f"{self.first}／{self.second}"
