"""The lists of one practice: who was invited and did not answer, by try; whom a human must reach; what was answered; whose month it is.

Each list is one statement with one page of people, and one more counts them all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.messages.models import Message, MessageState
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person, Registration
from webapp.people.queries import MAY_BE_LOOKED_FOR
from webapp.recall.models import Attempt, HandOver, Means, Recall, RecallMonth, Reply, Said, Stop
from webapp.recall.queries import IS_OPEN, LAST_TRY, setting_of, stopped_standing
from webapp.recall.rules import is_months_turn, month_of

ON_A_PAGE = 100


class Place(StrEnum):
    """Where somebody stands between the invitation and the talk."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    BY_HAND = "by_hand"
    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"


UNANSWERED = (Place.FIRST, Place.SECOND, Place.THIRD, Place.BY_HAND)
TRY = {1: Place.FIRST, 2: Place.SECOND, 3: Place.THIRD}


@dataclass(frozen=True)
class Asked:
    """One person of a list, the last try of the engine and the newest answer. `name` is surname first."""

    recall_id: UUID
    person_id: UUID
    name: str
    place: Place
    begun_at: datetime
    next_on: date | None
    by_hand_since: datetime | None
    by_hand_why: HandOver | None
    means: Means | None
    asked_at: datetime | None
    state: MessageState | None
    said: Said | None
    said_at: datetime | None
    month: date | None
    is_sure: bool


def place_of() -> sa.Case:
    by_try = sa.case({number: place.value for number, place in TRY.items()}, value=col(Recall.tries))
    yes = col(Recall.ended_why).in_([Stop.ACCEPTED, Stop.WANTS_A_CALL])
    return sa.case(
        (sa.and_(IS_OPEN, col(Recall.by_hand_since).is_not(None)), Place.BY_HAND.value),
        (IS_OPEN, by_try),
        (yes, Place.YES.value),
        (col(Recall.ended_why) == Stop.NOT_NOW, Place.NOT_NOW.value),
        (col(Recall.ended_why) == Stop.DECLINED, Place.NO.value),
    )


def standing_recalls(*wanted: sa.ColumnElement) -> sa.Select:
    """The newest recall of each open year at this stage; one that something has stopped is no longer here, whether or not the timetable has seen it."""
    later = aliased(Recall)
    newer = sa.exists().where(later.cycle_id == Recall.cycle_id, later.begun_at > Recall.begun_at)  # type: ignore[arg-type]
    found = sa.select(*wanted).select_from(Recall).join(Cycle, col(Cycle.id) == Recall.cycle_id).join(Person, col(Person.id) == Recall.person_id)
    stage = sa.or_(col(Cycle.stage) == Stage.INVITED, sa.and_(col(Cycle.stage) == Stage.DECLINED, col(Recall.ended_why) == Stop.DECLINED))
    found = found.where(col(Cycle.closed_on).is_(None), stage, ~newer, place_of().is_not(None))
    return found.where(sa.or_(col(Recall.ended_at).is_not(None), ~stopped_standing()))


def counts_of(session: Session, practice_id: UUID) -> dict[Place, int]:
    place = place_of().label("place")
    found = standing_recalls(place, sa.func.count()).where(col(Recall.practice_id) == practice_id).group_by(sa.text("place"))
    return {Place(row[0]): row[1] for row in session.execute(found)}


def asked_people(session: Session, practice_id: UUID, places: tuple[Place, ...], page: int = 1) -> list[Asked]:
    """By name, one page of them."""
    place, newest = place_of(), aliased(Reply)
    last = sa.select(newest.id).where(newest.recall_id == Recall.id).order_by(newest.at.desc(), newest.id).limit(1).scalar_subquery()  # type: ignore
    wanted = (Recall.id, Recall.person_id, Person.surname, Person.given_name, place, Recall.begun_at, Recall.next_on, Recall.by_hand_since, Recall.by_hand_why)
    wanted += (Attempt.means, Attempt.made_at, Message.state, Reply.said, Reply.at, Reply.month, Reply.sure_at)  # type: ignore[assignment]
    found = standing_recalls(*wanted).where(col(Recall.practice_id) == practice_id, place.in_([one.value for one in places]))
    found = found.outerjoin(Attempt, LAST_TRY).outerjoin(Message, col(Message.id) == Attempt.message_id).outerjoin(Reply, col(Reply.id) == last)
    found = found.order_by(col(Person.surname), col(Person.given_name), col(Recall.id)).limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)
    return [Asked(row[0], row[1], f"{row[2]}, {row[3]}", Place(row[4]), *row[5:15], row[15] is not None) for row in session.execute(found)]


@dataclass(frozen=True)
class Turn:
    """Somebody who was never asked this year and whose month has come. `name` is surname first."""

    person_id: UUID
    name: str
    month: int


def whose_turn(session: Session, practice_id: UUID, on: date) -> list[Turn]:
    """By name. Who opted out, died or left is not here."""
    setting = setting_of(session, practice_id)
    own = sa.and_(col(RecallMonth.person_id) == Person.id, col(RecallMonth.ended_at).is_(None))
    here = sa.and_(col(Registration.person_id) == Person.id, col(Registration.practice_id) == practice_id, col(Registration.ended_on).is_(None))
    found = select(Person.id, Person.surname, Person.given_name, Person.born_on, RecallMonth.month, Cycle.started_on)  # type: ignore[call-overload]
    found = found.join(Cycle, col(Cycle.person_id) == Person.id).join(Registration, here).outerjoin(RecallMonth, own)
    found = found.where(Cycle.practice_id == practice_id, Cycle.stage == Stage.ENTRY, col(Cycle.closed_on).is_(None), col(Person.died_on).is_(None))
    rows = session.execute(found.where(MAY_BE_LOOKED_FOR).order_by(col(Person.surname), col(Person.given_name), col(Person.id)))
    turns = [(row, month_of(row.born_on, setting.month, row.month)) for row in rows]
    return [Turn(row.id, f"{row.surname}, {row.given_name}", month) for row, month in turns if is_months_turn(month, row.started_on, on)]
