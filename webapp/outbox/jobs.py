"""Messages that wait for a fresher list of people are looked at while they wait. Safe to run twice."""

from webapp.database.session import Database
from webapp.outbox.details import look_at_held, waiting_for_list


def look_for_fresh_details(database: Database) -> int:
    """Returns how many came free, or left the queue."""
    with database.reading() as session:
        if session.execute(waiting_for_list().limit(1)).first() is None:
            return 0
    with database.writing() as session:
        return look_at_held(session)
