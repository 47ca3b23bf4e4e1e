"""Reading care checks: where one person stands with theirs, and everything one practice was told."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import in_london
from webapp.base.sealing import ring, where
from webapp.content.catalogue import care_check
from webapp.pathway.models import Appointment, AppointmentKind, Cycle
from webapp.pathway.queries import STANDS
from webapp.people.models import Person
from webapp.questionnaires.care_rules import Sheet, is_offered, month_of
from webapp.questionnaires.models import Answer, Response, UnnamedResponse, UnnamedTaken
from webapp.questionnaires.rules import FOR_ME


@dataclass(frozen=True)
class Standing:
    """Where a person stands with this year's check. `unnamed`: they chose to answer without their name; what became of it, nobody knows."""

    cycle_id: UUID
    offered: bool
    unnamed: bool
    named: bool
    finished: bool


def standing_check(session: Session, person_id: UUID, today: date) -> Standing | None:
    """One statement. None without an open year."""
    talk = sa.select(sa.func.max(Appointment.starts_at)).where(
        col(Appointment.cycle_id) == Cycle.id, col(Appointment.kind) == AppointmentKind.CONVERSATION, *STANDS
    )
    wanted: tuple[Any, ...] = (Cycle.id, Cycle.stage, talk.scalar_subquery(), UnnamedTaken.id, Response.id, Response.sent_at)
    found = (
        sa.select(*wanted)
        .select_from(Cycle)
        .outerjoin(UnnamedTaken, (col(UnnamedTaken.cycle_id) == Cycle.id) & (col(UnnamedTaken.instrument) == care_check().id))
        .outerjoin(Response, (col(Response.cycle_id) == Cycle.id) & (col(Response.instrument) == care_check().id))
        .where(col(Cycle.person_id) == person_id, col(Cycle.closed_on).is_(None))
    )
    row = session.execute(found).first()
    if row is None:
        return None
    cycle_id, stage, talk_at, taken, response, sent_at = row
    offered = is_offered(stage, in_london(talk_at).date() if talk_at else None, today)
    return Standing(cycle_id, offered, taken is not None, response is not None, sent_at is not None)


def sheets_of(session: Session, practice_id: UUID, since: date) -> list[Sheet]:
    """Every check of this practice from the month of `since` on, with and without a name. Two statements."""
    return [*named_sheets(session, practice_id, month_of(since)), *unnamed_sheets(session, practice_id, month_of(since))]


def unnamed_sheets(session: Session, practice_id: UUID, since: date, instrument: str = "my_care_check") -> list[Sheet]:
    found = select(UnnamedResponse).where(UnnamedResponse.practice_id == practice_id, UnnamedResponse.month >= since)
    rows = session.exec(found.where(UnnamedResponse.instrument == instrument).order_by(col(UnnamedResponse.id)))
    return [Sheet(row.month, json.loads(row.said or "{}")) for row in rows]


def named_sheets(session: Session, practice_id: UUID, since: date) -> list[Sheet]:
    wanted: tuple[Any, ...] = (Response.id, Response.started_at, Response.person_id, Person.known_as, Person.given_name, Person.surname)
    found = (
        sa.select(*wanted, col(Answer.id).label("answer_id"), Answer.question, Answer.words_sealed, Answer.channel)
        .select_from(Response)
        .join(Cycle, col(Cycle.id) == Response.cycle_id)
        .join(Person, col(Person.id) == Response.person_id)
        .join(Answer, col(Answer.response_id) == Response.id)
        .where(col(Cycle.practice_id) == practice_id, col(Response.instrument) == care_check().id, col(Answer.replaced_at).is_(None))
        .order_by(Response.id, sa.case((col(Answer.channel) == FOR_ME, 0), else_=1), Answer.saved_at)
    )
    made: dict[UUID, tuple[Sheet, dict[str, str]]] = {}
    for row in session.execute(found):
        said: dict[str, str] = {}
        first, name = month_of(in_london(row.started_at).date()), f"{row.known_as or row.given_name} {row.surname}"
        _sheet, said = made.setdefault(row.id, (Sheet(first, said, row.person_id, name), said))
        # What the person said themselves stands over what somebody said for them.
        said[row.question] = ring().unseal(row.words_sealed, where(Answer.__tablename__, "words_sealed", row.answer_id))
    return [sheet for sheet, _said in made.values() if sheet.month >= since]
