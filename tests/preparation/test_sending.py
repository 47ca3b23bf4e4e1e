"""The pack goes 14 to 7 days before the talk, late rather than never, on paper rather than not at all."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from tests.people_cast import a_cycle, a_person
from tests.preparation.cast import TALK, release
from webapp.accounts.models import Link
from webapp.base.clock import LONDON
from webapp.channels.choice import carried
from webapp.messages.models import Message, MessageKind
from webapp.outbox.stopping import stop_way
from webapp.pathway.models import Cycle, Stage
from webapp.people import ways
from webapp.people.models import ContactKind, ContactPoint, Need, Stop, Way
from webapp.preparation.jobs import send_due_packs
from webapp.preparation.links import NoLink, fresh_link
from webapp.preparation.models import Pack
from webapp.preparation.queries import not_ready, packs_due
from webapp.results.models import Release
from webapp.tasks.models import Task, TaskKind

BASE = "https://words.example.org"


@pytest.fixture
def send(database, settings):
    ways.use(carried(settings))
    return lambda: send_due_packs(database, BASE)


@pytest.mark.parametrize(
    ("day", "due"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1), (date(2026, 12, 8), 1), (date(2026, 12, 15), 1), (date(2026, 12, 16), 0)]
)
def test_a_pack_is_due_from_fourteen_days_before_until_the_day(session, cast, day, due):
    assert len(packs_due(session, day)) == due


def test_the_text_the_link_the_pack_and_the_stage_come_together(cast, send, look):
    assert send() == 1
    message, link, pack = look(select(Message))[0], look(select(Link))[0], look(select(Pack))[0]
    assert message.kind is MessageKind.PACK_READY
    # Its address is drawn by lot, and may hold any two letters.
    said, addresses = re.subn(re.escape(f"{BASE}/i/") + r"\S+", "", message.body)
    assert addresses == 1 and "58" not in said
    assert link.dies_on == date(2026, 12, 16)
    assert pack.message_id == message.id and pack.sent_at is not None
    assert look(select(Cycle))[0].stage is Stage.PACK_SENT
    assert message.useless_after == TALK


def test_asked_again_nothing_more_goes(cast, send, look):
    assert [send(), send()] == [1, 0]
    assert len(look(select(Message))) == 1 and len(look(select(Link))) == 1


def test_without_a_release_nothing_goes(cast, session, send, look):
    session.exec(select(Release)).one().withdrawn_at = datetime.now(LONDON)
    session.commit()
    assert send() == 0 and look(select(Message)) == []


def test_an_evening_pack_waits_for_sending_hours(cast, send, look, clock):
    clock.move_to(datetime(2026, 12, 2, 20, 0, tzinfo=LONDON))
    send()
    assert look(select(Message))[0].due_at == datetime(2026, 12, 3, 9, 0, tzinfo=LONDON)


def test_a_late_pack_still_goes(cast, send, look, clock):
    clock.move_to(TALK - timedelta(days=3))
    assert send() == 1 and len(look(select(Message))) == 1


@pytest.mark.parametrize("code", ["braille", "large_print", "letter"])
def test_whoever_needs_paper_gets_a_task_to_print_and_no_text(cast, session, send, look, code):
    session.add(Need(person_id=cast.person.id, code=code, words="Needs it on paper"))
    session.commit()
    assert send() == 1 and look(select(Message)) == []
    task = look(select(Task))[0]
    assert task.kind is TaskKind.PRINT_PACK and task.why == "Needs it on paper"
    assert look(select(Cycle))[0].stage is Stage.PACK_SENT


def test_without_a_mobile_there_is_a_task_never_silence(cast, session, send, look):
    session.exec(select(ContactPoint)).one().stopped_at = datetime.now(LONDON)
    session.commit()
    assert send() == 1 and look(select(Message)) == []
    assert look(select(Task))[0].kind is TaskKind.PRINT_PACK


@pytest.mark.parametrize("stop", [Stop.TEXTS, Stop.ALL_BUT_PAPER])
def test_whoever_stopped_texts_gets_the_link_by_email_unless_only_paper_is_wanted(cast, session, send, look, stop):
    session.add(ContactPoint(person_id=cast.person.id, kind=ContactKind.EMAIL, value="sam@example.org", value_index="-"))
    stop_way(session, person=cast.person, stop=stop, by=None)
    session.commit()
    assert send() == 1
    sent = [(message.way, message.to, f"{BASE}/i/" in message.body) for message in look(select(Message))]
    printed = [task.kind for task in look(select(Task))]
    assert (sent, printed) == (([(Way.EMAIL, "sam@example.org", True)], []) if stop is Stop.TEXTS else ([], [TaskKind.PRINT_PACK]))


def test_an_unconfirmed_number_still_gets_the_link(cast, send, look):
    assert look(select(ContactPoint))[0].confirmed_at is None
    send()
    assert len(look(select(Message))) == 1


def test_staff_are_warned_of_a_talk_ten_days_ahead_with_no_release(session, cast):
    person = a_person(session, cast.practice, given="Asha")
    a_cycle(session, person, cast.practice, talk_at=TALK)
    assert [found.given_name for _talk, _cycle, found in not_ready(session, cast.practice.id, date(2026, 12, 5))] == ["Asha"]
    assert not_ready(session, cast.practice.id, date(2026, 12, 4)) == []


def test_a_fresh_link_for_whoever_runs_the_app(cast, settings, database, look):
    assert fresh_link(settings, database, cast.person.nhs_number).startswith("http://localhost/i/")
    assert len(look(select(Link).where(Link.stopped_at.is_(None)))) == 1
    with pytest.raises(NoLink):
        fresh_link(settings, database, "0000000000")


def test_a_new_link_stops_the_one_before(cast, session, settings, database, send, look):
    release(session, cast, weight="80")
    send()
    fresh_link(settings, database, cast.person.nhs_number)
    assert [link.stopped_at is None for link in look(select(Link).order_by(Link.made_at))] == [False, True]
