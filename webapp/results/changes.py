"""Writing results down: in bulk from an import, one by one from a visit, and taking them back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import now, today
from webapp.practices.models import Practice
from webapp.readings.values import Reading, Reason
from webapp.results.judging import judge_people
from webapp.results.models import Result, SetAsideValue
from webapp.results.shown import number

__all__ = ["Recorded", "judge_people", "record_result", "record_results", "withdraw_results"]

Row = tuple[UUID, str, date, Reading]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one row: the table it stands in ("result" or "set_aside_value"), its id, and whether it was there already."""

    table: str
    id: UUID
    person_id: UUID
    unchanged: bool = False


def record_results(
    session: Session, *, rows: Sequence[Row], practice: Practice, by: UUID | None, source: str = "import", history_from: Mapping[str, date] | None = None
) -> list[Recorded]:
    """Write down many readings (person id, code, day taken, reading), run the rules, hold released packs. One outcome a row, in order.

    A reading outside the possible range, or refused for another reason, is set aside for a human; never shown, its rules still run.
    The same value on the same day is not written twice. `history_from` is how far back the import reaches, by result code: 15 months of it
    without an earlier value show that there is none. `by` is a staff member's id. Raises ValueError for a day still to come.
    """
    if any(taken_on > today() for _person, _code, taken_on, _reading in rows):
        raise ValueError("a result is dated in the future")
    people = list({row[0] for row in rows})
    seen = values_on_file(session, people)
    made = [seen.get(key_of(row)) or new_row(row, practice, by, source, (history_from or {}).get(row[1]), seen) for row in rows]
    fresh = [row for row in made if not isinstance(row, Recorded)]
    for table in (Result, SetAsideValue):
        if values := [row.model_dump() for row in fresh if isinstance(row, table)]:
            session.execute(sa.insert(table), values)
    judge_people(session, person_ids=people, practice=practice, by=by)
    return [row if isinstance(row, Recorded) else Recorded(row.__tablename__, row.id, row.person_id) for row in made]


def record_result(
    session: Session, *, person_id: UUID, code: str, taken_on: date, reading: Reading, practice: Practice, by: UUID | None, source: str = "typed"
) -> Recorded:
    """One value typed by hand. As `record_results`."""
    return record_results(session, rows=[(person_id, code, taken_on, reading)], practice=practice, by=by, source=source)[0]


def new_row(row: Row, practice: Practice, by: UUID | None, source: str, history_from: date | None, seen: dict) -> Result | SetAsideValue:
    person_id, code, taken_on, reading = row
    same = {
        "person_id": person_id,
        "practice_id": practice.id,
        "code": code,
        "taken_on": taken_on,
        "sent_value": reading.sent_value,
        "sent_unit": reading.sent_unit,
    }
    made: Result | SetAsideValue
    if reading.ok:
        amount = None if reading.value is None else str(reading.value)
        made = Result(
            **same, amount=amount, comparator=reading.comparator or "", words=reading.text, source=source, recorded_by_id=by, history_from=history_from
        )
    else:
        made = SetAsideValue(**same, reason=str(reading.reason or Reason.OUT_OF_RANGE))
    seen[key_of(row)] = Recorded(made.__tablename__, made.id, person_id, unchanged=True)
    return made


def key_of(row: Row) -> tuple:
    """What makes two rows the same value: person, result, day, and the value itself; a refused one by what was sent."""
    person_id, code, taken_on, reading = row
    if not reading.ok:
        return person_id, code, taken_on, reading.sent_value, reading.sent_unit
    return person_id, code, taken_on, reading.value, reading.comparator or "", reading.text


def values_on_file(session: Session, person_ids: Collection[UUID]) -> dict[tuple, Recorded]:
    """The same keys for what is on file already, for a preview too. Two queries."""
    found: dict[tuple, Recorded] = {}
    columns = sa.select(*(Result.__table__.c[name] for name in ("id", "person_id", "code", "taken_on", "amount", "comparator", "words")))  # type: ignore[attr-defined]
    for row in session.execute(columns.where(col(Result.person_id).in_(person_ids), col(Result.withdrawn_at).is_(None)).order_by(Result.id)):
        found[row.person_id, row.code, row.taken_on, number(row.amount), row.comparator, row.words] = Recorded("result", row.id, row.person_id, unchanged=True)
    for aside in session.exec(select(SetAsideValue).where(col(SetAsideValue.person_id).in_(person_ids)).order_by(SetAsideValue.id)):
        key = (aside.person_id, aside.code, aside.taken_on, aside.sent_value, aside.sent_unit)
        found[key] = Recorded("set_aside_value", aside.id, aside.person_id, unchanged=True)
    return found


def withdraw_results(session: Session, *, result_ids: Iterable[UUID], set_aside_ids: Iterable[UUID] = (), practice: Practice, by: UUID | None) -> None:
    """Take back what an import brought. The rows stay, out of use; the rules run again without them."""
    ids, aside = list(result_ids), list(set_aside_ids)
    people = set(session.exec(select(Result.person_id).where(col(Result.id).in_(ids))))
    people |= set(session.exec(select(SetAsideValue.person_id).where(col(SetAsideValue.id).in_(aside))))
    session.execute(sa.update(Result).where(col(Result.id).in_(ids), col(Result.withdrawn_at).is_(None)).values(withdrawn_at=now()))
    session.execute(
        sa.update(SetAsideValue).where(col(SetAsideValue.id).in_(aside), col(SetAsideValue.looked_at).is_(None)).values(looked_at=now(), looked_by_id=by)
    )
    judge_people(session, person_ids=people, practice=practice, by=by)
