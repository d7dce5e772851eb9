"""An error names its field and says the repair. ux.md 12"""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MaxLengthValidator, RegexValidator

from tests.conftest import SeatMaker
from tests.factories import directory, trial
from zhengxie.foundation.directory.models import Committee
from zhengxie.foundation.workflow.rows import Rows
from zhengxie.foundation.workflow.sentences import SpokenForm

OWN = "请写全称。"


class Step(forms.Form):
    title = forms.CharField(label="节点", max_length=3, error_messages={"required": "请填写节点名称"})
    due = forms.DateField(label="时限", required=False)
    owner = forms.CharField(label="责任人", error_messages={"required": "写上姓名。"})


class Everything(SpokenForm):
    name = forms.CharField(label="名称", max_length=4, min_length=2)
    percent = forms.IntegerField(label="进度（%）", min_value=1, max_value=100)
    amount = forms.DecimalField(label="金额", max_digits=4, decimal_places=1)
    on = forms.DateField(label="日期")
    url = forms.URLField(label="链接", assume_scheme="https")
    email = forms.EmailField(label="邮箱")
    kind = forms.ChoiceField(label="类别（%）", choices=[("a", "甲")])
    kinds = forms.MultipleChoiceField(label="几类", choices=[("a", "甲")])
    read = forms.BooleanField(label="我已阅读")
    file = forms.FileField(label="文件")


def said(name: str, value: Any) -> list[str]:
    return list(map(str, Everything({name: value}, {name: value}).errors[name]))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "", "请填写名称。"),
        ("name", "一二三四五", "名称最多4字，现在是5字，请删减。"),
        ("name", "一", "名称至少2字，现在是1字，请补充。"),
        ("name", "一\x00二", "名称里有看不见的字符，请删去后重填。"),
        ("percent", "", "请填写进度（%）。"),
        ("percent", "很多", "进度（%）请填整数。"),
        ("percent", "101", "进度（%）请填不大于100的数。"),
        ("percent", "0", "进度（%）请填不小于1的数。"),
        ("amount", "x", "金额请填数字。"),
        ("amount", "1.25", "金额最多1位小数，请改短。"),
        ("on", "昨天", "日期请填 2022-06-30 这样的日期。"),
        ("url", "javascript:alert(1)", "链接请填以 http:// 或 https:// 开头的网址。"),
        ("email", "wang", "邮箱请填 wang@example.cn 这样的邮箱。"),
        ("kind", "", "请选择类别（%）。"),
        ("kind", "z", "类别（%）已不在可选范围内，请重新选择。"),
        ("kinds", ["z"], "几类已不在可选范围内，请重新选择。"),
        ("read", "", "请勾选“我已阅读”。"),
        ("file", None, "请选择文件。"),
        ("file", SimpleUploadedFile("a.txt", b""), "文件是空的，请换一个有内容的文件。"),
    ],
)
def test_every_error_names_the_field_and_the_repair(name: str, value: Any, sentence: str) -> None:
    assert said(name, value) == [sentence]


class OwnWords(SpokenForm):
    name = forms.CharField(label="名称", error_messages={"required": OWN})
    code = forms.CharField(label="代码", max_length=9, validators=[RegexValidator("^a+$", OWN)])
    word = forms.CharField(label="词", validators=[MaxLengthValidator(2, OWN)])


def test_what_a_form_says_itself_is_left_alone() -> None:
    found = OwnWords({"code": "b", "word": "一二三"}).errors
    assert [found[name] for name in ("name", "code", "word")] == [[OWN]] * 3


def test_one_form_does_not_change_the_class() -> None:
    OwnWords({})
    assert "请填写代码。" not in map(str, OwnWords.base_fields["code"].error_messages.values())


@pytest.mark.django_db
def test_the_form_of_an_action_speaks(seat: SeatMaker, city: Committee) -> None:
    form = trial.RenameForm(seat(), directory.unit(city), {"name": ""})
    assert form.errors["name"] == ["请填写名称。"]


def test_a_row_says_which_field_once() -> None:
    rows = Rows(Step, label="节点", row_word="第{}个节点")
    posted = {"s-count": "1", "s-0-title": "一二三四", "s-0-due": "明天"}
    with pytest.raises(forms.ValidationError) as raised:
        rows.clean(rows.widget.value_from_datadict(posted, {}, "s"))
    assert raised.value.messages == [
        "第1个节点：节点最多3字，现在是4字，请删减。",
        "第1个节点：时限请填 2022-06-30 这样的日期。",
        "第1个节点：责任人 写上姓名。",
    ]


def test_a_row_keeps_its_own_words() -> None:
    rows = Rows(Step, label="节点")
    sub = rows.widget.value_from_datadict({"s-count": "1", "s-0-owner": "王"}, {}, "s")[0]
    assert sub.errors["title"] == ["请填写节点名称"]
