"""Somebody helps to fill in the pack: a carer whom the person let write, or staff. Who it was stands with the answers; nothing else is shown to them."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_cycle, a_staff_member, sign_in
from tests.sharing.conftest import come_in, grant_of, share
from tests.together.test_helping import sure
from webapp.pathway.models import Cycle
from webapp.practices.models import Role
from webapp.preparation.models import AgendaItem, Filler, Helping, Note, Pack, Support
from webapp.results.models import Release

__all__ = ["sure"]


@pytest.fixture
def pack(session, cast) -> Pack:
    """Sam wrote something of their own in it."""
    cycle = session.exec(select(Cycle).where(Cycle.person_id == cast.person.id, Cycle.closed_on.is_(None))).first()
    cycle = cycle or a_cycle(session, cast.person, cast.practice)
    made = Pack(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cycle.id)
    session.add(made)
    session.flush()
    session.add(Note(pack_id=made.id, box="hard", words="My own stairs"))
    session.add(Release(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cycle.id, released_by_id=a_staff_member(session, cast.practice).id))
    session.commit()
    return made


@pytest.fixture
def helper(browse, sam, sure, cast, texts):
    """Ann may get ready for the talk with Sam, and no more."""
    share(sam, cast.person, parts=("pack",))
    assert sure.post(f"{grant_of(sam, cast.person)}/rights", {"right-pack": "fill_in"}).status_code == 303
    come_in(browser := browse(), texts)
    return browser


def rows(session, table) -> list:
    session.rollback()
    found = list(session.exec(select(table).execution_options(populate_existing=True)))
    session.commit()
    return found


def test_a_carer_writes_beside_and_the_person_reads_with_whose_help(helper, sam, cast, session, pack):
    address = f"/carer/people/{cast.person.id}/pack"
    assert "My own stairs" not in words(helper.get(address))
    assert helper.post(address, {"words-hard": "The shop", "prompts": ["pain"], "press": "save"}).status_code == 303
    assert {(note.words, note.channel) for note in rows(session, Note)} == {("My own stairs", "own"), ("The shop", "helped")}
    assert [(one.kind, one.name) for one in rows(session, Support)] == [(Helping.CARER, "Ann")]
    assert rows(session, Pack)[0].filler is Filler.WITH_ME
    said = words(sam.get(f"/people/{cast.person.id}/pack"))
    assert "Helped by: Ann" in said and "The shop" in said


def test_a_carer_is_asked_nothing_private_nothing_of_mood_and_sees_no_result(helper, cast, session, pack):
    said = words(helper.get(f"/carer/people/{cast.person.id}/pack?more=1"))
    assert "Sexual health" not in said and "mood questions" not in said and "Your results" not in said
    helper.post(f"/carer/people/{cast.person.id}/pack", {"words-result-hba1c": "Mine", "prompts": ["sexual_health"], "press": "save"})
    assert rows(session, AgendaItem) == [] and len(rows(session, Note)) == 1


def test_reading_alone_opens_nothing(browse, sam, cast, texts, pack):
    share(sam, cast.person, parts=("pack", "goals"))
    come_in(ann := browse(), texts)
    assert ann.get(f"/carer/people/{cast.person.id}/pack").status_code == 404
    assert ann.post(f"/carer/people/{cast.person.id}/pack", {"words-hard": "x"}).status_code == 404


def test_staff_fill_in_with_the_person_and_the_nurse_reads_who(browse, sam, cast, session, pack):
    cora = sign_in(browse(), session, a_staff_member(session, cast.practice, Role.COORDINATOR, "Cora Joinup"))
    assert cora.post(f"/people/{cast.person.id}/pack/help", {"words-ask": "Can I swim?", "press": "save"}).status_code == 303
    assert [(one.kind, one.name) for one in rows(session, Support)] == [(Helping.STAFF, f"Cora Joinup, {cast.practice.name}")]
    assert rows(session, Pack)[0].handed_in_at is not None
    assert "Helped by: Cora Joinup" in words(sam.get(f"/people/{cast.person.id}/pack"))
