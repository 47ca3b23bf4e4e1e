"""From what is on record to what a rule may know. Pure: today is passed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from webapp.content.catalogue import Result as Entry
from webapp.content.catalogue import results
from webapp.readings.values import Reading, Reason, read_value
from webapp.results.on_record import OnRecord
from webapp.results.shown import number, oldest_shown, reaches_back, stored_reading, years_old
from webapp.verdicts import rules
from webapp.verdicts.known import NONE, Known, Previous, with_answers

# The answer to these belongs to one value. Everything else a clinician says about the person, and is asked once a pack.
OF_ONE_VALUE = frozenset({"value", "previous_value", "days_since_previous", "new_since_last_review", "lab_aki_warning"})


@dataclass(frozen=True, slots=True)
class Judged:
    """One value and what the rules say of it, by rule. `row` is a result, or a value set aside."""

    row: Any
    is_set_aside: bool
    hits: Mapping[str, rules.Hit]


def judged_values(record: OnRecord, *, today: date, cut_off_days: int) -> dict[UUID, Judged]:
    """Every value of one person whose rules run now, by the value's id."""
    oldest, recent = oldest_shown(today), today - timedelta(days=cut_off_days)
    rows = [row for code, rows in record.results.items() if code in results() for row in rows if record.is_judged(row, oldest=oldest, recent=recent)]
    found = {row.id: judged(record, row, stored_reading(results()[row.code], row)) for row in rows}
    aside = [value for value in record.set_aside if value.code in results() and value.taken_on >= oldest and value.looked_at is None]
    return found | {value.id: judged(record, value, set_aside_reading(value), is_set_aside=True) for value in aside}


def judged(record: OnRecord, row: Any, reading: Reading, *, is_set_aside: bool = False) -> Judged:
    entry = results()[row.code]
    readable = reading.ok or reading.reason is Reason.OUT_OF_RANGE
    hits = rules.judge(entry, reading, known_for(record, entry, row)) if readable else []
    return Judged(row, is_set_aside, {hit.rule: hit for hit in hits})


def set_aside_reading(value: Any) -> Reading:
    return read_value(results()[value.code], value.sent_value, value.sent_unit)


def known_for(record: OnRecord, entry: Entry, row: Any) -> Known:
    previous = record.previous(row)
    known = Known(
        facts=record.condition_facts | {"handled_elsewhere": getattr(row, "handled_at", None) is not None},
        previous=previous_of(entry, row, previous),
        days_since_previous=(row.taken_on - previous.taken_on).days if previous else None,
        age=years_old(record.person.born_on, row.taken_on),
        sex=record.person.sex,
    )
    return with_answers(known, answers_about(record, row.id))


def previous_of(entry: Entry, row: Any, previous: Any | None) -> Previous | str | None:
    """ "none" only when the import that brought the value reaches back far enough to show it; otherwise nobody knows."""
    if previous is None:
        return NONE if reaches_back(getattr(row, "history_from", None), row.taken_on) else None
    value = previous.words if entry.coded else number(previous.amount)
    return None if value is None else Previous(value, previous.comparator or None)


def answers_about(record: OnRecord, value_id: UUID) -> dict[str, str]:
    """What clinicians answered in this cycle, about the person or about this one value."""
    mine = [fact for fact in record.facts if fact.cycle_id == record.cycle_id]
    general = {fact.fact: fact.answer for fact in mine if fact.result_id is None and "@" not in fact.fact}
    return general | {fact.fact.partition("@")[0]: fact.answer for fact in mine if fact.result_id == value_id or fact.fact.endswith(f"@{value_id}")}
