"""What each import wrote, kept sealed: so that it can be undone, and so that a later import knows what staff changed by hand since."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.records import timed_id
from webapp.base.sealing import ring, where
from webapp.comparisons.matches import in_portions
from webapp.portions.models import ImportedChange, ImportRun
from webapp.reports.people_rows import PersonRow

TABLE = ImportedChange.__tablename__


def change_values(run_id: UUID, *, table_name: str, row_id: UUID, person_id: UUID, was: Mapping[str, Any]) -> dict:
    """One imported_change row, ready to insert. `was` is what undoing needs; it is kept sealed."""
    made = timed_id()
    sealed = ring().seal(json.dumps(was, default=str, separators=(",", ":")), where(TABLE, "before_sealed", made))
    return {"id": made, "import_id": run_id, "table_name": table_name, "row_id": row_id, "person_id": person_id, "before_sealed": sealed}


def opened(row) -> dict:
    return json.loads(ring().unseal(row.before_sealed, where(TABLE, "before_sealed", row.id))) if row.before_sealed else {}


def snapshot_of(row: PersonRow) -> dict:
    """What the file said about a person. A column that was not there is not in it."""
    said = {"surname": row.who.surname, "given_name": row.who.given_name, "sex": row.sex, "language": row.language}
    said |= {"ethnic_group": row.ethnic_group, "deprivation": row.deprivation}
    lists = {"conditions": row.conditions, "needs": row.needs}
    found: dict[str, Any] = {name: value for name, value in said.items() if value}
    return found | {name: [term.key for term in terms] for name, terms in lists.items() if terms is not None}


def last_imported(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, dict]:
    """Person id -> what imports last said, the newest word for each field."""
    found: dict[UUID, dict] = {}
    wanted = sa.select(ImportedChange.__table__).join(ImportRun, col(ImportRun.id) == ImportedChange.import_id)
    for portion in in_portions(person_ids):
        rows = wanted.where(col(ImportedChange.table_name) == "person", col(ImportedChange.person_id).in_(portion)).order_by(col(ImportRun.made_at))
        for row in session.execute(rows):
            found.setdefault(row.person_id, {}).update(opened(row).get("said", {}))
    return found
