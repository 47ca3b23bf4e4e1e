"""Results of a file beside results on file. A results file never makes a person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.comparisons.matches import Known, in_portions, known_people, mismatch
from webapp.comparisons.plans import Added, Changed, Edit, Plan
from webapp.reports.result_rows import ResultRow
from webapp.results.models import ReleasedResult, Result, SetAsideValue
from webapp.tables.refusals import Reason, Refusal

About = tuple[UUID, str, date]


@dataclass(frozen=True, slots=True)
class OnFile:
    """`results`: person, code and day -> rows. `set_aside`: what is kept for a clinician already. `released`: ids a person has been shown."""

    results: dict[About, list]
    set_aside: set[tuple]
    released: set[UUID]


def compare_results(session: Session, practice_id: UUID, rows: Sequence[ResultRow]) -> Plan:
    """`rows` hold every reading of a person's day together, so that one that was put right is told from one more."""
    plan = Plan()
    known = known_people(session, practice_id, {row.who.nhs_number for row in rows})
    by_day: dict[About, list[ResultRow]] = defaultdict(list)
    on_file = read_on_file(session, [one.id for one in known.values()])
    for row in rows:
        person = known.get(row.who.nhs_number)
        why = mismatch(row.who, person)
        if why or person is None or person.died_on:
            plan.set_aside += [] if row.odd else [Refusal(row.line, why or Reason.PERSON_DIED)]
        elif row.odd:
            keep_aside(plan, row, person, on_file)
        else:
            by_day[person.id, row.code, row.taken_on].append(row)
    people = {one.id: one for one in known.values()}
    for about, readings in by_day.items():
        one_day(plan, readings, people[about[0]], on_file.results.get(about, []), on_file.released)
    return plan


def read_on_file(session: Session, ids: list[UUID]) -> OnFile:
    results: dict[About, list] = defaultdict(list)
    set_aside: set[tuple] = set()
    released: set[UUID] = set()
    fields = (Result.id, Result.person_id, Result.code, Result.taken_on, Result.amount, Result.comparator, Result.words, Result.source)
    wanted = sa.select(*[col(field) for field in fields]).where(col(Result.withdrawn_at).is_(None))
    kept = sa.select(
        *[col(f) for f in (SetAsideValue.person_id, SetAsideValue.code, SetAsideValue.taken_on, SetAsideValue.sent_value, SetAsideValue.sent_unit)]
    )
    shown = sa.select(col(ReleasedResult.result_id)).join(Result, col(Result.id) == ReleasedResult.result_id)
    for portion in in_portions(ids):
        for row in session.execute(wanted.where(col(Result.person_id).in_(portion))):
            results[row.person_id, row.code, row.taken_on].append(row)
        set_aside |= {tuple(row) for row in session.execute(kept.where(col(SetAsideValue.person_id).in_(portion)))}
        released |= set(session.scalars(shown.where(col(Result.person_id).in_(portion))))
    return OnFile(results, set_aside, released)


def keep_aside(plan: Plan, row: ResultRow, person: Known, on_file: OnFile) -> None:
    if (person.id, row.code, row.taken_on, row.reading.sent_value, row.reading.sent_unit) not in on_file.set_aside:
        plan.kept_aside.append(Added(row, person))


def one_day(plan: Plan, readings: list[ResultRow], person: Known, rows: list, released: set[UUID]) -> None:
    """New readings take the place of imported ones that the file no longer has; what is left over is added."""
    on_file = {said(row): row for row in rows}
    new = []
    for reading in readings:
        plan.unchanged.append(reading.line) if said(reading) in on_file else new.append(reading)
    in_file = {said(reading) for reading in readings}
    replaced = [row for words, row in on_file.items() if words not in in_file and row.source == "import"]
    for reading in new:
        row = replaced.pop(0) if replaced else None
        if row is None:
            plan.added.append(Added(reading, person))
        elif row.id in released:
            plan.set_aside.append(Refusal(reading.line, Reason.RESULT_RELEASED))
        else:
            plan.changed.append(Changed(reading, person, (Edit("value", in_words(row), in_words(reading), gone=(row.id,)),)))


def said(row) -> tuple:
    amount = row.amount
    return None if amount is None else Decimal(amount).normalize(), row.comparator or "", row.words


def in_words(row) -> str:
    return row.words or f"{row.comparator}{row.amount}"
