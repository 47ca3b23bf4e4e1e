"""Somebody who holds a plan: before the day of review, and after it has passed, the surgery is asked to look again."""

from webapp.base.clock import today
from webapp.database.session import Database
from webapp.grants.holding import ask_to_look_again
from webapp.grants.queries import holders_to_look_at


def report_holders(database: Database) -> int:
    """How many wait to be looked at."""
    with database.writing() as session:
        found = holders_to_look_at(session, today())
        for holder, practice_id in found:
            ask_to_look_again(session, holder=holder, practice_id=practice_id)
    return len(found)
