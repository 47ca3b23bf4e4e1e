"""A conversation whose time has passed moves its cycle on. Safe to run twice."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import wall
from webapp.database.session import Database
from webapp.outbox.turns import YEARS
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.queries import passed_conversations


def close_passed(database: Database) -> int:
    """Returns how many moved. One short transaction each, so that saves elsewhere go through."""
    with database.reading() as session:
        waiting = [cycle.id for _talk, cycle in passed_conversations(session, wall())]
    for cycle_id in waiting:
        with database.writing() as session:
            cycle = session.get(Cycle, cycle_id)
            if cycle and cycle.closed_on is None and cycle.stage is not Stage.CONVERSATION:
                move(session, cycle=cycle, to=Stage.CONVERSATION, by=None, why="the time of the conversation has passed")
    return len(waiting)


def years_began(session: Session, people: Collection[UUID]) -> dict[UUID, date]:
    """From when on messages count: those of the year before do not."""
    open_years = sa.select(col(Cycle.person_id), sa.func.max(Cycle.started_on)).where(col(Cycle.person_id).in_(people), col(Cycle.closed_on).is_(None))
    return dict(tuple(row) for row in session.execute(open_years.group_by(col(Cycle.person_id))))


YEARS.append(years_began)
