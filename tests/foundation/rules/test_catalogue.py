"""Every number of domain/08 is a parameter with its default."""

from datetime import time
from fractions import Fraction

import pytest

from zhengxie.foundation.rules.catalogue import ASCENDING, PARAMETERS, Group, in_group
from zhengxie.foundation.rules.checks import check_value
from zhengxie.foundation.rules.kinds import BadValue
from zhengxie.foundation.rules.values import Duration, LadderStep, MonthDay, Unit

WD: Unit = "wd"
D: Unit = "d"
M: Unit = "m"
Y: Unit = "y"
# Copied from domain/08 section 1, row by row.
DURATIONS: dict[str, tuple[int, Unit]] = {
    "term.years": (5, Y), "plenary.notice_days": (7, D),
    "sc.notice_days": (3, D), "agenda.papers_days": (3, D),
    "leave.request_days": (2, D), "lead.window": (30, D), "proposal.window_days": (90, D),
    "proposal.first_review_wd": (2, WD),
    "proposal.second_review_wd": (3, WD), "proposal.precheck_wd": (2, WD),
    "proposal.resubmit_wd": (5, WD), "proposal.appeal_wd": (5, WD), "proposal.withdrawal_wd": (5, WD),
    "proposal.panel_wd": (10, WD), "proposal.publish_days": (15, D), "reply.publish_wd": (20, WD),
    "assign.meeting_days": (30, D), "assign.propose_wd": (5, WD), "assign.interim_wd": (5, WD),
    "assign.receipt_wd": (3, WD), "assign.objection": (5, WD), "assign.objection_decision": (7, D),
    "handle.start_wd": (5, WD), "handle.leader_named_days": (10, D), "handle.first_contact_wd": (15, WD),
    "handle.co_opinion": (1, M), "handle.reply": (3, M),
    "handle.extension": (1, M), "handle.absolute": (6, M),
    "reply.review_wd": (3, WD), "feedback.wd": (15, WD), "rework.limit": (1, M), "handle.accept_wd": (5, WD),
    "appraisal.window_wd": (20, WD), "key.report": (10, WD), "honours.notice_wd": (5, WD),
    "opinion.triage_wd": (3, WD),
    "opinion.triage_wd.urgent": (1, WD), "opinion.triage_wd.extra_urgent": (0, WD),
    "opinion.edit_wd": (5, WD), "opinion.check_wd": (1, WD), "opinion.record_wd": (3, WD),
    "opinion.resubmit_wd": (10, WD), "opinion.feedback_wd": (20, WD), "consult.notice_wd": (15, WD),
    "consult.materials_wd": (10, WD), "consult.minutes_wd": (7, WD), "consult.bimonthly": (2, M),
    "activity.product_wd": (15, WD), "outcome.assign_wd": (10, WD), "outcome.feedback": (3, M),
    "outcome.lookback": (6, M), "outcome.lookback.second": (12, M), "oversight.answer_days": (30, D),
    "review.revisit": (3, M), "review.revisit.latest": (6, M), "duty.confirm_wd": (10, WD),
    "duty.objection_wd": (10, WD), "duty.visit_answer_wd": (20, WD), "duty.hearing_wd": (5, WD),
    "duty.reconsider_days": (30, D), "station.route_wd": (5, WD), "station.answer_days": (30, D),
    "invest.respond": (1, D), "invest.respond.judge": (3, D), "invest.respond.answer": (7, D),
    "invest.respond.report": (14, D), "retention.citizen_data": (1, Y), "retention.lead_contact": (1, Y),
    "retention.member_contact": (1, Y), "reminder.due_soon_wd": (3, WD),
}  # fmt: skip
OTHERS = {
    "plenary.per_year": 1, "plenary.month": 1, "proposal.cutoff": time(17, 0),
    "proposal.cutoff.days_before_closing": 1, "proposal.max_chars": 2000, "proposal.max_chars.advice": 800,
    "proposal.max_chars.warn": 1500, "proposal.title_chars": 60, "proposal.title_chars.least": 5,
    "proposal.max_wished_units": 3, "proposal.max_attachments": 5, "assign.max_returns": 2,
    "handle.reply_fixed_date": None,
    "handle.extension.times": 1, "feedback.rule": "lead", "stats.merged_counts_as_filed": False,
    "appraisal.min_n": 3, "promise.lookback_date": MonthDay(11, 20), "promise.next_year.from": 3,
    "promise.next_year.to": 5, "unit.summary_date": MonthDay(10, 10), "key.share": Fraction(5, 100),
    "honours.excellent": Fraction(5, 100),
    "honours.units": Fraction(20, 100), "honours.members": Fraction(15, 100),
    "opinion.max_chars": 1500, "opinion.max_chars.advice_from": 800, "opinion.max_chars.advice": 1200,
    "opinion.circular": "quarterly", "opinion.quota": 1,
    "opinion.quota.standing": 2, "consult.bimonthly.per_year": 6,
    "plan.max_topics": 15, "plan.max_topics.usual_from": 8,
    "plan.max_topics.usual": 12, "review.min_forms": 3,
    "duty.report_date": MonthDay(12, 15), "duty.report_date.opens": MonthDay(11, 1), "duty.stat": "quarterly",
    "duty.stat.final": MonthDay(1, 15), "duty.sc_absence": 3,
    "duty.sc_absence.term": 7, "duty.plenary_absence": 3,
    "duty.present_share": Fraction(2, 3), "duty.late_min": 30, "duty.low_score": 70, "duty.two_years": 2,
    "duty.silent_years": 2, "quorum.plenary": Fraction(2, 3), "quorum.sc": Fraction(1, 2),
    "quorum.sc.more_than": True, "station.activity": 1, "station.activity.cycle": "quarterly",
    "reading.cycle": "half_yearly", "speech.max_chars": 2000, "plan.report_day": 5, "plan.slow_points": 10,
}  # fmt: skip


@pytest.mark.parametrize("key", DURATIONS)
def test_a_length_has_the_default_of_the_domain(key):
    assert PARAMETERS[key].default == Duration(*DURATIONS[key])


@pytest.mark.parametrize("key", OTHERS)
def test_any_other_parameter_has_the_default_of_the_domain(key):
    assert PARAMETERS[key].default == OTHERS[key]
    assert type(PARAMETERS[key].default) is type(OTHERS[key])


def test_no_parameter_is_outside_these_lists_except_two_of_other_sections():
    # Section 2 has the ladder, section 4 the question whether a return request stops the reply clock.
    extra = set(PARAMETERS) - set(DURATIONS) - set(OTHERS)
    assert extra == {"reminder.ladder", "handle.return_pauses_reply", "opinion.record_wd.hand_over"}


def test_the_ladder_is_that_of_section_2():
    assert PARAMETERS["reminder.ladder"].default == (
        LadderStep(-10, "officer", over=20),
        LadderStep(-3, "officer"),
        LadderStep(0, "officer"),
        LadderStep(1, "officer"),
        LadderStep(3, "leader"),
        LadderStep(10, "list"),
    )


def test_every_shipped_value_survives_storing():
    for parameter in PARAMETERS.values():
        assert parameter.kind.read(parameter.kind.write(parameter.default)) == parameter.default, (
            parameter.key
        )


def test_every_parameter_has_a_chinese_label_a_row_and_evidence():
    for parameter in PARAMETERS.values():
        assert any("一" <= sign <= "鿿" for sign in parameter.label), parameter.key
        assert parameter.row and parameter.evidence, parameter.key


def test_labels_are_distinct_within_a_tab():
    for group in Group:
        labels = [p.label for p in in_group(group)]
        assert labels and len(labels) == len(set(labels)), group


def test_the_fewest_forms_behind_a_total_may_be_raised_but_not_lowered():
    current = {key: p.default for key, p in PARAMETERS.items()}
    assert check_value("appraisal.min_n", "5", current) == "5"
    with pytest.raises(BadValue, match="3–50"):
        check_value("appraisal.min_n", "2", current)


@pytest.mark.parametrize(("lower", "upper"), ASCENDING)
def test_pairs_may_not_cross(lower, upper):
    current = {key: p.default for key, p in PARAMETERS.items()}
    below, above = PARAMETERS[lower], PARAMETERS[upper]
    assert check_value(lower, below.shipped, current) == below.shipped
    with pytest.raises(BadValue, match=f"不能大于“{above.label}”"):
        check_value(lower, below.shipped, {**current, upper: _less(current[lower])})
    with pytest.raises(BadValue, match=f"不能小于“{below.label}”"):
        check_value(upper, above.shipped, {**current, lower: _more(current[upper])})


def _less(value):
    return Duration(value.amount - 1, value.unit) if isinstance(value, Duration) else value - 1


def _more(value):
    return Duration(value.amount + 1, value.unit) if isinstance(value, Duration) else value + 1
