"""Write people down in bulk: a portion of a few hundred in a handful of statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.accounts.models import Account
from webapp.base.clock import now, today
from webapp.base.sealing import ring, where
from webapp.imports.models import ImportedChange, ImportRun
from webapp.imports.people_plans import CONTACTS, GONE_FROM_RECORD, LISTS, fingerprint
from webapp.imports.people_rows import PersonRow
from webapp.imports.plans import Added, Changed, Edit, Plan
from webapp.imports.snapshots import change_values, snapshot_of
from webapp.imports.terms import Term
from webapp.pathway.changes import start_cycles, step_aside
from webapp.pathway.models import Stage
from webapp.people.models import ContactKind, ContactPoint, Need, Person, Registration

REASON = "people report"
CONTACT_KINDS = {kind.value: kind for kind in ContactKind}


class Lines(defaultdict):
    """Table -> rows to insert, and what each person's rows were, for undoing."""

    def __init__(self):
        super().__init__(list)

    def put(self, table, was: dict, **values) -> UUID:
        made = values.setdefault("id", uuid4())
        self[table].append(values)
        was.setdefault("rows", {}).setdefault(table.__tablename__, []).append(str(made))
        return made

    def insert(self, session: Session) -> None:
        for table, rows in self.items():
            session.execute(sa.insert(table.__table__), rows)


def write_people(session: Session, run: ImportRun, plan: Plan, *, by: UUID | None) -> None:
    """`by` is an account id. Deaths go through the pathway, one by one, because they cancel what waits."""
    add_people(session, run, plan.added, by=by)
    for changed in plan.changed:
        change_person(session, run, changed, by=by)


def add_people(session: Session, run: ImportRun, added: Sequence[Added], *, by: UUID | None) -> None:
    lines, at = Lines(), now()
    ids = {added_row.row.line: again(session, added_row) or uuid4() for added_row in added}
    for one in added:
        person_id, was = ids[one.row.line], {"said": snapshot_of(one.row)}
        if one.known is None:
            lines.put(Person, was, id=person_id, **person_values(one.row, at))
            lines.put(Account, was, person_id=person_id, made_at=at)
        lines.put(Registration, was, person_id=person_id, practice_id=run.practice_id, started_on=today())
        put_contacts(lines, was, one.row, person_id, at)
        for name in LISTS:
            put_terms(lines, was, name, getattr(one.row, name) or (), person_id, at)
        lines[ImportedChange].append(change_values(run.id, table_name="person", row_id=person_id, person_id=person_id, was=was))
    lines.insert(session)
    entering = [ids[one.row.line] for one in added if one.row.conditions and not one.row.died_on]
    start_cycles(session, person_ids=entering, practice_id=run.practice_id, reason=REASON, by=by)


def again(session: Session, added: Added) -> UUID | None:
    """Somebody whom an undone import had brought here once: the row stays, what the report says is written anew."""
    if added.known is None:
        return None
    session.execute(sa.update(Person).where(col(Person.id) == added.known.id).values(person_values(added.row, now())))
    return added.known.id


def person_values(row: PersonRow, at: datetime) -> dict:
    return {
        "nhs_number": row.who.nhs_number,
        "surname": row.who.surname,
        "given_name": row.who.given_name,
        "born_on": row.who.born_on,
        "sex": row.sex,
        "language": row.language or "en",
        "died_on": row.died_on,
        "conditions_imported_at": None if row.conditions is None else at,
        "made_at": at,
    }


def put_contacts(lines: Lines, was: dict, row: PersonRow, person_id: UUID, at: datetime) -> None:
    for kind, name in CONTACTS.items():
        for value in getattr(row, name) or ():
            put_contact(lines, was, kind, value, person_id, at)


def put_contact(lines: Lines, was: dict, kind: ContactKind, value: str, person_id: UUID, at: datetime) -> None:
    made = uuid4()
    sealed = {"value_sealed": ring().seal(value, where("contact_point", "value_sealed", made)), "value_index": fingerprint(kind, value)}
    lines.put(ContactPoint, was, id=made, person_id=person_id, kind=kind, source="import", recorded_at=at, **sealed)


def put_terms(lines: Lines, was: dict, name: str, terms: Sequence[Term], person_id: UUID, at: datetime) -> None:
    for term in terms:
        code = term.code or ("other" if LISTS[name] is Need else None)
        lines.put(LISTS[name], was, person_id=person_id, code=code, words=term.words, recorded_at=at)


def change_person(session: Session, run: ImportRun, changed: Changed, *, by: UUID | None) -> None:
    lines, at, known = Lines(), now(), changed.known
    was: dict = {"said": snapshot_of(changed.row)}
    for edit in changed.edits:
        change_field(session, lines, was, edit, known.id, at)
        if edit.field == "died_on":
            step_aside(session, person=session.get_one(Person, known.id), to=Stage.DIED, by=by, why="in the GP record", on=edit.come[0])
    if changed.row.conditions is not None and known.conditions_imported_at is None:
        session.execute(sa.update(Person).where(col(Person.id) == known.id).values(conditions_imported_at=at))
    lines[ImportedChange].append(change_values(run.id, table_name="person", row_id=known.id, person_id=known.id, was=was | {"changed": True}))
    lines.insert(session)


def change_field(session: Session, lines: Lines, was: dict, edit: Edit, person_id: UUID, at: datetime) -> None:
    if kind := CONTACT_KINDS.get(edit.field):
        session.execute(sa.update(ContactPoint).where(col(ContactPoint.id).in_(edit.gone)).values(stopped_at=at, stopped_why=GONE_FROM_RECORD))
        for value in edit.come:
            put_contact(lines, was, kind, value, person_id, at)
    elif table := LISTS.get(edit.field):
        session.execute(sa.update(table).where(table.__table__.c.id.in_(edit.gone)).values(ended_at=at))
        put_terms(lines, was, edit.field, edit.come, person_id, at)
    else:
        was.setdefault("old", {})[edit.field] = edit.old or None
        if edit.field != "died_on":
            session.execute(sa.update(Person).where(col(Person.id) == person_id).values({edit.field: edit.come[0]}))
    if edit.gone:
        was.setdefault("ended", {}).setdefault("contact_point" if kind else LISTS[edit.field].__tablename__, []).extend(map(str, edit.gone))
