"""Whom a person can phone now: facts with a source and a day, by nation, and staff are told when nobody looked for three months."""

from datetime import date, timedelta

import pytest

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.content.catalogue import draft, provenance
from webapp.cover.crisis import WHY, all_facts, crisis_facts, is_check_due
from webapp.cover.words import BY_WHOM
from webapp.practices.models import Nation
from webapp.talks.moods import BY_WHOM as AT_THE_TALK

WARNING = "The numbers for help were checked more than 3 months ago."


def test_every_fact_has_a_number_a_source_a_status_and_a_day():
    assert {fact.id for fact in all_facts()} == set(WHY)
    for fact in all_facts():
        assert fact.number and fact.source and fact.status in ("verified", "from_knowledge") and fact.checked <= provenance("crisis").copied
        assert str(fact.when) and str(fact.do) and str(fact.more) and str(fact.standing)
        assert fact.href in (f"tel:{fact.number.replace(' ', '')}", f"sms:{fact.number}?body=SHOUT")
    assert draft("crisis")


@pytest.mark.parametrize("nation", Nation)
def test_every_nation_has_danger_first_help_now_someone_to_talk_to_and_a_text(nation):
    found = [fact.id for fact in crisis_facts(nation)]
    assert found[0] == "emergency" and found[1] in ("mental_health_111", "mental_health_hub", "lifeline") and {"samaritans", "shout"} <= set(found)


def test_northern_ireland_is_never_sent_to_111():
    assert "111" not in [fact.number for fact in crisis_facts(Nation.NORTHERN_IRELAND)]


def test_a_check_is_due_after_three_months():
    day = date(2026, 12, 2)
    assert not is_check_due("ENG", day, day + timedelta(91)) and is_check_due("ENG", day, day + timedelta(92))
    looked_up = min(fact.checked for fact in all_facts())
    assert not is_check_due("ENG", None, looked_up) and is_check_due("ENG", None, looked_up + timedelta(92))


def test_staff_are_told_when_it_is_due(browse, session, place, lead, manager, days_later):
    assert WARNING not in words(lead.get("/staff"))
    days_later(92)
    assert WARNING in words(sign_in(browse(), session, place.lead).get("/staff"))
    assert WARNING not in words(sign_in(browse(), session, place.deputy).get("/staff"))


def test_the_duty_list_knows_every_way_of_answering():
    assert {way: str(said) for way, said in BY_WHOM.items()} == {way: str(said) for way, said in AT_THE_TALK.items()}
