"""The plan's other parts: in no share until the person ticks each; what social care costs in none at all."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from tests.sharing.conftest import come_in, grant_of, share
from webapp.accounts.models import Account
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import SECTIONS
from webapp.grants.models import SharedPart
from webapp.grants.words import GROUPS, PARTS
from webapp.plans.changes import Hand, open_plan, save_words
from webapp.plans.models import Side
from webapp.plans.rules import Typed
from webapp.sharing.rules import IN_OTHER_PARTS, NEVER_SHARED, SECTION_OF

OLD = ("about", "goals", "promises", "danger", "team")
# Section key -> a word that is nowhere else.
PLANTED = {key: f"plum{number}plum" for number, key in enumerate([section.key for section in SECTIONS])}


@pytest.fixture
def planted(session, cast) -> dict[str, str]:
    """A word in every section. Section key -> the word."""
    for section in SECTIONS:
        line = next((line for line in section.lines if line.name not in IN_OTHER_PARTS), None)
        if line is None:
            named = next(line.name for line in section.entries.lines if not line.choices)
            cast.item(session, section.entries.kind, **{named: PLANTED[section.key]})
        else:
            plan, desk = open_plan(session, person_id=cast.person.id), session.exec(select(Account).where(Account.staff_id == cast.nurse.id)).one()
            for hand in (cast.hand, Hand(desk.id, Side.PROFESSIONAL)):
                typed = {plan.id: {line.name: Typed(PLANTED[section.key])}}
                save_words(session, plan=plan, typed=typed, by=hand, items={})
    session.commit()
    return PLANTED


def there(reply, planted: dict[str, str]) -> set[str]:
    return {key for key, word in planted.items() if word in words(reply)}


def test_whoever_was_given_all_there_was_before_sees_none_of_it(sam, browse, cast, texts, planted):
    share(sam, cast.person, parts=OLD)
    come_in(ann := browse(), texts)
    assert there(ann.get(cast.plan), planted) == set()


@pytest.mark.parametrize("part", list(SECTION_OF), ids=lambda part: part.value)
def test_one_tick_shows_one_section_and_the_person_sees_the_same(sam, browse, cast, texts, planted, part):
    share(sam, cast.person, parts=[part.value])
    come_in(ann := browse(), texts)
    assert there(ann.get(cast.plan), planted) == {SECTION_OF[part].key} == there(sam.get(f"{grant_of(sam, cast.person)}/sight"), planted)


def test_what_social_care_costs_can_be_ticked_nowhere(sam, browse, cast, texts, planted):
    assert {"service-plan"} == NEVER_SHARED and not NEVER_SHARED & {section.key for section in SECTION_OF.values()}
    assert "service-plan" not in sam.get(f"{cast.carers}/new").get_data(as_text=True)
    share(sam, cast.person, parts=[part.value for part in SharedPart], sure="yes")
    come_in(ann := browse(), texts)
    assert there(ann.get(cast.plan), planted) == set(planted) - NEVER_SHARED


def test_danger_signs_and_the_key_person_stay_in_their_own_ticks(sam, browse, cast, texts):
    share(sam, cast.person, parts=["when-things-change", "about-me", "contacts"])
    come_in(ann := browse(), texts)
    said = words(ann.get(cast.plan))
    assert not any(hidden in said for hidden in ("Blue lips", "Phone Jo", "My garden"))


def test_a_paper_is_named_and_where_it_is_kept(sam, browse, session, cast, texts):
    cast.item(session, ItemKind.DOCUMENT, paper="respect", where="In the drawer")
    session.commit()
    share(sam, cast.person, parts=["wishes"])
    come_in(ann := browse(), texts)
    assert "A ReSPECT form" in words(ann.get(cast.plan)) and "In the drawer" in words(ann.get(cast.plan))


def test_a_word_of_somebody_signed_in_as_another_person_opens_nothing(browse, session, cast, planted):
    robin = sign_in(browse(), session, cast.other)
    assert robin.get(f"/people/{cast.person.id}/plan/parts").status_code == 404


def test_every_part_that_may_be_shared_stands_once_under_a_heading():
    grouped = [part for _heading, parts in GROUPS for part in parts]
    assert sorted(grouped) == sorted(SharedPart) == sorted(PARTS)
