"""Every minute: the first five are judged, and the rest let go. Safe to run twice, and on every machine."""

from uuid import UUID

from webapp.base.clock import wall
from webapp.batches.changes import look_again
from webapp.batches.models import Batch
from webapp.batches.queries import batches_to_look_at
from webapp.database.session import Database
from webapp.practices.models import Practice


def look_at_batches(database: Database) -> int:
    """Short transactions, a portion each, for each batch with something that waits. Returns of how many messages something was decided."""
    with database.reading() as session:
        waiting = batches_to_look_at(session, wall())
    found = 0
    for batch_id in waiting:
        while did := one_look(database, batch_id):
            found += did
    return found


def one_look(database: Database, batch_id: UUID) -> int:
    with database.writing() as session:
        batch = session.get_one(Batch, batch_id)
        return look_again(session, batch=batch, practice=session.get_one(Practice, batch.practice_id))
