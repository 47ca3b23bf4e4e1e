"""A small file of who died or left: looked at first, matched by all three, and taken back like any other."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from tests.reports.exports import PERSON, file_of
from webapp.base.clock import now
from webapp.imports.jobs import undo_import
from webapp.messages.changes import queue_message
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person, Registration
from webapp.practices.models import Practice

ANNA = PERSON | {"Conditions": "Asthma"}
BELA = ANNA | {"NHS Number": "9992879238", "Surname": "Bartok", "Given Name": "Bela"}
CLEO = ANNA | {"NHS Number": "9992879246", "Surname": "Carr", "Given Name": "Cleo"}


def gone(who: dict, what: str, on: str = "10-Nov-2026", **changes) -> dict:
    return {name: who[name] for name in ("NHS Number", "Surname", "Date of Birth")} | {"Date": on, "Died or left": what} | changes


def named(session, who: dict) -> Person:
    return session.exec(select(Person).where(Person.nhs_number == who["NHS Number"])).one()


@pytest.fixture
def three(surgery):
    """Three people, a message waiting for each; Cleo had said no."""
    surgery.bring_in(file_of(ANNA, BELA, CLEO).encode())
    with surgery.database.writing() as session:
        practice = session.get_one(Practice, surgery.practice.id)
        step_aside(session, person=named(session, CLEO), to=Stage.DECLINED, by=None, why="not now")
        for place, who in enumerate((ANNA, BELA, CLEO)):
            times = {"due_at": now(), "useless_after": now() + timedelta(days=9)}
            whose = {"person": named(session, who), "practice": practice, "to": f"+44770090000{place}"}
            queue_message(session, **whose, **times, kind=MessageKind.INVITATION, template="recall/first", words={})
    return surgery


def standing(surgery) -> list[tuple]:
    with surgery.database.reading() as session:
        people = [named(session, who) for who in (ANNA, BELA, CLEO)]
        states = {one.person_id: one.state for one in session.exec(select(Message))}
        here = set(session.exec(select(Registration.person_id).where(col(Registration.ended_on).is_(None))))
        return [(one.died_on, one.id in here, open_cycle(session, one.id).stage, states[one.id]) for one in people]


def test_who_died_or_left_is_written_down_and_what_waited_for_them_is_cancelled_and_all_can_be_taken_back(three):
    stranger = gone(ANNA, "left", **{"NHS Number": "9992879254"})
    report, run = three.bring_in(file_of(gone(ANNA, "Deceased"), gone(BELA, "Left"), gone(CLEO, "Moved away"), stranger).encode())
    assert report["counts"] == {"rows": 4, "added": 0, "changed": 3, "unchanged": 1, "refused": 0, "set_aside": 0}
    on, waits = date(2026, 11, 10), MessageState.CANCELLED
    assert standing(three) == [(on, True, Stage.DIED, waits), (None, False, Stage.LEFT, waits), (None, False, Stage.LEFT, waits)]
    assert three.bring_in(file_of(gone(ANNA, "died"), gone(BELA, "left")).encode())[0]["counts"]["unchanged"] == 2
    assert undo_import(three.database, run.id, by=three.staff.id, account=None, pause=0) == []
    assert standing(three) == [(None, True, Stage.ENTRY, waits), (None, True, Stage.ENTRY, waits), (None, True, Stage.DECLINED, waits)]


def test_nobody_is_touched_unless_number_birth_date_and_surname_agree(three):
    other_day, other_name = gone(ANNA, "died", **{"Date of Birth": "03-Aug-1974"}), gone(BELA, "left", Surname="Bach")
    rows = [other_day, other_name, gone(CLEO, "on holiday"), gone(CLEO, "left", "10-Dec-2026"), gone(CLEO, "left") | {"NHS Number": "9992879211x"}]
    report = three.preview(file_of(*rows).encode())
    assert report["kind"] == "leavers"
    assert sorted(odd[1] for part in ("refused", "set_aside") for odd in report[part]) == [
        "bad_nhs_number",
        "birth_date_differs",
        "date_impossible",
        "died_or_left",
        "surname_differs",
    ]
    assert all(state is MessageState.DUE for *_rest, state in standing(three)[:2])
