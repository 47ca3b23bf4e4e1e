"""Take back what an import did to one person: somebody new goes, somebody known is as before."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from webapp.accounts.links import stop_links
from webapp.accounts.models import Account
from webapp.base.clock import pathway_now, today
from webapp.comparisons.matches import UNDONE
from webapp.messages.changes import cancel_messages
from webapp.pathway.changes import come_back
from webapp.pathway.models import Cycle, Stage, StageMove
from webapp.people.models import ContactPoint, Need, Person, PersonCondition, Registration

# In the order they may go: nothing before what points to it.
TABLES = {table.__tablename__: table for table in (ContactPoint, PersonCondition, Need, Registration, Account, Person)}
REOPENS = {"contact_point": {"stopped_at": None, "stopped_why": None}, "person_condition": {"ended_at": None}, "need": {"ended_at": None}}


def take_back_person(session: Session, person_id: UUID, was: dict, *, practice_id: UUID, by: UUID | None) -> None:
    """`by` is an account id."""
    if was.get("changed"):
        put_back(session, person_id, was, practice_id=practice_id, by=by)
        return
    try:
        with session.begin_nested():
            remove(session, person_id, was)
    except IntegrityError:
        # Somebody has looked at or written about this person: the row stays, out of everybody's reach.
        put_out_of_reach(session, person_id, by=by)


def remove(session: Session, person_id: UUID, was: dict) -> None:
    begun = sa.select(col(Cycle.id)).where(col(Cycle.person_id) == person_id, col(Cycle.stage) == Stage.ENTRY)
    session.execute(sa.delete(StageMove).where(col(StageMove.cycle_id).in_(begun)).execution_options(synchronize_session=False))
    session.execute(sa.delete(Cycle).where(col(Cycle.person_id) == person_id, col(Cycle.stage) == Stage.ENTRY))
    for name, table in TABLES.items():
        if ids := [UUID(one) for one in was.get("rows", {}).get(name, ())]:
            session.execute(sa.delete(table).where(table.__table__.c.id.in_(ids)))


def put_out_of_reach(session: Session, person_id: UUID, *, by: UUID | None) -> None:
    person = session.get_one(Person, person_id)
    cancel_messages(session, person=person, by=by, why=UNDONE)
    stop_links(session, person=person, why=UNDONE)
    open_now = (col(Registration.person_id) == person_id, col(Registration.ended_on).is_(None))
    session.execute(sa.update(Registration).where(*open_now).values(ended_on=today(), ended_why=UNDONE))
    session.execute(sa.update(Cycle).where(col(Cycle.person_id) == person_id, col(Cycle.closed_on).is_(None)).values(closed_on=today()))


def put_back(session: Session, person_id: UUID, was: dict, *, practice_id: UUID, by: UUID | None) -> None:
    """A field that staff changed since is theirs and stays."""
    person = session.exec(select(Person).where(col(Person.id) == person_id)).one()
    for field, old in was.get("old", {}).items():
        if field == "died_on":
            come_back(session, person=person, practice_id=practice_id, by=by, why=UNDONE)
        elif getattr(person, field) == was["said"].get(field):
            setattr(person, field, old)
    session.add(person)
    session.flush()
    for name, ids in was.get("rows", {}).items():
        take_away(session, TABLES[name], [UUID(one) for one in ids])
    for name, ids in was.get("ended", {}).items():
        table = TABLES[name]
        session.execute(sa.update(table).where(table.__table__.c.id.in_([UUID(one) for one in ids])).values(REOPENS[name]))


def take_away(session: Session, table, ids: list[UUID]) -> None:
    """A number that staff confirmed since is theirs and stays."""
    chosen = [table.__table__.c.id.in_(ids)] + ([col(ContactPoint.confirmed_at).is_(None)] if table is ContactPoint else [])
    try:
        with session.begin_nested():
            session.execute(sa.delete(table).where(*chosen))
    except IntegrityError:
        ends = {"stopped_at": pathway_now(), "stopped_why": UNDONE} if table is ContactPoint else {"ended_at": pathway_now()}
        session.execute(sa.update(table).where(*chosen).values(ends))
