"""Every minute: the first five are judged, and the rest let go. Safe to run twice, and on every machine."""

from webapp.batches.changes import look_again
from webapp.batches.models import Batch
from webapp.batches.queries import batches_with_something_kept
from webapp.database.session import Database
from webapp.practices.models import Practice


def look_at_batches(database: Database) -> int:
    """One short transaction for each batch with something that waits. Returns how many messages were let go, or given up."""
    with database.reading() as session:
        waiting = batches_with_something_kept(session)
    found = 0
    for batch_id in waiting:
        with database.writing() as session:
            batch = session.get_one(Batch, batch_id)
            found += look_again(session, batch=batch, practice=session.get_one(Practice, batch.practice_id))
    return found
