"""Writing an assessment down. Nothing is written over; `by` is a staff member's id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.assessments.models import CarerConsent, Domain, DomainWords, FromOthers, Need, NeedKind, Outcome
from webapp.base.clock import pathway_now
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.models import Practice


@dataclass(frozen=True, slots=True)
class Given:
    """One domain as posted. `seen` is the row the form was showing, None for an empty box."""

    text: str
    seen: UUID | None = None


def about(session: Session, person: Person, practice: Practice, by: UUID) -> dict[str, Any]:
    cycle = open_cycle(session, person.id)
    return {"person_id": person.id, "practice_id": practice.id, "cycle_id": cycle.id if cycle else None, "recorded_by_id": by}


def write_domains(session: Session, *, person: Person, practice: Practice, given: Mapping[Domain, Given], by: UUID) -> dict[Domain, str]:
    """Keep what changed. Returns domain -> what somebody else wrote meanwhile, where both changed; nothing is written there."""
    rows = select(DomainWords).where(DomainWords.person_id == person.id, DomainWords.practice_id == practice.id, col(DomainWords.replaced_at).is_(None))
    standing = {row.domain: row for row in session.exec(rows.order_by(DomainWords.domain).with_for_update())}
    always, clashes = about(session, person, practice, by), {}
    for domain, said in given.items():
        kept = standing.get(domain)
        text = kept.words or "" if kept else ""
        if said.text == text:
            continue
        if kept and kept.id != said.seen:
            clashes[domain] = text
            continue
        if kept:
            kept.replaced_at = pathway_now()
            session.add(kept)
            session.flush()
        if said.text:
            session.add(DomainWords(**always, domain=domain, words=said.text))
    session.flush()
    return clashes


def add_need(session: Session, *, person: Person, practice: Practice, domain: Domain, kind: NeedKind, words: str, by: UUID) -> Need:
    made = Need(**about(session, person, practice, by), domain=domain, kind=kind, words=words)
    session.add(made)
    session.flush()
    return made


def decide_need(session: Session, *, need: Need, outcome: Outcome | None, plan_item_id: UUID | None, why: str, by: UUID) -> None:
    """It is in the plan (as which item), or not now (and why), or open again."""
    need.outcome, need.plan_item_id, need.why = outcome, plan_item_id if outcome is Outcome.IN_PLAN else None, why or None
    need.decided_at, need.decided_by_id = (pathway_now(), by) if outcome else (None, None)
    session.add(need)
    session.flush()


def withdraw(session: Session, *, row: Need | FromOthers) -> None:
    """It was written by mistake. It stays on file, out of sight."""
    row.withdrawn_at = row.withdrawn_at or pathway_now()
    session.add(row)
    session.flush()


def keep_from_others(session: Session, *, person: Person, practice: Practice, source: str, dated_on: date, words: str, by: UUID) -> FromOthers:
    made = FromOthers(**about(session, person, practice, by), source=source, dated_on=dated_on, words=words)
    session.add(made)
    session.flush()
    return made


def record_carer_consent(session: Session, *, person: Person, practice: Practice, carer: str, said_on: date, by: UUID) -> CarerConsent:
    """The carer said yes themself. The consent before ends."""
    end_carer_consent(session, person=person, practice=practice)
    made = CarerConsent(person_id=person.id, practice_id=practice.id, recorded_by_id=by, carer=carer, said_on=said_on)
    session.add(made)
    session.flush()
    return made


def end_carer_consent(session: Session, *, person: Person, practice: Practice) -> None:
    """The carer takes it back: their own part is read by nobody from now on."""
    mine = sa.update(CarerConsent).where(col(CarerConsent.person_id) == person.id, col(CarerConsent.practice_id) == practice.id)
    session.execute(mine.where(col(CarerConsent.ended_at).is_(None)).values(ended_at=pathway_now()))
    session.flush()
