"""Readings as a laboratory sends them, and people with some of them on file."""

from datetime import date, timedelta

from sqlmodel import col, select

from webapp.base.clock import today
from webapp.content.catalogue import results
from webapp.pathway.models import Cycle
from webapp.readings.values import read_value
from webapp.results.changes import record_results
from webapp.results.models import Hit, Result
from webapp.results.queries import ReleasedLine, released_results
from webapp.tasks.models import Task


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def lab(person, code: str, value: str, *, ago: int = 1, unit: str | None = None):
    """A row as `record_results` takes it, in the primary unit unless said."""
    entry = results()[code]
    return person.id, code, days_ago(ago), read_value(entry, value, unit or entry.unit)


def bring(session, practice, *rows, by=None, reaches_back_days: int | None = None):
    """Record these rows as one import would, and commit."""
    history = dict.fromkeys((row[1] for row in rows), days_ago(reaches_back_days)) if reaches_back_days else None
    made = record_results(session, rows=rows, practice=practice, by=by, history_from=history)
    session.commit()
    return made


def read(session, wanted) -> list:
    """As it stands now; the reading ends at once, so that a browser may write next."""
    found = list(session.exec(wanted.execution_options(populate_existing=True)))
    session.commit()
    return found


def hits_of(session, person) -> dict[str, Hit]:
    return {hit.rule_id: hit for hit in read(session, select(Hit).where(Hit.person_id == person.id))}


def open_rules(session, person) -> set[str]:
    return {rule for rule, hit in hits_of(session, person).items() if hit.closed_at is None}


def tasks_of(session, person) -> list[Task]:
    return read(session, select(Task).where(Task.person_id == person.id, col(Task.closed_at).is_(None)))


def the_result(session, person, code: str) -> Result:
    """The latest of that code."""
    return read(session, select(Result).where(Result.person_id == person.id, Result.code == code).order_by(col(Result.taken_on).desc()))[0]


def the_cycle(session, person) -> Cycle:
    return read(session, select(Cycle).where(Cycle.person_id == person.id))[0]


def released(session, person) -> list[ReleasedLine]:
    """What the person may see now."""
    found = released_results(session, the_cycle(session, person).id)
    session.commit()
    return found
