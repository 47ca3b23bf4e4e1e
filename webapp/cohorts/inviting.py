"""Asking people whom a saved search found: the recall asks them, and here it is kept from which search and why."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.cohorts.changes import look_again, note_invited
from webapp.cohorts.models import Cohort
from webapp.database.among import among
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.recall.changes import Invited, ask_people


def ask(session: Session, *, cohort: Cohort, practice: Practice, person_ids: Collection[UUID], by: UUID, staff_id: UUID, base_url: str) -> Invited:
    """`by` is an account id, `staff_id` the same person's. Whoever was asked meanwhile by somebody else is skipped, and not counted here."""
    found = select(Person).where(among(col(Person.id), "ids")).order_by(sa.func.lower(Person.surname), col(Person.id))
    people = list(session.exec(found, params={"ids": list(person_ids)}))
    told = ask_people(session, people=people, practice=practice, label=cohort.name, by=by, base_url=base_url, cohort=str(cohort.id))
    note_invited(session, cohort=cohort, person_ids=[*told.written, *told.by_hand], by=staff_id)
    look_again(session, cohort=cohort, by=staff_id)
    return told
