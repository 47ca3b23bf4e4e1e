"""Reading prints: by their sign, a person's own, and what was typed in of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.papers.models import Print, Typed
from webapp.pathway.models import Cycle
from webapp.people.models import Person
from webapp.practices.models import StaffMember
from webapp.preparation.models import AgendaItem, Note
from webapp.tasks.models import TaskKind
from webapp.tasks.queries import open_tasks_for


def print_of(session: Session, practice_id: UUID, code: str) -> Print | None:
    """The print with this sign, of this practice."""
    return session.exec(select(Print).where(Print.code == code, Print.practice_id == practice_id)).first()


def person_print(session: Session, person_id: UUID, print_id: UUID) -> Print | None:
    return session.exec(select(Print).where(Print.id == print_id, Print.person_id == person_id)).first()


def is_taken(session: Session, code: str) -> bool:
    return session.exec(select(Print.id).where(Print.code == code)).first() is not None


@dataclass(frozen=True)
class Made:
    """A print as its person sees it. `typed_at` and `by` are the latest answer typed in from it."""

    print: Print
    typed_at: datetime | None
    by: str | None


def prints_of(session: Session, cycle_id: UUID) -> list[Made]:
    """This year's, the newest first."""
    latest = sa.select(Typed.print_id, sa.func.max(Typed.typed_at).label("at")).group_by(col(Typed.print_id)).subquery()
    hand = sa.and_(col(Typed.print_id) == latest.c.print_id, col(Typed.typed_at) == latest.c.at)
    found = (
        sa.select(Print, latest.c.at, sa.func.max(StaffMember.name))
        .outerjoin(latest, latest.c.print_id == col(Print.id))
        .outerjoin(Typed, hand)
        .outerjoin(StaffMember, col(StaffMember.id) == Typed.typed_by_id)
        .where(col(Print.cycle_id) == cycle_id)
        .group_by(col(Print.id), latest.c.at)
        .order_by(col(Print.made_at).desc())
    )
    return [Made(*row) for row in session.execute(found)]


def standing_typed(session: Session, print_id: UUID) -> list[Typed]:
    """What was typed in of a print, the latest of each code, oldest first."""
    found = select(Typed).where(Typed.print_id == print_id, col(Typed.replaced_at).is_(None))
    return list(session.exec(found.order_by(col(Typed.typed_at), col(Typed.code))))


def changed_on_screen_at(session: Session, pack_id: UUID) -> datetime | None:
    """When the person last changed anything of the pack themselves."""
    at = [
        session.execute(sa.select(sa.func.max(column)).where(table.pack_id == pack_id, col(table.channel) == "own")).scalar()
        for table, columns in ((Note, (Note.saved_at, Note.replaced_at)), (AgendaItem, (AgendaItem.chosen_at, AgendaItem.withdrawn_at)))
        for column in columns
    ]
    return max(filter(None, at), default=None)


@dataclass(frozen=True, slots=True)
class TypedIn:
    """From whose hands a cycle's paper answers came, and when the last of them."""

    by: tuple[str, ...]
    at: datetime


def typed_in(session: Session, cycle_ids: Collection[UUID]) -> dict[UUID, TypedIn]:
    """Cycle -> who typed in its papers; cycles without any are left out. One statement."""
    found = (
        sa.select(Print.cycle_id, StaffMember.name, sa.func.max(Typed.typed_at))  # type: ignore[call-overload]
        .join(Typed, col(Typed.print_id) == Print.id)
        .join(StaffMember, col(StaffMember.id) == Typed.typed_by_id)
        .where(col(Print.cycle_id).in_(cycle_ids))
        .group_by(col(Print.cycle_id), col(StaffMember.name))
        .order_by(col(StaffMember.name))
    )
    rows: dict[UUID, list[tuple[str, datetime]]] = {}
    for cycle_id, name, at in session.execute(found):
        rows.setdefault(cycle_id, []).append((name, at))
    return {cycle_id: TypedIn(tuple(name for name, _at in said), max(at for _name, at in said)) for cycle_id, said in rows.items()}


def people_to_print(session: Session, practice_id: UUID) -> list[Person]:
    """Everyone whose pack waits to go on paper, the most pressing first."""
    asked = [task.person_id for task in open_tasks_for(session, practice_id, kinds=(TaskKind.PRINT_PACK,)) if task.person_id]
    found = {person.id: person for person in session.exec(select(Person).where(col(Person.id).in_(asked)))}
    return [found[person_id] for person_id in dict.fromkeys(asked) if person_id in found]


def cycle_of(session: Session, printed: Print) -> Cycle | None:
    """The year the print was made for, while it is open."""
    found = session.get(Cycle, printed.cycle_id)
    return found if found is not None and found.closed_on is None else None
