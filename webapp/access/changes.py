"""Saying yes or no to what a person's words are used for beside their care. Nothing is deleted."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, select

from webapp.access.models import Consent, Use
from webapp.access.queries import consents_of
from webapp.base.clock import now
from webapp.people.models import Person


def hold(session: Session, person_id: UUID) -> None:
    """One change at a time to what a person shares and allows."""
    session.exec(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)).all()


def say_yes_to(session: Session, *, person_id: UUID, uses: Collection[Use], by: UUID) -> None:
    """Yes to these from now on, no to all others. Each change is a dated fact."""
    hold(session, person_id)
    given = consents_of(session, person_id)
    for use, consent in given.items():
        if use not in uses:
            consent.ended_at, consent.ended_by_id = now(), by
            session.add(consent)
    session.add_all(Consent(person_id=person_id, use=use, given_by_id=by) for use in Use if use in uses and use not in given)
    session.flush()
