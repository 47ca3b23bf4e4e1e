"""Saying no to being looked for and invited, and the way back. What was begun already is the person's, and stays.

Nobody is looked up or asked any more: a year at its entry, or one they were only invited to, is set aside, and what waits to ask them
stops. A booked talk, results on their way, a pack and a plan stay as they are: whoever says "do not look for me" did not say "take my
care away". Whether they want their talk they say by the talk itself.
"""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.base.clock import pathway_now
from webapp.messages.changes import cancel_messages
from webapp.messages.rules import INVITES
from webapp.pathway.changes import move
from webapp.pathway.models import Stage
from webapp.pathway.queries import held_cycle, moves_of
from webapp.people.models import OptOutWay, Person, PlanningOptOut
from webapp.people.queries import standing_opt_out
from webapp.tasks.changes import close_tasks_of
from webapp.tasks.models import TaskKind

WHY = "said no to being looked for"
NOT_BEGUN = (Stage.ENTRY, Stage.INVITED)


def opt_out(session: Session, *, person: Person, how: OptOutWay, by: UUID | None, staff: UUID | None = None) -> bool:
    """From this transaction on nobody looks for them or invites them. `by` is an account id, `staff` who wrote it down for them. False: it was so already."""
    cycle = held_cycle(session, person.id)
    if not opt_out_once(session, PlanningOptOut(person_id=person.id, why=how, recorded_by_id=staff)):
        return False
    if cycle is not None and cycle.stage in NOT_BEGUN:
        move(session, cycle=cycle, to=Stage.DECLINED, by=by, why=WHY)
    cancel_messages(session, person=person, by=by, why="opted_out", kinds=tuple(INVITES))
    close_tasks_of(session, person_id=person.id, kinds=(TaskKind.INVITE_BY_HAND,), by=staff, outcome="opted_out")
    return True


def opt_out_once(session: Session, made: PlanningOptOut) -> bool:
    """Two presses at once are one: the index of open ones lets only the first in."""
    session.flush()
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(PlanningOptOut)
    one_open = {"index_elements": ["person_id"], "index_where": sa.text("ended_at IS NULL")}
    added = session.execute(insert.values(made.model_dump()).on_conflict_do_nothing(**one_open).returning(col(PlanningOptOut.id)))
    return added.first() is not None


def opt_in(session: Session, *, person: Person, by: UUID | None, staff: UUID | None = None) -> bool:
    """They may be looked for and asked again. A year that was set aside only by their no stands at its entry again. False: there was no such no."""
    cycle = held_cycle(session, person.id)
    standing = standing_opt_out(session, person.id)
    if standing is None:
        return False
    standing.ended_at, standing.ended_by_id = pathway_now(), staff
    session.add(standing)
    session.flush()
    moves = moves_of(session, cycle.id) if cycle else []
    if cycle is not None and cycle.stage is Stage.DECLINED and moves and moves[-1].why == WHY:
        move(session, cycle=cycle, to=Stage.ENTRY, by=by, why="may be looked for again")
    return True
