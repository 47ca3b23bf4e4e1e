"""Reading what waits for a practice's own system, and the files that were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.messages.models import HeldFor, Message, MessageKind, MessageState, QueueEntry
from webapp.people.models import Person
from webapp.textfiles.models import TextFile, TextFileLine


@dataclass(frozen=True)
class Text:
    """One text and whom it is for, without its words."""

    id: UUID
    person_id: UUID
    name: str
    kind: MessageKind
    state: MessageState
    due_at: datetime

    @property
    def is_out(self) -> bool:
        return self.state is MessageState.HANDED_OVER


@dataclass(frozen=True)
class Made:
    file: TextFile
    texts: int


WANTED: tuple[Any, ...] = (Message.id, Message.person_id, Person.known_as, Person.given_name, Person.surname, Message.kind, Message.state, Message.due_at)


def texts(session: Session, found: sa.Select) -> list[Text]:
    found = found.join(Person, col(Person.id) == Message.person_id).order_by(Message.due_at, Person.surname, Message.id)
    return [Text(row.id, row.person_id, f"{row.known_as or row.given_name} {row.surname}", *row[5:]) for row in session.execute(found)]


def waits_for_file(practice_id: UUID) -> tuple[Any, ...]:
    return col(QueueEntry.held_for) == HeldFor.FILE, col(Message.practice_id) == practice_id


def held_texts(session: Session, practice_id: UUID) -> list[Text]:
    """What waits, the longest due first. Read from the small table of what waits at all."""
    found = sa.select(*WANTED).select_from(QueueEntry).join(Message, col(Message.id) == QueueEntry.id)
    return texts(session, found.where(*waits_for_file(practice_id)))


def held_count(session: Session, practice_id: UUID) -> int:
    found = sa.select(sa.func.count()).select_from(QueueEntry).join(Message, col(Message.id) == QueueEntry.id)
    return session.scalar(found.where(*waits_for_file(practice_id))) or 0


def texts_in(session: Session, file_id: UUID) -> list[Text]:
    found = sa.select(*WANTED).select_from(TextFileLine).join(Message, col(Message.id) == TextFileLine.message_id)
    return texts(session, found.where(col(TextFileLine.file_id) == file_id))


def files_of(session: Session, practice_id: UUID, since: datetime) -> list[Made]:
    """The newest first, each with how many texts stand in it."""
    count = sa.select(sa.func.count()).where(col(TextFileLine.file_id) == TextFile.id).scalar_subquery()
    found = select(TextFile, count).where(TextFile.practice_id == practice_id, TextFile.made_at >= since).order_by(col(TextFile.made_at).desc())
    return [Made(file, texts) for file, texts in session.exec(found)]


def file_of(session: Session, practice_id: UUID, file_id: UUID) -> TextFile | None:
    return session.exec(select(TextFile).where(TextFile.id == file_id, TextFile.practice_id == practice_id)).first()


def names_of(session: Session, person_ids: Sequence[UUID]) -> dict[UUID, str]:
    found = select(Person).where(col(Person.id).in_(person_ids))
    return {person.id: person.name for person in session.exec(found)}
