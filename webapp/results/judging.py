"""Run the rules over many people's values and write down what they found: hits, questions and one task a person."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from webapp.base.clock import now, today, wall
from webapp.content.catalogue import catalogue_file, levels
from webapp.practices.models import Practice
from webapp.practices.working_days import after_staffed, next_working_day, staffed_hours
from webapp.results.facts import Judged, judged_values
from webapp.results.holding import hold_released_packs, settle_tasks
from webapp.results.models import Hit
from webapp.results.on_record import OnRecord, by_rule, on_record
from webapp.verdicts import rules
from webapp.verdicts.deadlines import deadline

# How the machine closes a hit. A hit closed by a human in any other word stays closed.
NO_LONGER, NEWER, GONE = "no longer so", "newer result", "value withdrawn"
BY_ITSELF = frozenset({NO_LONGER, NEWER, GONE})
URGENT_QUESTIONS = ("hold_now", "hold_same_day")


def judge_people(session: Session, *, person_ids: Collection[UUID], practice: Practice, by: UUID | None = None) -> None:
    """Run every rule for these people again. Safe to run twice: nothing is raised, held or told a second time. `by` is a staff member's id."""
    if not person_ids:
        return
    session.flush()
    records = on_record(session, person_ids)
    raised = [hit for record in records.values() for hit in judge_one(session, record, practice)]
    if raised:
        session.execute(sa.insert(Hit), [hit.model_dump() for hit in raised])
    session.flush()
    for hit in raised:
        records[hit.person_id].hits.append(hit)
    settle_tasks(session, records.values(), practice=practice, by=by)
    hold_released_packs(session, records.values())


def judge_one(session: Session, record: OnRecord, practice: Practice) -> list[Hit]:
    """Brings the person's standing hits up to date; returns the new ones, not yet written."""
    judged = judged_values(record, today=today(), cut_off_days=practice.handled_cutoff_days)
    standing = by_rule(record.hits)
    raised = []
    for value_id, found in judged.items():
        for hit in found.hits.values():
            before = standing.get((hit.rule, value_id))
            if before is None:
                raised.append(raise_hit(record, found, hit, practice))
            elif before.closed_at is None or before.outcome in BY_ITSELF:
                bring_up_to_date(before, record, hit, practice)
    close_stale(record, judged)
    session.add_all(record.hits)
    return raised


def raise_hit(record: OnRecord, found: Judged, hit: rules.Hit, practice: Practice) -> Hit:
    return Hit(
        person_id=record.person.id,
        practice_id=practice.id,
        cycle_id=record.cycle_id,
        result_id=None if found.is_set_aside else found.row.id,
        set_aside_id=found.row.id if found.is_set_aside else None,
        result_code=found.row.code,
        rule_id=hit.rule,
        level=hit.level,
        is_question=is_question(hit),
        asks=asked(hit),
        due_at=due_at(hit, practice),
    )


def bring_up_to_date(standing: Hit, record: OnRecord, hit: rules.Hit, practice: Practice) -> None:
    """A question that became true starts its level now; one closed by itself and so again is open again."""
    starts = standing.closed_at is not None or standing.is_question != is_question(hit)
    standing.cycle_id = record.cycle_id
    standing.is_question, standing.asks = is_question(hit), asked(hit)
    if starts:
        standing.raised_at, standing.due_at = now(), due_at(hit, practice)
        standing.closed_at = standing.closed_by_id = standing.outcome = None


def close_stale(record: OnRecord, judged: dict[UUID, Judged]) -> None:
    kept = {row.id for rows in record.results.values() for row in rows} | {value.id for value in record.set_aside}
    for hit in record.hits:
        outcome = why_stale(hit, judged, kept) if hit.closed_at is None else None
        if outcome:
            hit.closed_at, hit.outcome = now(), outcome


def why_stale(hit: Hit, judged: dict[UUID, Judged], kept: set[UUID]) -> str | None:
    """A hold on a value that a newer one replaced stays: only a human closes it."""
    value_id: Any = hit.result_id or hit.set_aside_id
    if value_id not in kept:
        return GONE
    if value_id in judged:
        return None if hit.rule_id in judged[value_id].hits else NO_LONGER
    holds = levels()[hit.level].holds_pack and not hit.is_question
    return None if holds or hit.set_aside_id else NEWER


def is_question(hit: rules.Hit) -> bool:
    return hit.outcome is rules.Outcome.UNKNOWN


def asked(hit: rules.Hit) -> str:
    return " ".join(ask.about for ask in hit.asks) if is_question(hit) else ""


def due_at(hit: rules.Hit, practice: Practice) -> datetime | None:
    """When the contact, or the answer to an urgent question, is due. Aware UTC."""
    if is_question(hit):
        return level_due("hold_same_day", practice) if hit.level in URGENT_QUESTIONS else None
    if hit.clock:
        minutes = catalogue_file("results")["meta"]["clocks"][hit.clock]["acknowledge_within"]
        return after_staffed(practice, wall(), timedelta(minutes=minutes)).astimezone(UTC)
    return level_due(hit.level, practice)


def level_due(level: str, practice: Practice) -> datetime | None:
    due = deadline(level, wall(), closing=partial(closing, practice), next_working_day=partial(next_working_day, practice))
    return due.astimezone(UTC) if due else None


def closing(practice: Practice, day) -> datetime | None:
    hours = staffed_hours(practice, day)
    return hours[1] if hours else None
