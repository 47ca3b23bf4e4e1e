"""A week after the talk a text offers the care check, to who said yes to such questions: once, in sending hours, and to nobody who began it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from tests.people_cast import a_mobile
from webapp.access.changes import say_yes_to
from webapp.access.models import Use
from webapp.base.clock import LONDON, in_london, now, today
from webapp.content.catalogue import care_check
from webapp.messages.models import Message
from webapp.messages.segments import size
from webapp.messages.words import compose
from webapp.outbox.eligibility import reasons_to_stop
from webapp.pathway.changes import book, move, step_aside, stop_texts
from webapp.pathway.models import AppointmentKind, Cycle, Stage
from webapp.people.models import Person
from webapp.questionnaires.models import Response, UnnamedTaken
from webapp.reviews.jobs import offer_care_checks

BASE = "http://localhost:8000"


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def agreed(clock, session, cast):
    """Sam's talk was this morning, and both said yes; he said yes to questions about his care."""
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    cycle = session.get(Cycle, cast.cycle.id)
    book(session, cycle=cycle, kind=AppointmentKind.CONVERSATION, starts_at=now() - timedelta(hours=1), source="typed", by=None)
    move(session, cycle=cycle, to=Stage.PLAN_AGREED, by=None, why="both said yes")
    say_yes_to(session, person_id=cast.person.id, uses=[Use.SURVEYS], by=cast.sam.account_id)
    session.commit()
    return cast


def texts(database) -> list[Message]:
    with database.reading() as session:
        return list(session.exec(select(Message).where(Message.template == "reviews/care_check")))


def a_week_on(clock, days=7) -> None:
    clock.move_to(datetime(2026, 12, 2, 10, tzinfo=LONDON) + timedelta(days=days))


def test_a_week_after_the_talk_one_text_offers_it(agreed, database, clock):
    a_week_on(clock, days=6)
    assert offer_care_checks(database, BASE) == 0
    a_week_on(clock)
    assert [offer_care_checks(database, BASE) for _again in range(3)] == [1, 0, 0]
    (text,) = texts(database)
    assert f"{BASE}/sign-in" in text.body and "Sam" not in text.body and text.useless_after.date() == datetime(2027, 1, 13).date()


def test_it_waits_for_the_hours_in_which_texts_go(agreed, database, clock):
    clock.move_to("2026-12-12T23:30:00+00:00")
    assert offer_care_checks(database, BASE) == 1
    due = in_london(texts(database)[0].due_at)
    assert (due.date().isoformat(), 8 <= due.hour < 19) == ("2026-12-14", True)


def no_to_questions(session, cast, person):
    say_yes_to(session, person_id=person.id, uses=[], by=cast.sam.account_id)


def began(session, cast, _person):
    session.add(Response(person_id=cast.person.id, cycle_id=cast.cycle.id, instrument=care_check().id, version="1"))


def without_name(session, cast, _person):
    session.add(UnnamedTaken(person_id=cast.person.id, cycle_id=cast.cycle.id, instrument=care_check().id, month=today().replace(day=1)))


def no_texts(session, _cast, person):
    stop_texts(session, person=person, by=None)


def left(session, _cast, person):
    step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved away")


def died(session, _cast, person):
    step_aside(session, person=person, to=Stage.DIED, by=None, why="told by family")


CHANGES = [no_to_questions, began, without_name, no_texts, left, died]


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_not_offered(agreed, session, database, clock, change):
    a_week_on(clock)
    change(session, agreed, session.get(Person, agreed.person.id))
    session.commit()
    assert offer_care_checks(database, BASE) == 0 and texts(database) == []


@pytest.mark.parametrize("change", CHANGES)
def test_one_that_waits_does_not_go(agreed, session, database, clock, change):
    a_week_on(clock)
    offer_care_checks(database, BASE)
    change(session, agreed, session.get(Person, agreed.person.id))
    session.commit()
    with database.reading() as looking:
        (text,) = looking.exec(select(Message)).all()
        assert text.state == "cancelled" or text.id in reasons_to_stop(looking, [text])


def test_one_that_is_wanted_goes(agreed, database, clock):
    a_week_on(clock)
    offer_care_checks(database, BASE)
    with database.reading() as looking:
        assert reasons_to_stop(looking, looking.exec(select(Message)).all()) == {}


def test_after_six_weeks_nobody_is_asked_any_more(agreed, database, clock):
    a_week_on(clock, days=43)
    assert offer_care_checks(database, BASE) == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_is_one_text_at_its_longest(language):
    body = compose("reviews/care_check", language, practice="P" * 30, phone="01632 960001", link="https://a-practice-with-a-name.example.nhs.uk/sign-in")
    assert (size(body).parts, size(body).is_gsm) == (1, True)
