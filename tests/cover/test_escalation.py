"""What happens when nobody takes it: once, at its minute, however many machines look."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from tests.cover.place import DEPUTY, DUTY, MANAGER, an_entry
from webapp.base.clock import LONDON, pathway_now
from webapp.channels.pretend import PretendPhone
from webapp.channels.queries import pretend_texts
from webapp.cover.changes import acknowledge, keep_cover
from webapp.cover.jobs import escalate
from webapp.cover.models import DutyEntry, DutyStep
from webapp.jobs import TIMETABLE
from webapp.messages.changes import tell_staff
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.outbox.sending import drain
from webapp.tasks.models import Task


@pytest.fixture
def texted(look, place):
    """Whom each look of the job has texted since the test text."""
    known = {message.id for message in look(select(Message))}

    def texted() -> list[str]:
        found = [message for message in look(select(Message)) if message.id not in known]
        known.update(message.id for message in found)
        return sorted(message.to for message in found)

    return texted


@pytest.fixture
def at(clock):
    return lambda day, hour, minute=0: clock.move_to(datetime(2026, 12, day, hour, minute, tzinfo=LONDON))


def test_each_step_texts_one_more_person_and_only_once(session, place, database, texted, at):
    an_entry(session, place)
    steps = []
    for hour, minute in ((10, 1), (10, 2), (10, 59), (11, 1), (11, 2), (12, 1), (12, 2), (15, 0)):
        at(2, hour, minute)
        escalate(database)
        steps.append(texted())
    assert steps == [[DUTY], [], [], [DUTY, DEPUTY], [], [DUTY, DEPUTY, MANAGER], [], []]


def test_the_text_says_nothing_of_why_or_whom(session, place, database, look):
    an_entry(session, place)
    escalate(database)
    newest = look(select(Message).order_by(Message.made_at.desc()))[0]
    assert newest.body == "Tree Tops Surgery: please open the list of today." and newest.person_id is None


def test_it_is_looked_at_every_minute():
    assert [job.minutes for job in TIMETABLE if job.name == "mood answers that nobody has taken"] == [1]


def test_taken_in_time_nobody_else_is_called(session, place, database, texted, at):
    entry = an_entry(session, place)
    escalate(database)
    acknowledge(session, entry=entry, by=place.lead.id)
    session.commit()
    at(2, 16)
    texted()
    assert escalate(database) == 0 and texted() == []


def test_on_friday_evening_nobody_is_texted_before_monday_opens(session, place, database, texted, at):
    at(4, 18, 45)
    an_entry(session, place)
    for day, hour in ((4, 19), (5, 12), (6, 12), (7, 7)):
        at(day, hour)
        assert escalate(database) == 0
    for hour, minute, who in ((8, 0, [DUTY]), (9, 0, [DUTY, DEPUTY]), (10, 0, [DUTY, DEPUTY, MANAGER])):
        at(7, hour, minute)
        escalate(database)
        assert texted() == who


def test_over_christmas_the_clock_waits(session, place, database, texted, at):
    at(24, 18, 0)
    an_entry(session, place)
    escalate(database)
    assert texted() == [DUTY]
    at(28, 12)
    assert escalate(database) == 0
    at(29, 8, 30)
    assert escalate(database) == 1 and texted() == [DUTY, DEPUTY]


def test_a_machine_that_slept_sends_one_text_for_all_the_steps(session, place, database, texted, look):
    an_entry(session, place, pathway_now() - timedelta(minutes=119))
    assert escalate(database) == 2 and texted() == [DUTY, DEPUTY]
    assert sorted(step.minutes for step in look(select(DutyStep))) == [0, 60]


def test_many_machines_at_once_take_each_step_once(session, place, database, texted, look):
    an_entry(session, place, pathway_now() - timedelta(minutes=125))
    with ThreadPoolExecutor(6) as machines:
        took = sum(machines.map(lambda _machine: escalate(database), range(6)))
    assert took == 3 and texted() == [DUTY, DEPUTY, MANAGER] and len(look(select(DutyStep))) == 3


def test_without_numbers_the_steps_are_still_taken(session, place, database, texted, look):
    keep_cover(session, practice=place.practice, said={"duty_phone": None, "deputy_phone": None, "manager_phone": None}, by=place.lead.id)
    an_entry(session, place)
    assert escalate(database) == 1 and texted() == []


def test_it_goes_at_any_hour_and_never_into_a_file(session, place, database, settings, at):
    """The step came in staffed time; a text that is late by an hour still goes. A practice's own system is never waited for."""
    place.practice.own_texts_since = pathway_now()
    an_entry(session, place)
    escalate(database)
    drain(database, PretendPhone(database), settings)
    with database.reading() as reading:
        assert DUTY in [text.to for text in pretend_texts(reading)] and reading.exec(select(QueueEntry)).all() == []


def test_a_text_to_staff_that_fails_is_a_task(session, place, database, look):
    an_entry(session, place)
    escalate(database)
    message = session.exec(select(Message).order_by(Message.made_at.desc())).first()
    tell_staff(session, message, why="permanent-failure")
    session.commit()
    assert [task.person_id for task in look(select(Task))] == [None]


def test_an_entry_is_read_again_under_its_lock(session, place, database, look):
    """Closed between the look and the step: no step is taken."""
    entry = an_entry(session, place)
    entry.closed_at = pathway_now()
    session.add(entry)
    session.commit()
    assert escalate(database) == 0 and look(select(DutyStep)) == []
    assert {message.state for message in look(select(Message))} <= {MessageState.DUE} and look(select(DutyEntry))[0].closed_at.date() == date(2026, 12, 2)
