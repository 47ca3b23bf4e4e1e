"""Letters: who gets one, in which letters and language, printed once, posted, and what came back."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.messages.conftest import clock, later, practice, queue
from tests.papers.reading import Read
from tests.people_cast import a_cycle, a_person, a_staff_member, sign_in
from webapp.accounts.models import Link
from webapp.base.clock import now, wall
from webapp.channels.choice import channels_for
from webapp.letters.jobs import look_at_letters
from webapp.letters.models import LetterRun
from webapp.messages.models import Message, MessageKind, MessageState
from webapp.outbox.sending import drain
from webapp.pathway.models import Stage
from webapp.people.models import Need, Person, Way
from webapp.practices.models import Role
from webapp.preparation.models import Pack
from webapp.tasks.models import Task, TaskKind

__all__ = ["clock", "later", "practice", "queue"]
HOME = "1 Oak Road\nLeeds\nLS1 1AA"
S = MessageState


@pytest.fixture
def person():
    """Nobody: each letter brings its own."""


@pytest.fixture
def desk(session, practice, browse):
    """Rita at the desk. `desk()` signs her in."""

    def desk():
        browser = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION, "Rita Booking"))
        session.commit()
        return browser

    return desk


@pytest.fixture
def letter(queue, session, practice, database, settings):
    """`letter("Ann")` waits to be printed, for a new person with these needs. Returns the person's id."""

    def letter(given, *needs, language="en", to=HOME, kind=MessageKind.INVITATION):
        who = a_person(session, practice, given=given, language=language)
        session.add_all(Need(person_id=who.id, code=code, words=said) for code, said in needs)
        queue(kind, who=who, to=to, way=Way.LETTER, language=language)
        drain(database, channels_for(settings, database), settings)
        return who.id

    return letter


@pytest.fixture
def rows(database, session):
    """`rows(Message)`: every row of a table, as it stands now."""

    def rows(kind, **order) -> list:
        session.rollback()
        with database.reading() as reading:
            return list(reading.exec(select(kind)))

    return rows


def standing(rows) -> dict:
    return {message.person_id: (message.state, message.why) for message in rows(Message)}


def read(reply) -> Read:
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    return Read(reply.get_data())


def test_one_file_holds_each_letter_once_in_the_persons_own_letters_and_language(letter, desk, rows):
    letter("Ann"), letter("Gwen", language="cy"), letter("Asha", ("large_print", "Large print 24 point"), to="")
    rita = desk()
    assert all(word in words(rita.get("/staff/letters")) for word in ("To print: 3", "No address here"))
    file = read(rita.post("/staff/letters/runs"))
    assert file.is_tagged and len(file.pages) >= 3
    said = file.words
    assert [said.count(name) for name in ("Dear Ann Carter", "Dear Asha Carter", "LS1 1AA")] == [1, 1, 2]
    assert "it is time for your yearly talk" in said and "Gwen Carter" in said and "Dear Gwen" not in said
    assert (file.size_of("Dear Ann"), file.size_of("Dear Asha")) == (16, 24)
    assert {state for state, _why in standing(rows).values()} == {S.HANDED_OVER}
    assert rita.post("/staff/letters/runs").status_code == 409


def test_a_pack_brings_a_code_and_a_second_print_a_new_one_and_says_so(letter, desk, session, practice, rows):
    ann = letter("Ann", kind=MessageKind.REMINDER)
    cycle = a_cycle(session, session.get(Person, ann), practice, talk_at=wall() + timedelta(days=10), stage=Stage.PACK_SENT)
    session.add(Pack(cycle_id=cycle.id, person_id=ann, practice_id=practice.id, sent_at=now()))
    rita = desk()
    first = read(rita.post("/staff/letters/runs"))
    assert "Type this code:" in first.words and "printed this letter again" not in first.words and "/i/" not in first.words
    again = read(rita.post(f"/staff/letters/runs/{rows(LetterRun)[0].id}"))
    assert "We printed this letter again." in again.words
    assert sorted(link.stopped_at is None for link in rows(Link)) == [False, True]


def test_braille_and_sound_are_listed_apart_with_why_and_never_printed_with_the_rest(letter, desk, rows):
    ann, ben = letter("Ann", ("braille", "Needs braille")), letter("Ben")
    rita = desk()
    waits = words(rita.get("/staff/letters"))
    assert "To print: 1" in waits and "For an outside service: 1" in waits and "Needs braille" in waits
    assert "Ann" not in read(rita.post("/staff/letters/runs")).words
    assert {who: state for who, (state, _why) in standing(rows).items()} == {ann: S.HELD, ben: S.HANDED_OVER}
    assert "These are for the outside service." in words(rita.follow(rita.post("/staff/letters/service")))
    assert standing(rows)[ann][0] is S.HANDED_OVER


def test_posted_by_one_press_and_one_that_came_back_is_a_task(letter, desk, rows):
    ann = letter("Ann")
    rita = desk()
    rita.post("/staff/letters/runs")
    place = f"/staff/letters/runs/{rows(LetterRun)[0].id}"
    assert "Saved. These letters are posted." in words(rita.follow(rita.post(f"{place}/posting")))
    assert "Tick the letters that came back." in words(rita.post(f"{place}/returns"))
    rita.post(f"{place}/returns", {"texts": str(rows(Message)[0].id)})
    assert rows(LetterRun)[0].posted_at and standing(rows) == {ann: (S.FAILED, "came_back")}
    assert [(task.kind, task.why) for task in rows(Task)] == [(TaskKind.FAILED_MESSAGE, "came_back")]
    assert "The letter came back." in words(rita.get("/staff"))


def test_whoever_died_gets_no_letter_and_one_that_waits_too_long_ends_at_a_human(letter, session, database, rows, later):
    ann, ben = letter("Ann"), letter("Ben")
    session.get(Person, ann).died_on = date(2026, 12, 1)
    session.commit()
    assert look_at_letters(database) == 1
    later(days=8)
    assert look_at_letters(database) == 0
    assert standing(rows) == {ann: (S.CANCELLED, "the person died"), ben: (S.FAILED, "too_late")}
    assert [task.person_id for task in rows(Task)] == [ben]
