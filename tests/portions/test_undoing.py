"""An import taken back, and what keeps it from that."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from tests.reports.exports import PERSON, RESULT, VISIT, file_of, sample
from webapp.access.models import AccessLogEntry
from webapp.accounts.models import Account
from webapp.base.clock import now
from webapp.imports.jobs import undo_import
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.pathway.models import Appointment, Cycle
from webapp.people.models import ContactPoint, Person
from webapp.people.queries import conditions_of, mobile_of
from webapp.portions.models import ImportRun, ImportState
from webapp.portions.undoing import may_be_undone
from webapp.results.models import Release, ReleasedResult, Result

RICH = PERSON | {"Mobile": "07700900001", "Conditions": "Asthma; COPD", "Communication needs": "Audio", "Language": "English"}


def bring_in(surgery, *rows) -> ImportRun:
    return surgery.bring_in(file_of(*rows).encode())[1]


def undo(surgery, run):
    return undo_import(surgery.database, run.id, by=surgery.staff.id, account=None, pause=0)


def state_of(surgery, run) -> ImportState:
    with surgery.database.reading() as session:
        return session.get_one(ImportRun, run.id).state


def test_people_brought_in_by_mistake_are_gone(surgery):
    before = surgery.everything()
    run = surgery.bring_in(sample("people-emis.csv"))[1]
    assert undo(surgery, run) == [] and state_of(surgery, run) is ImportState.UNDONE
    assert surgery.everything() == before
    assert surgery.bring_in(sample("people-emis.csv"))[0]["counts"]["added"] == 53


def test_somebody_whose_page_was_opened_stays_out_of_reach_and_may_be_brought_in_again(surgery):
    run = bring_in(surgery, RICH)
    with surgery.database.writing() as session:
        person_id, account_id = session.exec(select(Person.id)).one(), session.exec(select(Account.id).where(Account.staff_id == surgery.staff.id)).one()
        session.add(AccessLogEntry(person_id=person_id, account_id=account_id, practice_id=surgery.practice.id, permission="details.read"))
    assert undo(surgery, run) == []
    counts = surgery.everything()
    assert (counts["person"], counts["registration"]) == (1, 1)
    assert [odd[1] for odd in surgery.preview(file_of(RESULT).encode())["set_aside"]] == ["person_unknown"]
    assert bring_in(surgery, RICH).counts["done"]["added"] == 1 and surgery.everything()["person"] == 1
    assert surgery.preview(file_of(RICH).encode())["counts"]["unchanged"] == 1


def test_what_was_changed_is_as_before(surgery):
    bring_in(surgery, RICH)
    before = surgery.everything()
    changed = RICH | {"Mobile": "07700900002", "Conditions": "Asthma; Gout", "Communication needs": "", "Language": "Polish", "Given Name": "Zoe"}
    run = bring_in(surgery, changed)
    assert undo(surgery, run) == [] and surgery.everything() == before
    with surgery.database.reading() as session:
        person = session.exec(select(Person)).one()
        assert (person.given_name, person.language, mobile_of(session, person.id).value) == ("Anna", "en", "+447700900001")
        assert {one.code for one in conditions_of(session, person.id)} == {"asthma", "copd"}


def test_what_staff_confirmed_since_is_kept(surgery):
    bring_in(surgery, RICH)
    run = bring_in(surgery, RICH | {"Mobile": "07700900002"})
    with surgery.database.writing() as session:
        session.execute(sa.update(ContactPoint).where(col(ContactPoint.stopped_at).is_(None)).values(confirmed_at=now()))
    undo(surgery, run)
    with surgery.database.reading() as session:
        assert mobile_of(session, session.exec(select(Person.id)).one()).value == "+447700900002"


def test_results_are_withdrawn_and_may_come_again(surgery):
    bring_in(surgery, PERSON)
    run = bring_in(surgery, RESULT, RESULT | {"Date": "12-Nov-2026", "Value": "780"})
    assert undo(surgery, run) == []
    assert surgery.preview(file_of(RESULT).encode())["counts"]["added"] == 1
    with surgery.database.reading() as session:
        assert session.exec(select(Result).where(col(Result.withdrawn_at).is_(None))).all() == []


def test_a_value_put_right_goes_back_to_what_it_was(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, RESULT)
    undo(surgery, bring_in(surgery, RESULT | {"Value": "88"}))
    with surgery.database.reading() as session:
        assert [row.amount for row in session.exec(select(Result).where(col(Result.withdrawn_at).is_(None)))] == ["80"]


def test_an_appointment_that_was_replaced_stands_again(surgery):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    run = bring_in(surgery, VISIT | {"Appointment Date": "07-Dec-2026"})
    assert undo(surgery, run) == []
    with surgery.database.reading() as session:
        assert [visit.stands for visit in session.exec(select(Appointment))] == [True]
        assert session.execute(sa.text("SELECT outcome FROM task")).scalars().all() == ["import undone"]


@pytest.mark.parametrize("status", ["DNA", "Cancelled"])
def test_a_status_is_taken_back(surgery, status):
    bring_in(surgery, PERSON)
    bring_in(surgery, VISIT)
    undo(surgery, bring_in(surgery, VISIT | {"Status": status}))
    with surgery.database.reading() as session:
        assert [visit.stands for visit in session.exec(select(Appointment))] == [True]


def test_a_death_by_mistake_is_taken_back(surgery):
    bring_in(surgery, RICH)
    run = bring_in(surgery, RICH | {"Date of Death": "01-Nov-2026"})
    assert undo(surgery, run) == []
    with surgery.database.reading() as session:
        assert session.exec(select(Person)).one().died_on is None and session.exec(select(Cycle)).one().stage.value == "entry"


def release(session: Session, surgery) -> None:
    result, cycle = session.exec(select(Result)).one(), session.exec(select(Cycle)).one()
    made = Release(person_id=result.person_id, practice_id=surgery.practice.id, cycle_id=cycle.id, released_by_id=surgery.staff.id)
    session.add(made)
    session.flush()
    session.add(ReleasedResult(release_id=made.id, result_id=result.id))


def test_a_released_result_keeps_its_import_and_says_whose_it_is(surgery):
    bring_in(surgery, RICH)
    run = bring_in(surgery, RESULT)
    with surgery.database.writing() as session:
        release(session, surgery)
    before = surgery.everything()
    assert [(one.name, one.what) for one in undo(surgery, run)] == [("Anna Smith", "released")]
    assert state_of(surgery, run) is ImportState.APPLIED and surgery.everything() == before
    report, _run = surgery.bring_in(file_of(RESULT | {"Value": "88"}).encode())
    assert [odd[1] for odd in report["set_aside"]] == ["result_released"]


@pytest.mark.parametrize(("state", "kept"), [(MessageState.DELIVERED, True), (MessageState.UNKNOWN, True), (MessageState.DUE, False)])
def test_only_a_message_that_went_out_keeps_people(surgery, state, kept):
    run = bring_in(surgery, RICH)
    with surgery.database.writing() as session:
        said = {"template": "x", "to": "+447700900001", "body": "x", "due_at": now(), "useless_after": now(), "state_at": now()}
        person_id = session.exec(select(Person.id)).one()
        session.add(Message(person_id=person_id, practice_id=surgery.practice.id, kind=MessageKind.REMINDER, state=state, **said))
    assert [one.what for one in undo(surgery, run)] == (["messaged"] if kept else [])


def test_after_seven_days_an_import_stays(surgery):
    run = bring_in(surgery, RICH)
    with surgery.database.writing() as session:
        session.execute(sa.update(ImportRun).values(applied_at=now() - timedelta(days=7)))
    assert undo(surgery, run) == [] and state_of(surgery, run) is ImportState.APPLIED and surgery.everything()["person"] == 1
    with surgery.database.reading() as session:
        assert not may_be_undone(session.get_one(ImportRun, run.id))
