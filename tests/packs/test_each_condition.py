"""A made-up person for each of the 24 conditions, and one with five: every result and every prompt stands in their pack, once."""

import json
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from tests.browsing import markup
from tests.people_cast import a_cycle, a_person, sign_in
from tests.preparation.cast import TALK
from webapp.content.catalogue import conditions, prompts, results
from webapp.pathway.models import Stage
from webapp.results.models import Release, ReleasedResult, Result

TABLE = json.loads(Path(__file__).with_name("each_condition.json").read_text("utf-8"))
EACH = [code for code in TABLE if code not in ("about", "five")]
FIVE = TABLE["five"]
BOTTOM = "bp_diastolic"


@pytest.fixture
def opened(browse, session, cast):
    """The pack of somebody with these conditions, every one of these results released; `?more=1` as the person opens it."""

    def opened(codes: list[str], released: list[str]) -> str:
        person = a_person(session, cast.practice, given="Asha", conditions=codes)
        cycle = a_cycle(session, person, cast.practice, talk_at=TALK, stage=Stage.TRIAGED)
        made = Release(person_id=person.id, practice_id=cast.practice.id, cycle_id=cycle.id, released_by_id=cast.nurse.id)
        session.add(made)
        session.flush()
        for code in released:
            row = Result(person_id=person.id, practice_id=cast.practice.id, code=code, taken_on=date(2026, 11, 20), sent_value="x", **value_of(code))
            session.add(row)
            session.flush()
            session.add(ReleasedResult(release_id=made.id, result_id=row.id))
        session.commit()
        return markup(sign_in(browse(), session, person).get(f"/people/{person.id}/pack?more=1"))

    return opened


def value_of(code: str) -> dict[str, str]:
    entry = results()[code]
    return {"words": entry.options[0]} if entry.coded else {"amount": str(entry.input_range.soft_min)}


def titles(codes: list[str]) -> list[str]:
    pair = {"bp_systolic", BOTTOM} <= set(codes)
    named = ["Blood pressure" if code == "bp_systolic" and pair else results()[code].label for code in codes if not (pair and code == BOTTOM)]
    return [str(escape(name)) for name in named]


def tiles(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="prompts" value="')[1:]]


def test_the_table_has_every_condition():
    assert list(conditions()) == EACH


@pytest.mark.parametrize("code", EACH)
def test_the_pack_of_one_condition(opened, code):
    want = TABLE[code]
    page = opened([code], want["results"])
    assert [page.count(f"<h3>{title}</h3>") for title in titles(want["results"])] == [1] * len(titles(want["results"]))
    found = tiles(page)
    assert found[:12] == want["first_screen"]
    assert set(want["behind"]) <= set(found[12:])
    assert len(found) == len(set(found))


def test_the_pack_of_five_conditions_has_each_result_and_each_prompt_once(opened):
    page = opened(FIVE["conditions"], FIVE["results"])
    assert [page.count(f"<h3>{title}</h3>") for title in titles(FIVE["results"])] == [1] * len(titles(FIVE["results"]))
    found = tiles(page)
    assert len(found) == len(set(found))
    of_theirs = {prompt.id for prompt in prompts().values() if prompt.generic or set(prompt.conditions) & set(FIVE["conditions"])}
    assert set(found) == of_theirs


def test_what_is_merged_is_more_than_one_condition_and_less_than_all_added_up():
    apart = [code for condition in FIVE["conditions"] for code in TABLE[condition]["results"]]
    assert set(apart) == set(FIVE["results"])
    assert len(apart) > len(FIVE["results"]) == len(set(FIVE["results"]))


@pytest.mark.parametrize("code", EACH)
def test_every_tile_has_a_picture_of_its_own(opened, code):
    page = opened([code], [])
    pictures = [part.split('src="')[1].split('"')[0] for part in page.split('name="prompts" value="')[1:]]
    assert all("/pictures/" in picture and "/star." not in picture for picture in pictures)
