"""The packs that are due: found by date, sent one by one. Safe to run twice and on every machine."""

from webapp.base.clock import today, wall
from webapp.database.session import Database
from webapp.preparation.queries import packs_due
from webapp.preparation.sending import send_pack


def send_due_packs(database: Database, base_url: str) -> int:
    """Returns how many went. One short transaction each, looked up again inside it: two machines send a pack once."""
    with database.reading() as session:
        waiting = [due.cycle.id for due in packs_due(session, today())]
    sent = 0
    for cycle_id in waiting:
        with database.writing() as session:
            for due in packs_due(session, today(), cycle_id=cycle_id):
                before = due.cycle.stage
                send_pack(session, due=due, base_url=base_url, wall=wall())
                sent += due.cycle.stage is not before
    return sent
