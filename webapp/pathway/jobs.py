"""A conversation whose time has passed moves its cycle on. Safe to run twice."""

from webapp.base.clock import wall
from webapp.database.session import Database
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
