"""Writing the cover and the duty list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from webapp.base.clock import in_london, now, pathway_now
from webapp.cover.models import OPEN, AlertTest, DutyEntry, MoodCover
from webapp.cover.queries import mood_cover, open_entry, tests_of
from webapp.messages.changes import queue_for_staff
from webapp.practices.models import Practice

TEMPLATE = "cover/duty"
USEFUL_FOR = timedelta(hours=4)
ONE_OPEN: dict[str, Any] = {"index_elements": ["practice_id", "subject"], "index_where": OPEN}


@dataclass(frozen=True)
class Chosen:
    """One answer in the words that the person chose; `first` are the first ones, when they were changed.

    `who`: own, with_me, for_me, letterbox, or one of the three on paper.
    """

    question: str
    words: str
    first: str | None = None
    who: str = ""


def insert_for(session: Session, table: type[SQLModel]):
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.flush()
    return dialect.insert(table)


def cover_to_change(session: Session, practice: Practice, by: UUID) -> MoodCover:
    session.execute(
        insert_for(session, MoodCover).values(MoodCover(practice_id=practice.id).model_dump()).on_conflict_do_nothing(index_elements=["practice_id"])
    )
    found = mood_cover(session, practice.id)
    if found is None:
        raise LookupError("the row just written is not there")
    found.changed_at, found.changed_by_id = pathway_now(), by
    session.add(found)
    return found


def keep_cover(session: Session, *, practice: Practice, said: dict[str, Any], by: UUID) -> MoodCover:
    """`said`: columns of MoodCover and their new values. A changed sign-off is noted with who wrote it down. `by` is a staff member's id."""
    row = cover_to_change(session, practice, by)
    if (said.get("officer"), said.get("officer_on")) != (row.officer, row.officer_on):
        row.officer_by_id = by
    for name, value in said.items():
        setattr(row, name, value)
    session.flush()
    return row


def note_crisis_check(session: Session, *, practice: Practice, by: UUID) -> None:
    """`by` rang or looked up every number for help, today."""
    row = cover_to_change(session, practice, by)
    row.crisis_on, row.crisis_by_id = in_london(pathway_now()).date(), by
    session.flush()


def stop_cover(session: Session, *, practice: Practice, stop: bool, by: UUID) -> None:
    """Nobody can read answers now; or somebody can again."""
    row = cover_to_change(session, practice, by)
    if stop != bool(row.stopped_at):
        row.stopped_at, row.stopped_by_id = pathway_now() if stop else None, by
    session.flush()


def phones_at(row: MoodCover | None, minutes: int, escalate_at: Sequence[int]) -> list[str]:
    """Whom a step texts: the duty contact, from the first escalation on the deputy too, from the second the manager too."""
    reached = 1 + sum(minutes >= step for step in escalate_at)
    return list(dict.fromkeys(number for number in duty_phones(row)[:reached] if number))


def duty_phones(row: MoodCover | None) -> list[str | None]:
    """In the order in which they are called."""
    return [row.duty_phone, row.deputy_phone, row.manager_phone] if row else []


def text_duty(session: Session, *, practice: Practice, to: Sequence[str]) -> None:
    """No word of why: it only asks to open the list."""
    for number in to:
        queue_for_staff(session, practice=practice, to=number, template=TEMPLATE, useless_after=now() + USEFUL_FOR)


def send_test(session: Session, *, practice: Practice, by: UUID) -> AlertTest | None:
    """A test text to every duty contact. None when no number is written down."""
    numbers = list(dict.fromkeys(number for number in duty_phones(mood_cover(session, practice.id)) if number))
    if not numbers:
        return None
    text_duty(session, practice=practice, to=numbers)
    made = AlertTest(practice_id=practice.id, sent_by_id=by)
    session.add(made)
    session.flush()
    return made


def acknowledge_test(session: Session, *, practice: Practice, by: UUID) -> None:
    """The last test text came. The first who says so stands."""
    last = tests_of(session, practice.id).last
    if last and last.acknowledged_at is None:
        last.acknowledged_at, last.acknowledged_by_id = pathway_now(), by
        session.add(last)
        session.flush()


def put_on_duty_list(
    session: Session, *, practice_id: UUID, person_id: UUID, subject: str, rule: str, clock: str, chosen: Sequence[Chosen], stored_at: datetime
) -> DutyEntry:
    """In the transaction that stores the answer. One open entry for one subject: answered again, it shows the words anew and its clock runs on."""
    said = json.dumps([{"question": one.question, "words": one.words, "first": one.first, "who": one.who} for one in chosen], ensure_ascii=False)
    made = DutyEntry(practice_id=practice_id, person_id=person_id, subject=subject, rule=rule, clock=clock, stored_at=stored_at, said=said)  # type: ignore[call-arg]
    insert = insert_for(session, DutyEntry).values(made.model_dump())
    if session.execute(insert.on_conflict_do_nothing(**ONE_OPEN).returning(sa.column("id"))).first():
        return session.get_one(DutyEntry, made.id)
    standing = open_entry(session, practice_id, subject)
    if standing is None:  # closed by somebody between the two statements
        session.add(made)
        session.flush()
        return made
    standing.said = said
    session.add(standing)
    session.flush()
    return standing


def acknowledge(session: Session, *, entry: DutyEntry, by: UUID) -> None:
    """`by`, a staff member's id, acts on it now. The first stands."""
    session.refresh(entry, with_for_update=True)
    if entry.acknowledged_at is None:
        entry.acknowledged_at, entry.acknowledged_by_id = pathway_now(), by
        session.add(entry)
        session.flush()


def close(session: Session, *, entry: DutyEntry, by: UUID, outcome: str, next_step: str) -> None:
    """Who, when, what came of it, and what is next. The first closing stands; whoever closes has acted, so it is acknowledged too."""
    acknowledge(session, entry=entry, by=by)
    if entry.closed_at is None:
        entry.closed_at, entry.closed_by_id, entry.outcome, entry.next_step = pathway_now(), by, outcome, next_step
        session.add(entry)
        session.flush()


def note_call_me(session: Session, *, entry: DutyEntry, said: str) -> None:
    """What the person said of their phone: is it the right number, may a message be left."""
    entry.call_me = said
    session.add(entry)
    session.flush()
