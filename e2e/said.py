"""Every text about a person that lies sealed in the database, whose it is and from which column: whatever a journey typed is planted too."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from e2e.plants import MARK, about_a_person, classes
from webapp.base.sealing import sealed
from webapp.practices.models import StaffMember

# What a person or a clinician wrote for each other: reception and managers never meet it.
ANSWERS = {"album_piece", "agenda_item", "answer", "duty_entry", "line_decision", "note", "plan_agreement", "plan_revision", "plan_words", "suggestion"}
PLAN = {"album_piece", "plan_agreement", "plan_words", "suggestion"}
# Sealed, and no words of anybody's: photos and sounds, numbers and names to reach somebody, messages (looked at one by one), what a task is for at the desk.
NOT_SAID = {"album_file", "code", "contact_point", "imported_change", "message", "rule_hit", "sharing_grant", "task"}
SHORTEST = 12


@dataclass(frozen=True)
class Said:
    """`text` as it would stand on a page."""

    text: str
    column: str
    person_id: UUID

    @property
    def is_an_answer(self) -> bool:
        return self.column.split(".")[0] in ANSWERS

    @property
    def is_of_the_plan(self) -> bool:
        return self.column.split(".")[0] in PLAN


@cache
def way_to_person(table: sa.Table) -> tuple[tuple[sa.Column, sa.Column], ...]:
    """The foreign keys that lead from a table to the person, one after the other."""
    for column in table.columns:
        for key in column.foreign_keys:
            if key.column.table.name == "person" and not column.name.endswith("by_id"):
                return ((column, key.column),)
    for column in table.columns:
        for key in column.foreign_keys:
            if key.column.table in about_a_person() and key.column.table is not table and not column.name.endswith("by_id"):
                return ((column, key.column), *way_to_person(key.column.table))
    raise LookupError(table.name)


def said(session: Session) -> list[Said]:
    """Words long enough to be told from others. The planted person's are not among them: nobody may see those at all."""
    found = [one for table in about_a_person() if table.name not in NOT_SAID for one in said_in(session, table)]
    # Who helps at the surgery is named on many pages, and in many plans.
    names = set(session.exec(select(StaffMember.name)))
    return [one for one in found if MARK not in one.text and one.text not in names]


def said_in(session: Session, table: sa.Table) -> list[Said]:
    kind = classes()[table.name]
    hidden = {name: one.column for name, one in vars(kind).items() if isinstance(one, sealed)}
    if not hidden:
        return []
    asked = select(kind, way_to_person(table)[-1][0])
    for here, there in way_to_person(table)[:-1]:
        asked = asked.join(there.table, there == here)
    rows = session.execute(asked).all()
    texts = [(getattr(row, name) or "", f"{table.name}.{column}", person_id) for row, person_id in rows for name, column in hidden.items()]
    return [Said(text.strip(), column, person_id) for text, column, person_id in texts if len(text.strip()) >= SHORTEST and " " in text.strip()]
