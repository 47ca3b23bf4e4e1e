"""Who is left out and why, and who comes first under a cap."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from werkzeug.datastructures import MultiDict

from webapp.cohorts.forms import SearchForm
from webapp.cohorts.rules import Candidate, Criteria, LeftOut, Way, as_json, first_under_cap, from_json, left_out
from webapp.pathway.models import Stage

BORN = date(1950, 3, 14)


def somebody(number: int = 1, *, died_on: date | None = None, here: bool = True, stage: Stage | None = None) -> Candidate:
    return Candidate(UUID(int=number), f"Name{number}", "Sam", BORN, died_on, here, stage)


@pytest.mark.parametrize("stage", [None, Stage.ENTRY])
def test_whose_year_has_not_begun_may_be_asked(stage):
    assert left_out(somebody(stage=stage), opted_out=False) is None


ASIDE = {Stage.DIED: LeftOut.DIED, Stage.LEFT: LeftOut.LEFT, Stage.DECLINED: LeftOut.DECLINED, Stage.LOOKING_AFTER_MYSELF: LeftOut.OWN_WAY}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.ENTRY])
def test_everybody_else_is_left_out_with_one_reason(stage):
    assert left_out(somebody(stage=stage), opted_out=False) is ASIDE.get(stage, LeftOut.IN_A_YEAR)


def test_death_is_told_before_leaving_and_leaving_before_a_no():
    assert left_out(somebody(died_on=BORN, here=False), opted_out=True) is LeftOut.DIED
    assert left_out(somebody(here=False), opted_out=True) is LeftOut.LEFT
    assert left_out(somebody(stage=Stage.DECLINED), opted_out=True) is LeftOut.OPTED_OUT


def test_a_cap_takes_the_highest_scores_and_without_scores_the_same_lot_each_time():
    people, cohort = [somebody(number) for number in range(40)], uuid4()
    scores = {one.person_id: Decimal(one.person_id.int) for one in people}
    assert first_under_cap(people, 2, cohort_id=cohort, scores=scores) == people[38:]
    lot = first_under_cap(people, 10, cohort_id=cohort, scores={})
    assert lot == first_under_cap(people, 10, cohort_id=cohort, scores={}) and len(lot) == 10 and lot != people[:10]
    assert first_under_cap(people, None, cohort_id=cohort, scores={}) == people and first_under_cap(people, 0, cohort_id=cohort, scores={}) == []


def test_what_is_looked_for_is_kept_as_it_was():
    looked = Criteria(conditions=("copd", "gout"), every=True, age_from=0, test="tug", test_amount="14", judged=True)
    assert from_json(as_json(looked)) == looked and as_json(Criteria()) == {}
    assert looked.ways == [Way.SEGMENT, Way.JUDGEMENT] and looked.tells_of_health


def read(typed: str, **changes) -> SearchForm:
    said = MultiDict(pair.split("=") for pair in typed.split("&"))
    return SearchForm.read(said, **({"full": True, "lists": {"x": "List"}, "languages": ["en"]} | changes))


WRONG = {
    "test=tug": "test_amount",
    "test_amount=14": "test",
    "test=tug&test_amount=many": "test_amount",
    "activation=pam&activation_amount=NaN": "activation_amount",
    "least_conditions=0": "least_conditions",
    "most=1.5": "most",
    "age_from=80&age_to=70": "age_to",
    "score_least=3": "score_list",
}


@pytest.mark.parametrize(("typed", "name"), WRONG.items())
def test_a_number_that_cannot_be_used_is_told_at_its_own_box(typed, name):
    assert name in read(typed).errors


def test_numbers_about_health_are_not_read_from_who_may_not_look_for_them():
    typed = "test=tug&test_amount=14&activation=pam&activation_amount=2&score_list=x&score_least=3&conditions=copd"
    assert read(typed, full=False).criteria == Criteria(conditions=("copd",), score_list="x")
    assert read(typed).criteria.tells_of_health
