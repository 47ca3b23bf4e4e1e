"""The rows of one new person, ready to insert. Made before the database is asked to wait: sealing and ids cost more than the inserting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from webapp.accounts.models import Account
from webapp.base.clock import today
from webapp.base.records import timed_id
from webapp.base.sealing import ring, where
from webapp.comparisons.people_plans import CONTACTS, LISTS, fingerprint
from webapp.database.bulk import insert_rows
from webapp.people.models import ContactKind, ContactPoint, Need, Person, Registration
from webapp.portions.models import ImportedChange, ImportRun
from webapp.portions.snapshots import change_values, snapshot_of
from webapp.reports.people_rows import PersonRow
from webapp.reports.terms import Term


@dataclass(slots=True)
class Lines:
    """`rows`: a Core table and the values of one row of it, in the order they may be inserted. `was`: what undoing needs to know of them."""

    person_id: UUID
    was: dict[str, Any] = field(default_factory=dict)
    rows: list[tuple[sa.Table, dict]] = field(default_factory=list)

    def put(self, table: sa.Table, **values) -> None:
        made = values.get("id") or values.setdefault("id", timed_id())
        self.rows.append((table, values))
        self.was.setdefault("rows", {}).setdefault(table.name, []).append(made.hex)

    def noted(self, run_id: UUID) -> "Lines":
        """With the row that lets the import be undone."""
        note = change_values(run_id, table_name="person", row_id=self.person_id, person_id=self.person_id, was=self.was)
        self.rows.append((ImportedChange.__table__, note))
        return self


def insert(session: Session, every: Iterable[Lines]) -> None:
    """A statement a table, however many people."""
    tables: dict[sa.Table, list[dict]] = defaultdict(list)
    for lines in every:
        for table, values in lines.rows:
            tables[table].append(values)
    for table, rows in tables.items():
        insert_rows(session, table, rows)


def lines_for(run: ImportRun, row: PersonRow, at: datetime, *, person_id: UUID | None = None) -> Lines:
    """Somebody new here. `person_id` when the row of the person is there already."""
    lines = Lines(person_id or timed_id(), {"said": snapshot_of(row)})
    who = {"person_id": lines.person_id}
    if person_id is None:
        lines.put(Person.__table__, id=lines.person_id, **person_values(row, at))
        lines.put(Account.__table__, **who, made_at=at)
    lines.put(Registration.__table__, **who, practice_id=run.practice_id, started_on=today(), seen_at=at)
    for kind, name in CONTACTS.items():
        for value in getattr(row, name) or ():
            put_contact(lines, kind, value, at)
    for name in LISTS:
        put_terms(lines, name, getattr(row, name) or (), at)
    return lines.noted(run.id)


def person_values(row: PersonRow, at: datetime) -> dict:
    return {
        "nhs_number": row.who.nhs_number,
        "surname": row.who.surname,
        "given_name": row.who.given_name,
        "born_on": row.who.born_on,
        "sex": row.sex,
        "language": row.language or "en",
        "ethnic_group": row.ethnic_group,
        "deprivation": row.deprivation,
        "died_on": row.died_on,
        "conditions_imported_at": None if row.conditions is None else at,
        "made_at": at,
    }


def put_contact(lines: Lines, kind: ContactKind, value: str, at: datetime) -> None:
    made = timed_id()
    sealed = {"value_sealed": ring().seal(value, where("contact_point", "value_sealed", made)), "value_index": fingerprint(kind, value)}
    lines.put(ContactPoint.__table__, id=made, person_id=lines.person_id, kind=kind, source="import", recorded_at=at, **sealed)


def put_terms(lines: Lines, name: str, terms: Sequence[Term], at: datetime) -> None:
    for term in terms:
        code = term.code or ("other" if LISTS[name] is Need else None)
        lines.put(LISTS[name].__table__, person_id=lines.person_id, code=code, words=term.words, recorded_at=at)
