"""Members' records, seats and contacts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Model
from django.utils import timezone

from zhengxie.foundation.access.policy import visible
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import (
    Body,
    BodyDuty,
    EntryKind,
    Gender,
    Member,
    MemberStatus,
    Post,
    Sector,
)
from zhengxie.foundation.directory.queries import valid_on
from zhengxie.foundation.workflow.refusals import Refused
from zhengxie.work.administration.actions import directory as actions
from zhengxie.work.administration.forms.directory.form import PHONE, DirectoryForm, row_choice, why
from zhengxie.work.administration.queries.directory.members import CONTACTS, sectors_in_use, term_now
from zhengxie.work.administration.queries.directory.rows import label_of

MONTH = RegexValidator(r"^(19|20)\d\d-(0[1-9]|1[0-2])$", "请按“1972-05”的样式填写出生年月。")
HOLDING = [c for c in MemberStatus.choices if c[0] in (MemberStatus.ACTIVE, MemberStatus.LEAVE_OF_ABSENCE)]
ENDED = [c for c in MemberStatus.choices if c not in HOLDING]
FIRST_ENTRIES = [c for c in EntryKind.choices if c[0] != EntryKind.CHANGED]


class _MemberFields(DirectoryForm):
    model = Member

    member_no = forms.CharField(label="委员证号", max_length=20, help_text="一届之内不重复。")
    name = forms.CharField(label="姓名", max_length=40)
    gender = forms.ChoiceField(label="性别", choices=Gender.choices, widget=forms.RadioSelect)
    birth_month = forms.CharField(
        label="出生年月", max_length=7, required=False, validators=[MONTH], help_text="到月即可，如 1972-05。"
    )
    employer = forms.CharField(label="工作单位", max_length=80, required=False)
    position = forms.CharField(label="单位职务", max_length=60, required=False)
    education = forms.CharField(label="学历", max_length=30, required=False)
    expertise = forms.CharField(label="专业特长", max_length=120, required=False)
    interests = forms.CharField(
        label="关注领域", max_length=120, required=False, help_text="邀请委员参加活动时用。"
    )
    note = forms.CharField(label="备注", max_length=200, required=False)


class AddMemberForm(_MemberFields):
    """新增委员"""

    action = actions.add_member

    sector = row_choice(Sector, label="界别")
    post = forms.ChoiceField(label="政协职务", choices=Post.choices, initial=Post.MEMBER)
    entry_kind = forms.ChoiceField(label="产生方式", choices=FIRST_ENTRIES)
    starts = forms.DateField(label="任职日期")
    document_no = forms.CharField(label="文号", max_length=60, required=False)
    field_order = [
        "member_no",
        "name",
        "gender",
        "birth_month",
        "sector",
        "post",
        "entry_kind",
        "starts",
        "document_no",
    ]

    def prepare(self) -> None:
        """Offer the sectors in use."""
        self.offer("sector", sectors_in_use(self.seat))
        super().prepare()

    def clean(self) -> dict[str, Any] | None:
        """A member belongs to the running term."""
        if term_now(self.seat) is None:
            raise forms.ValidationError("还没有建本届。请先在“届和届次”里新建届，再新增委员。")
        return super().clean()

    def fixed(self) -> dict[str, Any]:
        """The running term."""
        return {"term": term_now(self.seat)}


class EditMemberForm(_MemberFields):
    """修改委员"""

    action = actions.edit_member

    pinyin = forms.CharField(
        label="拼音检索词",
        max_length=200,
        required=False,
        help_text="按姓名自动生成，空着重新生成；读音不对可以补上，词之间用空格。",
    )
    status = forms.ChoiceField(label="状态", help_text="辞去、调离等请用“结束任职”。")
    field_order = ["member_no", "name", "pinyin", "status"]

    def prepare(self) -> None:
        """In office or away for a while; once the seat has ended only what it is."""
        member: Any = self.object
        status: Any = self.fields["status"]
        status.choices = (
            HOLDING if member.status in dict(HOLDING) else [(member.status, member.get_status_display())]
        )
        super().prepare()


class ChangePostForm(DirectoryForm):
    """变动界别或职务"""

    action = actions.change_post
    model = Member
    intro = "从变动之日起记新的一段任职，原来的一段保留。"

    sector = row_choice(Sector, label="界别")
    post = forms.ChoiceField(label="政协职务", choices=Post.choices)
    starts = forms.DateField(label="变动日期")
    end_reason = forms.CharField(label="变动原因", max_length=80, required=False)
    document_no = forms.CharField(label="文号", max_length=60, required=False)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """The present sector and post."""
        current = obj.seats.order_by("-starts", "-id").first() if isinstance(obj, Member) else None
        return {"sector": current.sector_id, "post": current.post} if current else {}

    def prepare(self) -> None:
        """Offer the sectors in use."""
        self.offer("sector", sectors_in_use(self.seat))
        super().prepare()


class EndPostForm(DirectoryForm):
    """结束任职"""

    action = actions.end_post
    model = Member
    danger = True
    intro = "任职和所在机构止于结束之日，档案和历史记录保留。"

    status = forms.ChoiceField(label="情形", choices=[("", "请选择"), *ENDED])
    ends = forms.DateField(label="结束日期")
    end_reason = forms.CharField(label="原因", max_length=40)
    document_no = forms.CharField(label="文号", max_length=30, required=False)


class ReopenPostForm(DirectoryForm):
    """恢复任职"""

    action = actions.reopen_post
    model = Member
    danger = True
    intro = (
        "用于撤回办错的结束任职：最后一段任职接着算，状态恢复为在任。已收回的登录身份不会自动恢复，"
        "请安全管理员重新授予；已止的所在机构请另行“加入机构”。"
    )

    reason = why()


class JoinBodyForm(DirectoryForm):
    """加入机构"""

    action = actions.join_body
    model = Member

    body = row_choice(Body, label="机构")
    duty = forms.ChoiceField(label="职责", choices=BodyDuty.choices, initial=BodyDuty.MEMBER)
    starts = forms.DateField(label="起始日期")

    def prepare(self) -> None:
        """Offer the bodies that exist today."""
        bodies = visible(self.seat, Body).filter(valid_on(timezone.localdate()))
        self.offer("body", bodies)
        super().prepare()


class LeaveBodyForm(DirectoryForm):
    """离开机构"""

    action = actions.leave_body
    model = Member

    body = row_choice(Body, label="机构")
    ends = forms.DateField(label="截止日期")

    def prepare(self) -> None:
        """Offer the bodies that the member is in."""
        key = self.object.pk if self.object else None
        inside = visible(self.seat, Body).filter(memberships__member=key, memberships__ends__isnull=True)
        self.offer("body", inside.distinct())
        super().prepare()


class EditContactForm(DirectoryForm):
    """修改联系方式; what is stored is never filled in, a look at it has a page of its own."""

    action = actions.edit_contact
    model = Member
    intro = "为保护个人信息，这里不显示原来的内容。空着的不改；要删去，填“无”。"

    phone = forms.CharField(label="手机", max_length=20, required=False)
    email = forms.CharField(label="邮箱", max_length=80, required=False)
    address = forms.CharField(
        label="通讯地址", max_length=120, required=False, help_text="单位或邮寄地址，不填家庭住址。"
    )
    party_affiliation = forms.CharField(label="政治面貌", max_length=30, required=False)

    @classmethod
    def initial_for(cls, seat: Seat, obj: Model | None) -> dict[str, Any]:
        """Nothing: the page is not a way around the logged look."""
        return {}

    def clean_phone(self) -> str:
        """Digits, or 无."""
        typed = str(self.cleaned_data["phone"]).strip()
        if typed not in ("", "无"):
            PHONE(typed)
        return typed

    def clean_email(self) -> str:
        """An address, or 无."""
        typed = str(self.cleaned_data["email"]).strip()
        if typed not in ("", "无"):
            forms.EmailField(error_messages={"invalid": "邮箱不完整，请写成 wang@example.cn 的样式。"}).clean(
                typed
            )
        return typed


class ViewSensitiveForm(forms.Form):
    """One contact of one member, with the reason."""

    field = forms.ChoiceField(
        label="查看哪一项",
        choices=[(name, label_of(Member, name)) for name in CONTACTS],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择要查看的一项。"},
    )
    reason = forms.CharField(
        label="事由",
        min_length=4,
        max_length=100,
        help_text="如“通知12月3日视察改期”。查看会记入审计，每天最多30次。",
        error_messages={"required": "请填写事由，4–100字。", "min_length": "事由太短，请写清楚，4–100字。"},
    )
    use_required_attribute = False

    def look(self, seat: Seat, member: Member) -> tuple[str, str] | None:
        """(label, value) once the form is right and the day's looks are not used up; None otherwise."""
        if not self.is_valid():
            return None
        name = self.cleaned_data["field"]
        try:
            value = actions.view_sensitive(seat, member, name, self.cleaned_data["reason"])
        except Refused as refusal:
            self.add_error(None, refusal.text)
            return None
        return label_of(Member, name), value
