"""Once a day: what nobody looked at in time is reported to its practice, once."""

from webapp.base.clock import today
from webapp.database.session import Database
from webapp.leaflets.changes import subject_of
from webapp.leaflets.queries import out_of_date
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind


def report_out_of_date(database: Database) -> int:
    """How many are withheld now."""
    with database.writing() as session:
        found = out_of_date(session, today())
        for leaflet in found:
            why = f"{leaflet.title}: {leaflet.owner}"
            open_task(session, practice_id=leaflet.practice_id, kind=TaskKind.REVIEW_LEAFLET, subject=subject_of(leaflet.id), why=why)
    return len(found)
