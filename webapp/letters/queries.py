"""Reading what waits to be printed, and the runs that were made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.letters.models import LetterRun, RunLetter
from webapp.messages.models import HeldFor, Message, MessageKind, MessageState, QueueEntry
from webapp.people.models import Need, Person
from webapp.people.ways import MADE_ELSEWHERE


@dataclass(frozen=True)
class Letter:
    """One letter and whom it is for, without its words. `elsewhere` is why our printer cannot make it, in the words of the record."""

    id: UUID
    person_id: UUID
    name: str
    kind: MessageKind
    state: MessageState
    language: str
    has_address: bool
    elsewhere: str = ""

    @property
    def is_out(self) -> bool:
        return self.state is MessageState.HANDED_OVER


@dataclass(frozen=True)
class Made:
    run: LetterRun
    letters: int


WANTED: tuple[Any, ...] = (Message, Person)
WAITS = col(QueueEntry.held_for) == HeldFor.PRINTING


def letters(session: Session, found: Any) -> list[Letter]:
    rows = session.execute(found.order_by(col(Message.due_at), col(Person.surname), col(Message.id))).all()
    elsewhere = made_elsewhere(session, {person.id for _message, person in rows})
    return [
        Letter(message.id, person.id, person.name, message.kind, message.state, message.language, bool(message.to), elsewhere.get(person.id, ""))
        for message, person in rows
    ]


def made_elsewhere(session: Session, person_ids: set[UUID]) -> dict[UUID, str]:
    """Person -> the need that no printer meets, as it was recorded."""
    found = select(Need).where(col(Need.person_id).in_(person_ids), col(Need.code).in_(MADE_ELSEWHERE), col(Need.ended_at).is_(None))
    return {need.person_id: need.words for need in session.exec(found.order_by(col(Need.code).desc()))}


def waiting_letters(session: Session, practice_id: UUID) -> list[Letter]:
    """The longest due first. Read from the small table of what waits at all."""
    found = sa.select(*WANTED).select_from(QueueEntry).join(Message, col(Message.id) == QueueEntry.id).join(Person, col(Person.id) == Message.person_id)
    return letters(session, found.where(WAITS, col(Message.practice_id) == practice_id))


def waiting_count(session: Session, practice_id: UUID) -> int:
    found = sa.select(sa.func.count()).select_from(QueueEntry).join(Message, col(Message.id) == QueueEntry.id)
    return session.scalar(found.where(WAITS, col(Message.practice_id) == practice_id)) or 0


def letters_in(session: Session, run_id: UUID) -> list[Letter]:
    found = sa.select(*WANTED).select_from(RunLetter).join(Message, col(Message.id) == RunLetter.message_id)
    return letters(session, found.join(Person, col(Person.id) == Message.person_id).where(col(RunLetter.run_id) == run_id))


def runs_of(session: Session, practice_id: UUID, since: datetime) -> list[Made]:
    """The newest first, each with how many letters are in it; one that was not posted yet stays, however old."""
    count = sa.select(sa.func.count()).where(col(RunLetter.run_id) == LetterRun.id).scalar_subquery()
    found = select(LetterRun, count).where(LetterRun.practice_id == practice_id, sa.or_(col(LetterRun.made_at) >= since, col(LetterRun.posted_at).is_(None)))
    return [Made(run, number) for run, number in session.exec(found.order_by(col(LetterRun.made_at).desc()))]


def run_of(session: Session, practice_id: UUID, run_id: UUID) -> LetterRun | None:
    return session.exec(select(LetterRun).where(LetterRun.id == run_id, LetterRun.practice_id == practice_id)).first()
