"""What stands between a pack and its person, and what may go with one press."""

from datetime import date
from decimal import Decimal

import pytest

from webapp.content.catalogue import catalogue_file, results
from webapp.readings.values import read_value
from webapp.verdicts.gate import InTheWay, Obstacle, PackLine, in_target, in_the_way, months_before, one_press, unchanged
from webapp.verdicts.rules import NONE, Known, Previous, judge

TODAY = date(2026, 11, 21)


def hits(code, sent, **known):
    entry = results()[code]
    return tuple(judge(entry, read_value(entry, sent, entry.unit), Known(**known)))


def line(code, **given):
    return PackLine(id=code, release=results()[code].release, **({"taken_on": TODAY} | given))


def whats(*lines, triaged=True):
    return [(found.what, found.rule) for found in in_the_way(lines, triaged=triaged, today=TODAY)]


def test_a_triaged_pack_of_plain_lines_may_go():
    assert whats(line("bp_systolic"), line("mrc")) == []


def test_nothing_goes_before_triage():
    assert whats(line("bp_systolic"), triaged=False) == [(Obstacle.NOT_TRIAGED, None)]


def test_a_hold_stands_until_its_task_is_closed():
    high = hits("potassium", "6.7")
    assert whats(line("potassium", hits=high, ticked=True)) == [(Obstacle.HOLD_OPEN, "potassium-very-high")]
    assert whats(line("potassium", hits=high, ticked=True, holds_closed=frozenset({"potassium-very-high"}))) == []


def test_hiding_a_line_never_closes_its_hold_or_its_question():
    assert whats(line("potassium", hits=hits("potassium", "6.7"), hidden=True)) == [(Obstacle.HOLD_OPEN, "potassium-very-high")]
    asked = hits("hba1c", "40", facts={"has_condition:diabetes": True})
    assert whats(line("hba1c", hits=asked, hidden=True)) == [(Obstacle.QUESTION_OPEN, "hba1c-low-hypo")]


def test_a_question_says_what_is_asked():
    asked = hits("hba1c", "40", facts={"has_condition:diabetes": True})
    assert in_the_way([line("hba1c", hits=asked)], triaged=True, today=TODAY) == [
        InTheWay(Obstacle.QUESTION_OPEN, "hba1c", "hba1c-low-hypo", "on_hypo_causing_medicine")
    ]


def test_a_look_is_ticked_or_hidden():
    look = hits("copd_flareups", "3")
    assert whats(line("copd_flareups", hits=look)) == [(Obstacle.LOOK_NOT_TICKED, "copd-flareups-two")]
    assert whats(line("copd_flareups", hits=look, looks_ticked=frozenset({"copd-flareups-two"}))) == []
    assert whats(line("copd_flareups", hits=look, hidden=True)) == []


@pytest.mark.parametrize(("code", "want"), [("sodium", Obstacle.LINE_NOT_TICKED), ("lvef", Obstacle.TALK_NOT_RECORDED)])
def test_a_line_of_a_closer_class_needs_its_own_word(code, want):
    assert whats(line(code)) == [(want, None)]
    assert whats(line(code, ticked=True, talked=True)) == []
    assert whats(line(code, hidden=True)) == []


def test_a_number_that_is_never_shown_does_not_stop_the_pack():
    assert whats(line("efi", taken_on=date(2020, 1, 1))) == []


def test_a_limit_the_laboratory_does_not_usually_send_is_accepted_first():
    assert whats(line("bp_systolic", accept_first=True)) == [(Obstacle.LIMIT_NOT_ACCEPTED, None)]
    assert whats(line("bp_systolic", accept_first=True, accepted=True)) == []


@pytest.mark.parametrize(
    ("taken_on", "want"),
    [(date(2025, 10, 21), []), (date(2025, 10, 20), [(Obstacle.TOO_OLD, None)]), (date(2026, 11, 22), [(Obstacle.IN_THE_FUTURE, None)])],
)
def test_a_value_is_neither_older_than_thirteen_months_nor_from_tomorrow(taken_on, want):
    assert whats(line("bp_systolic", taken_on=taken_on)) == want


def test_months_before_keeps_to_days_there_are():
    assert months_before(date(2027, 3, 31), 13) == date(2026, 2, 28)
    assert months_before(date(2025, 3, 30), 13) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


@pytest.mark.parametrize(
    ("value", "low", "high", "comparator", "want"),
    [
        ("53", None, "53", None, True),
        ("54", None, "53", None, False),
        ("48", "48", "53", None, True),
        ("47.9", "48", "53", None, False),
        ("90", None, None, None, False),
        ("90", "60", None, ">", True),
        ("90", None, "100", ">", False),
        ("3", None, "3", "<", True),
        ("3", "1", "3", "<", False),
    ],
)
def test_in_target_means_all_it_may_be_is_inside(value, low, high, comparator, want):
    assert in_target(Decimal(value), low and Decimal(low), high and Decimal(high), comparator) is want


@pytest.mark.parametrize(
    ("code", "now", "before", "want"), [("hba1c", "55", "50", True), ("hba1c", "56", "50", False), ("hba1c", "55", None, False), ("falls", "0", "0", False)]
)
def test_unchanged_is_within_the_margin_of_the_file(code, now, before, want):
    assert unchanged(results()[code], Decimal(now), before and Decimal(before)) is want


def pressed(code, sent, before, target, **known):
    entry = results()[code]
    reading = read_value(entry, sent, entry.unit)
    earlier = before and Decimal(before)
    found = judge(entry, reading, Known(previous=Previous(earlier) if earlier is not None else NONE, **known))
    return one_press(entry, reading, earlier, tuple(end and Decimal(end) for end in target), found)


DIABETES = {"facts": {"has_condition:diabetes": True, "on_hypo_causing_medicine": False}}


def test_unchanged_and_in_target_goes_with_one_press():
    assert pressed("hba1c", "52", "50", (None, "53"), **DIABETES)


@pytest.mark.parametrize(
    ("code", "sent", "before", "target", "known"),
    [
        ("hba1c", "54", "50", (None, "53"), DIABETES),
        ("hba1c", "52", "56", (None, "53"), DIABETES),
        ("hba1c", "52", "46", (None, "53"), DIABETES),
        ("hba1c", "52", "50", (None, None), DIABETES),
        ("hba1c", "52", None, (None, "53"), DIABETES),
        ("hba1c", "52", "50", (None, "53"), {}),
        ("bp_systolic", "<135", "130", (None, "140"), {}),
        ("sodium", "140", "140", ("135", "145"), {}),
        ("waist", "48", "48", ("45", "50"), {}),
    ],
    ids=["out of target", "was out of target", "changed", "no target", "no earlier result", "a question is open", "a limit", "a closer class", "an odd number"],
)
def test_anything_else_is_looked_at_by_itself(code, sent, before, target, known):
    assert not pressed(code, sent, before, target, **known)


def test_every_margin_is_for_a_result_of_a_class_that_may_go_with_one_press():
    rule = catalogue_file("release")["one_press"]
    assert {results()[code].release for code in rule["margins"]} <= set(rule["release_classes"])
    assert all(results()[code].value_type != "coded" and margin >= 0 for code, margin in rule["margins"].items())
