"""The dynamic code. checklist 7."""

import re

import pytest

from zhengxie.foundation.accounts import second_factor
from zhengxie.foundation.accounts.models import SecondFactor, User


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_700_000_000.0]
    monkeypatch.setattr(second_factor, "time", lambda: now[0])
    return now


def enrolled(user: User) -> SecondFactor:
    factor = second_factor.begin_enrolment(user)
    assert second_factor.confirm_enrolment(user, second_factor.current_code(factor))
    return factor


def test_it_counts_only_when_confirmed(user: User, moment: list[float]) -> None:
    factor = second_factor.begin_enrolment(user)
    assert not second_factor.has_second_factor(user)
    assert not second_factor.code_fits(user, second_factor.current_code(factor))
    assert not second_factor.confirm_enrolment(user, "000000")
    assert second_factor.confirm_enrolment(user, second_factor.current_code(factor))
    assert second_factor.has_second_factor(user)


def test_the_same_code_is_not_taken_twice(user: User, moment: list[float]) -> None:
    factor = enrolled(user)
    assert not second_factor.code_fits(user, second_factor.current_code(factor))
    moment[0] += 30
    assert second_factor.code_fits(user, second_factor.current_code(factor))
    assert not second_factor.code_fits(user, second_factor.current_code(factor))


def test_an_earlier_code_is_not_taken_after_a_later_one(user: User, moment: list[float]) -> None:
    factor = enrolled(user)
    moment[0] += 30
    earlier = second_factor.current_code(factor)
    moment[0] += 30
    assert second_factor.code_fits(user, second_factor.current_code(factor))
    assert not second_factor.code_fits(user, earlier)


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(user: User, moment: list[float], steps: int, fits: bool) -> None:
    factor = enrolled(user)
    moment[0] += 300 + 30 * steps
    code = second_factor.current_code(factor)
    moment[0] -= 30 * steps
    assert second_factor.code_fits(user, code) is fits


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"])
def test_what_is_no_code_is_refused(user: User, moment: list[float], code: str) -> None:
    enrolled(user)
    assert not second_factor.code_fits(user, code)


def test_blanks_in_a_code_do_not_matter(user: User, moment: list[float]) -> None:
    factor = enrolled(user)
    moment[0] += 30
    code = second_factor.current_code(factor)
    assert second_factor.code_fits(user, f" {code[:3]} {code[3:]} ")


def test_beginning_again_does_not_touch_a_confirmed_one(user: User, moment: list[float]) -> None:
    factor = enrolled(user)
    assert second_factor.begin_enrolment(user).key == factor.key
    assert not second_factor.confirm_enrolment(user, second_factor.current_code(factor))


def test_the_picture_is_plain_svg_of_the_right_address(user: User) -> None:
    factor = second_factor.begin_enrolment(user)
    svg = second_factor.picture(factor, "政协示范市委员会")
    assert svg.startswith("<svg") and "<title>" in svg
    assert not re.search(r"style=|<script|onload|http", svg.replace('xmlns="http://www.w3.org/2000/svg"', ""))
    address = second_factor.address_of(factor, "政协示范市委员会")
    assert address.startswith("otpauth://totp/") and "period=30" in address
    assert second_factor.key_text(factor).replace(" ", "") in address
