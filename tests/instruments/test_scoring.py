"""Scores come from data. The references here are written by hand from the owners' papers, and share nothing with the code."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.content.asking import weights
from webapp.content.catalogue import instrument, instrument_ids
from webapp.content.prompt import Scoring
from webapp.instruments.scoring import NOT_SURE, SKIPPED, band_of, reaches, scored

DIGITS = ("0", "1", "2", "3")
NAMES = [f"q{number}" for number in range(1, 10)]


def phq9_by_hand(answers: tuple[str, ...]) -> tuple[int, str]:
    """Kroenke 2001: the nine numbers added up, and the five words for them."""
    total = 0
    for answer in answers:
        total += DIGITS.index(answer)
    words = ("None or minimal", "Mild", "Moderate", "Moderately severe")
    return total, words[total // 5] if total < 20 else "Severe"


def test_phq9_is_right_for_every_one_of_its_262144_sets_of_answers():
    asked, seen = instrument("phq9"), 0
    for answers in product(DIGITS, repeat=9):
        total = scored(asked, dict(zip(NAMES, answers, strict=True))).total
        by_hand = phq9_by_hand(answers)
        assert (total, band_of(asked.bands, total).label) == by_hand, answers
        seen += 1
    assert seen == 262_144


def test_the_difficulty_question_of_phq9_is_never_scored():
    answers = dict.fromkeys(NAMES, "1")
    assert scored(instrument("phq9"), answers | {"difficulty": "3"}).total == 9


@pytest.mark.parametrize("name", ["phq2", "phq4", "phq8", "phq9", "gad2", "gad7", "feeling_in_charge", "my_care_check"])
@given(data=st.data())
def test_a_sum_is_the_sum_and_one_answer_left_out_leaves_none(name, data):
    asked = instrument(name)
    questions = [question.id for question in asked.scored_questions]
    answers = {question: data.draw(st.sampled_from(DIGITS)) for question in questions}
    found = scored(asked, answers)
    assert found.total == sum(int(answer) for answer in answers.values()) and found.answered == found.asked == len(questions)
    assert asked.scoring.minimum <= found.total <= asked.scoring.maximum
    answers[data.draw(st.sampled_from(questions))] = data.draw(st.sampled_from([SKIPPED, NOT_SURE, "", "4", "-1", "x"]))
    missing = scored(asked, answers)
    assert missing.total is None and not missing.complete and missing.answered == len(questions) - 1


@given(st.lists(st.sampled_from(["skipped", *map(str, range(1, 11))]), min_size=6, max_size=6))
def test_semcd6_is_a_mean_of_at_least_four_answers(said):
    """Ritter and Lorig 2014: the mean; more than two missing, no score. One place, halves up."""
    numbers = [int(answer) for answer in said if answer != "skipped"]
    found = scored(instrument("semcd6"), {f"q{number}": answer for number, answer in enumerate(said, 1)}).total
    if len(numbers) < 4:
        assert found is None
    else:
        tenths = (sum(numbers) * 20 + len(numbers)) // (2 * len(numbers))
        assert found == Decimal(tenths) / 10


@given(st.tuples(*[st.sampled_from([*DIGITS, "skipped"])] * 4))
def test_phq4_has_two_parts_that_stand_on_their_own(said):
    found = scored(instrument("phq4"), dict(zip(("g1", "g2", "p1", "p2"), said, strict=True)))
    worry, mood = [None if "skipped" in pair else int(pair[0]) + int(pair[1]) for pair in (said[:2], said[2:])]
    assert (found.subscales["anxiety"], found.subscales["depression"]) == (worry, mood)
    assert found.total == (None if None in (worry, mood) else worry + mood)
    parts = {part.id: part for part in instrument("phq4").scoring.subscales}
    assert reaches(parts["depression"], mood) is (mood is not None and mood >= 3)


@pytest.mark.parametrize(
    ("said", "total", "band"),
    [
        ({"q1": "0"}, 0, "Low risk"),
        ({"q1": "1"}, None, None),
        ({"q1": "4", "q2": "4", "q3": "4"}, 12, "Possible dependence"),
        ({"q1": "2", "q2": "2", "q3": "1"}, 5, "Increasing risk"),
        ({"q1": "2", "q2": "2", "q3": "0"}, 4, "Low risk"),
        ({"q1": "4", "q2": "3", "q3": "3"}, 10, "Higher risk"),
        ({"q2": "1", "q3": "1"}, None, None),
    ],
)
def test_who_never_drinks_scores_nothing_and_all_others_need_three_answers(said, total, band):
    found = scored(instrument("audit_c_uk"), said).total
    assert found == total and getattr(band_of(instrument("audit_c_uk").bands, found), "label", None) == band


@pytest.mark.parametrize("name", ["ons4", "lonely_direct"])
def test_questions_that_stand_alone_have_no_total(name):
    asked = instrument(name)
    assert scored(asked, {question.id: "3" for question in asked.questions}).total is None


@pytest.mark.parametrize("name", ["mrc_dyspnoea", "sils"])
def test_a_single_answer_is_its_own_score(name):
    asked = instrument(name)
    assert [scored(asked, {asked.questions[0].id: str(number)}).total for number in range(7)] == [None, 1, 2, 3, 4, 5, None]


@given(st.lists(st.sampled_from(DIGITS), min_size=7, max_size=7), st.sets(st.sampled_from(NAMES[:7])))
def test_a_question_scored_from_the_other_end_counts_what_its_mirror_image_would(said, turned):
    asked = instrument("gad7")
    way = replace(asked.scoring, turned=frozenset(turned))
    mirrored = replace(asked, scoring=way, weights=weights(asked.questions, asked.options, way))
    expected = sum(3 - int(answer) if name in turned else int(answer) for name, answer in zip(NAMES, said, strict=False))
    assert scored(mirrored, dict(zip(NAMES, said, strict=False))).total == expected


def test_a_table_gives_the_score_of_a_sum_and_none_for_a_sum_it_does_not_know():
    table = Scoring("lookup", Decimal(0), Decimal(100), table={Decimal(0): Decimal("0.0"), Decimal(1): Decimal("47.1")})
    asked = replace(instrument("gad2"), scoring=table)
    assert scored(asked, {"q1": "1", "q2": "0"}).total == Decimal("47.1") and scored(asked, {"q1": "1", "q2": "1"}).total is None


@pytest.mark.parametrize("name", instrument_ids())
def test_the_parts_of_every_scale_lie_end_to_end(name):
    asked = instrument(name)
    for bands in (asked.bands, *asked.question_bands.values()):
        assert not bands or (bands[0].minimum, bands[-1].maximum) == (asked.scoring.minimum, asked.scoring.maximum)
        assert [lower.maximum + 1 for lower in bands[:-1]] == [higher.minimum for higher in bands[1:]]
