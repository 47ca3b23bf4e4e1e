from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice
from webapp.pathway.changes import MoveRefused, book, move, record_missed, start_cycle, step_aside
from webapp.pathway.models import Appointment, AppointmentKind, Stage, StageMove
from webapp.pathway.queries import conversation_of
from webapp.pathway.rules import ASIDE, MOVES, ON_THE_WAY, PackTiming, gap_is_enough, may_move, needs_triage_warning, pack_timing

TALK = datetime(2026, 12, 15, 10, 30, tzinfo=UTC)


def test_every_stage_stands_in_the_table_and_aside_is_always_in_reach():
    assert set(MOVES) == set(Stage)
    assert all(may_move(at, to) for at in ON_THE_WAY for to in ASIDE)


@pytest.mark.parametrize("aside", ASIDE)
def test_every_stage_aside_has_a_way_back(aside):
    assert any(to in ON_THE_WAY for to in MOVES[aside])


def test_a_pack_is_never_sent_before_release():
    assert not may_move(Stage.GATHERING, Stage.PACK_SENT) and may_move(Stage.TRIAGED, Stage.PACK_SENT)


@pytest.mark.parametrize(
    ("days", "timing"),
    [(15, PackTiming.TOO_EARLY), (14, PackTiming.ON_TIME), (7, PackTiming.ON_TIME), (6, PackTiming.LATE), (0, PackTiming.LATE), (-1, PackTiming.TOO_LATE)],
)
def test_a_pack_goes_14_to_7_days_before(days, timing):
    assert pack_timing(date(2026, 12, 15), date.fromordinal(date(2026, 12, 15).toordinal() - days)) is timing


def test_staff_are_warned_at_ten_days_without_release():
    talk = date(2026, 12, 15)
    assert needs_triage_warning(talk, date(2026, 12, 5), released=False)
    assert not needs_triage_warning(talk, date(2026, 12, 4), released=False)
    assert not needs_triage_warning(talk, date(2026, 12, 5), released=True)


def test_the_talk_leaves_time_for_results_and_a_week_with_the_pack():
    assert gap_is_enough(date(2026, 12, 1), date(2026, 12, 15), 7) and not gap_is_enough(date(2026, 12, 1), date(2026, 12, 14), 7)


def test_a_move_writes_who_when_and_why_beside_the_stage(session):
    practice = a_practice(session)
    cycle = a_cycle(session, a_person(session, practice), practice)
    move(session, cycle=cycle, to=Stage.TRIAGED, by=None, why="released")
    row = session.exec(select(StageMove)).one()
    assert (row.from_stage, row.to_stage, row.why, cycle.stage) == (Stage.GATHERING, Stage.TRIAGED, "released", Stage.TRIAGED)
    with pytest.raises(MoveRefused):
        move(session, cycle=cycle, to=Stage.LIVING_IT, by=None)


def test_starting_twice_gives_one_cycle(session):
    practice = a_practice(session)
    person = a_person(session, practice)
    first = start_cycle(session, person_id=person.id, practice_id=practice.id, reason="birth month", by=None)
    assert start_cycle(session, person_id=person.id, practice_id=practice.id, reason="again", by=None).id == first.id


def test_rebooking_replaces_and_a_missed_talk_can_be_booked_again(session):
    practice = a_practice(session)
    cycle = a_cycle(session, a_person(session, practice), practice, talk_at=TALK, stage=Stage.CONVERSATION)
    record_missed(session, appointment=conversation_of(session, cycle.id))
    assert cycle.stage is Stage.GATHERING and conversation_of(session, cycle.id) is None
    again = book(session, cycle=cycle, kind=AppointmentKind.CONVERSATION, starts_at=TALK, with_whom="Nurse", source="staff", by=None)
    later = book(
        session, cycle=cycle, kind=AppointmentKind.CONVERSATION, starts_at=datetime(2027, 1, 5, 9, tzinfo=UTC), with_whom="Nurse", source="staff", by=None
    )
    assert conversation_of(session, cycle.id).id == later.id
    assert session.get(Appointment, again.id).replaced_by_id == later.id


def test_dying_stops_the_cycle_and_is_dated(session):
    practice = a_practice(session)
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice)
    step_aside(session, person=person, to=Stage.DIED, by=None, why="told by family", on=date(2026, 11, 20))
    assert person.died_on == date(2026, 11, 20) and cycle.stage is Stage.DIED
