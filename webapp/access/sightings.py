"""Pages and acts about many people at once: each person met there gets a line of who looked, all of them in one statement."""

from collections.abc import Collection, Mapping
from datetime import time
from uuid import UUID, uuid4

from flask import request
from sqlmodel import Session

from webapp.access.guard import READS, note_access
from webapp.access.looks import LOOKS
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.queries import seen_since
from webapp.accounts.signed_in import visitor
from webapp.base.clock import in_london, london, now
from webapp.web.request import database, db


def note_seen(met: Mapping[Seen, Collection[UUID]]) -> None:
    """Once a day for each person, staff member and kind of page, however often it is opened: a list is opened fifty times a day."""
    write(new_today({(seen, person_id) for seen, people in met.items() for person_id in people}))


def note_few_seen(seen: Seen, people: Mapping[UUID, UUID | None]) -> None:
    """The same for a carer and the few they help, each with their practice or none: on the connection this page has already."""
    for _seen, person_id in new_today({(seen, person_id) for person_id in people}):
        note_access(visitor(), seen, person_id, people[person_id])  # type: ignore[arg-type]


def new_today(pairs: set[tuple[Seen, UUID]]) -> list[tuple[Seen, UUID]]:
    midnight, who = london(in_london(now()).date(), time()), visitor()
    known = seen_since(db, midnight, account_id=who.account_id, person_ids={person_id for _seen, person_id in pairs})  # type: ignore[union-attr]
    return sorted(pairs - known)


def note_each(permission: Permission, person_ids: Collection[UUID]) -> None:
    """An act about several people: a line for each, every time."""
    write([(permission, person_id) for person_id in person_ids])


def write(looks: Collection[tuple[str, UUID]]) -> None:
    who, at = visitor(), now()
    rows = [
        {"id": uuid4(), "person_id": person_id, "account_id": who.account_id, "practice_id": who.practice_id, "permission": word, "at": at}  # type: ignore[union-attr]
        for word, person_id in looks
    ]
    if rows and request.method in READS:
        # Its own short transaction: a reading transaction may not turn into a writing one. Nothing is shown before it is written.
        with database().writing() as session:
            insert(session, rows)
    elif rows:
        insert(db, rows)


def insert(session: Session, rows: list[dict]) -> None:
    session.connection().execute(LOOKS, rows)
