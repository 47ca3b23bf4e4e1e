"""Letters at the demo practice: one in large print and in Polish waits to be printed, one in braille for the service."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from webapp.base.clock import wall
from webapp.database.session import Database
from webapp.demo.story import one
from webapp.messages.changes import queue_message
from webapp.messages.holding import hold
from webapp.messages.models import HeldFor, Message, MessageKind
from webapp.pathway.models import AppointmentKind
from webapp.pathway.queries import open_cycle, standing
from webapp.people.models import Person, Way
from webapp.people.ways import ways_to_reach
from webapp.practices.models import Practice

WRITTEN_TO = "tomasz ifan"
OF_USE_FOR = timedelta(days=14)
ASKED: dict[str, Any] = {"kind": MessageKind.INVITATION, "template": "reviews/yearly_talk", "words": {}}


def letters_to_post(database: Database, practice: Practice, base_url: str) -> None:
    with database.writing() as session:
        letters = [letter(session, one(session, key), practice, base_url) for key in WRITTEN_TO.split()]
        hold(session, ids=[letter.id for letter in letters if letter], waits_for=HeldFor.PRINTING)


def letter(session: Session, person: Person, practice: Practice, base_url: str) -> Message | None:
    """About their talk, or to ask them to one."""
    cycle = open_cycle(session, person.id)
    talk = standing(session, cycle.id, AppointmentKind.CONVERSATION) if cycle else None
    address = next((reach.address for reach in ways_to_reach(session, person) if reach.way is Way.LETTER), None)
    if address is None:
        return None
    told: dict[str, Any] = {"kind": MessageKind.REMINDER, "template": "pathway/reminder", "words": {"day": talk.starts_at, "link": base_url}} if talk else ASKED
    times = {"due_at": wall(), "useless_after": wall() + OF_USE_FOR, "language": person.language}
    return queue_message(session, person=person, practice=practice, to=address, way=Way.LETTER, **told, **times)
