"""After the demo's clock moved: do whatever fell due and let the texts out, without waiting for the worker's next look."""

from webapp.channels.choice import channels_for
from webapp.database.session import Database
from webapp.demo.clock import apply_shift
from webapp.jobs import before_each, prepare, run_due
from webapp.outbox.sending import drain
from webapp.settings import Settings


def settle(database: Database, settings: Settings) -> None:
    """Safe beside a running worker: a message is claimed once."""
    if apply_shift not in before_each:
        before_each.append(apply_shift)
    run_due(database, settings)
    prepare(database)
    drain(database, channels_for(settings, database), settings)
