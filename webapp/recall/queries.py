"""Reading who is asked, how often, and what would stop it. Each list in one statement, however many people there are."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.base.clock import wall
from webapp.database.among import among
from webapp.messages.models import Message, MessageState
from webapp.pathway.models import Appointment, Cycle, Stage
from webapp.pathway.queries import STANDS
from webapp.people.models import Person, PlanningOptOut, Registration
from webapp.recall.models import Attempt, Recall, RecallMonth, RecallSetting, Reply, Said, Stop
from webapp.recall.rules import CALLED_OFF, Standing
from webapp.tasks.models import Task, TaskKind

IS_OPEN = col(Recall.ended_at).is_(None)
# The last time the engine asked: its try has the number of all the tries.
LAST_TRY = sa.and_(col(Attempt.recall_id) == col(Recall.id), col(Attempt.number) == col(Recall.tries))


def setting_of(session: Session, practice_id: UUID) -> RecallSetting:
    """The practice's own, or what is usual; that one is in no table."""
    return session.exec(select(RecallSetting).where(RecallSetting.practice_id == practice_id)).first() or RecallSetting(practice_id=practice_id)


def month_chosen_by(session: Session, person_id: UUID) -> RecallMonth | None:
    return session.exec(select(RecallMonth).where(RecallMonth.person_id == person_id, col(RecallMonth.ended_at).is_(None))).first()


def open_recall(session: Session, cycle_id: UUID) -> Recall | None:
    """Held until the transaction ends."""
    found = select(Recall).where(Recall.cycle_id == cycle_id, IS_OPEN).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).first()


def last_recall(session: Session, cycle_id: UUID) -> Recall | None:
    return session.exec(select(Recall).where(Recall.cycle_id == cycle_id).order_by(col(Recall.begun_at).desc(), col(Recall.id)).limit(1)).first()


def held_recall(session: Session, recall_id: UUID) -> Recall | None:
    return session.exec(select(Recall).where(Recall.id == recall_id).with_for_update().execution_options(populate_existing=True)).first()


def replies_to(session: Session, recall_id: UUID) -> list[Reply]:
    """The newest first."""
    return list(session.exec(select(Reply).where(Reply.recall_id == recall_id).order_by(col(Reply.at).desc(), col(Reply.id))))


def last_message_state(session: Session, recall: Recall) -> MessageState | None:
    found = sa.select(Message.state).join(Attempt, col(Attempt.message_id) == Message.id)  # type: ignore[call-overload]
    return session.scalar(found.where(col(Attempt.recall_id) == recall.id, col(Attempt.number) == recall.tries))


def facts() -> tuple[Any, ...]:
    """For a recall joined with its cycle and its person: what Standing says, in its order."""
    here = sa.exists().where(
        col(Registration.person_id) == Recall.person_id, col(Registration.practice_id) == Recall.practice_id, col(Registration.ended_on).is_(None)
    )
    said_no = sa.exists().where(col(PlanningOptOut.person_id) == Recall.person_id, col(PlanningOptOut.ended_at).is_(None))
    booked = sa.exists().where(col(Appointment.cycle_id) == Recall.cycle_id, *STANDS, col(Appointment.starts_at) > wall())
    # The pathway's clock may stand elsewhere than a task's: one that is open counts whenever it was opened.
    wanted = sa.or_(col(Task.closed_at).is_(None), col(Task.opened_at) >= Recall.begun_at)
    asked = sa.exists().where(col(Task.person_id) == Recall.person_id, col(Task.kind) == TaskKind.TALK_WANTED, wanted)
    closed, died = col(Cycle.closed_on).is_not(None), col(Person.died_on).is_not(None)
    return (col(Cycle.stage), closed, died, here, said_no, booked, asked)


def standings(session: Session, recall_ids: Collection[UUID]) -> dict[UUID, Standing]:
    found = (
        sa.select(col(Recall.id), *facts()).select_from(Recall).join(Cycle, col(Cycle.id) == Recall.cycle_id).join(Person, col(Person.id) == Recall.person_id)
    )
    rows = session.execute(found.where(among(col(Recall.id), "ids")), {"ids": list(recall_ids)})
    return {row[0]: Standing(row[1], *map(bool, row[2:])) for row in rows}


def stopped_standing() -> sa.ColumnElement[bool]:
    stage, closed, died, here, said_no, booked, asked = facts()
    return sa.or_(stage != Stage.INVITED, closed, died, ~here, said_no, booked, asked)


def to_look_at(session: Session, on: date) -> list[UUID]:
    """Open recalls with something to do: their day has come, their last text did not get there, or something stopped them."""
    broken = (MessageState.FAILED, *CALLED_OFF)
    found = sa.select(col(Recall.id)).join(Cycle, col(Cycle.id) == Recall.cycle_id).join(Person, col(Person.id) == Recall.person_id)
    found = found.outerjoin(Attempt, LAST_TRY).outerjoin(Message, col(Message.id) == Attempt.message_id)
    has_to_do = sa.and_(col(Recall.next_on).is_not(None), sa.or_(col(Recall.next_on) <= on, col(Message.state).in_(broken)))
    return list(session.scalars(found.where(IS_OPEN, sa.or_(has_to_do, stopped_standing())).order_by(col(Recall.id))))


def to_ask_again(session: Session, on: date) -> list[UUID]:
    """Recalls that ended with "not now, in that month", which has come, and after which nobody asked."""
    later = aliased(Recall)
    found = sa.select(col(Recall.id)).join(Reply, col(Reply.recall_id) == Recall.id).join(Cycle, col(Cycle.id) == Recall.cycle_id)
    found = found.where(col(Recall.ended_why) == Stop.NOT_NOW, col(Reply.said) == Said.NOT_NOW, col(Reply.month) <= on)
    found = found.where(col(Cycle.stage) == Stage.INVITED, col(Cycle.closed_on).is_(None))
    return list(session.scalars(found.where(~sa.exists().where(later.cycle_id == Recall.cycle_id, later.begun_at > Recall.begun_at)).distinct()))  # type: ignore[arg-type]
