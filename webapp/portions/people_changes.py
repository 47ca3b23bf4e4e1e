"""Write people down in bulk: a portion of a few hundred in a handful of statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.clock import now
from webapp.comparisons.people_plans import GONE_FROM_RECORD, LISTS
from webapp.comparisons.plans import Added, Changed, Edit, Plan
from webapp.pathway.changes import start_cycles, step_aside
from webapp.pathway.models import Stage
from webapp.people.models import ContactKind, ContactPoint, Person
from webapp.portions.models import ImportRun
from webapp.portions.people_lines import Lines, insert, lines_for, person_values, put_contact, put_terms
from webapp.portions.snapshots import snapshot_of

REASON = "people report"
CONTACT_KINDS = {kind.value: kind for kind in ContactKind}


def write_people(session: Session, run: ImportRun, plan: Plan, *, by: UUID | None, ready: Mapping[int, Lines]) -> None:
    """`by` is an account id; `ready` the rows of new people made beforehand, by line of the file.

    Deaths go through the pathway, one by one, because they cancel what waits.
    """
    add_people(session, run, plan.added, by=by, ready=ready)
    for changed in plan.changed:
        change_person(session, run, changed, by=by)


def add_people(session: Session, run: ImportRun, added: Sequence[Added], *, by: UUID | None, ready: Mapping[int, Lines]) -> None:
    at = now()
    made = [(one.row, again(session, run, one, at) if one.known else ready.get(one.row.line) or lines_for(run, one.row, at)) for one in added]
    insert(session, (lines for _row, lines in made))
    entering = [lines.person_id for row, lines in made if row.conditions and not row.died_on]
    start_cycles(session, person_ids=entering, practice_id=run.practice_id, reason=REASON, by=by)


def again(session: Session, run: ImportRun, added: Added, at: datetime) -> Lines:
    """Somebody whom an undone import had brought here once: the row stays, what the report says is written anew."""
    session.execute(sa.update(Person).where(col(Person.id) == added.known.id).values(person_values(added.row, at)))
    return lines_for(run, added.row, at, person_id=added.known.id)


def change_person(session: Session, run: ImportRun, changed: Changed, *, by: UUID | None) -> None:
    at, known = now(), changed.known
    lines = Lines(known.id, {"said": snapshot_of(changed.row), "changed": True})
    for edit in changed.edits:
        change_field(session, lines, edit, at)
        if edit.field == "died_on":
            step_aside(session, person=session.get_one(Person, known.id), to=Stage.DIED, by=by, why="in the GP record", on=edit.come[0])
    if changed.row.conditions is not None and known.conditions_imported_at is None:
        session.execute(sa.update(Person).where(col(Person.id) == known.id).values(conditions_imported_at=at))
    insert(session, [lines.noted(run.id)])


def change_field(session: Session, lines: Lines, edit: Edit, at: datetime) -> None:
    if kind := CONTACT_KINDS.get(edit.field):
        session.execute(sa.update(ContactPoint).where(col(ContactPoint.id).in_(edit.gone)).values(stopped_at=at, stopped_why=GONE_FROM_RECORD))
        for value in edit.come:
            put_contact(lines, kind, value, at)
    elif table := LISTS.get(edit.field):
        session.execute(sa.update(table).where(table.__table__.c.id.in_(edit.gone)).values(ended_at=at))
        put_terms(lines, edit.field, edit.come, at)
    else:
        lines.was.setdefault("old", {})[edit.field] = edit.old or None
        if edit.field != "died_on":
            session.execute(sa.update(Person).where(col(Person.id) == lines.person_id).values({edit.field: edit.come[0]}))
    if edit.gone:
        lines.was.setdefault("ended", {}).setdefault("contact_point" if kind else LISTS[edit.field].__tablename__, []).extend(map(str, edit.gone))
