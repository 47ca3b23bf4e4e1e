"""Reading results: what a person may see, and what is on file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.clock import today
from webapp.base.sealing import ring, where
from webapp.content.catalogue import Result as Entry
from webapp.content.catalogue import results
from webapp.database.plain import Plain
from webapp.database.session import Glance
from webapp.people.models import Person
from webapp.practices.models import Practice, StaffMember
from webapp.results.models import Decision, LineDecision, PersonalTarget, Release, ReleasedResult, Result
from webapp.results.shown import ADULT, in_words, never_shown, number, years_old
from webapp.signoffs.contents import RESULT, contents
from webapp.signoffs.models import SignOff
from webapp.signoffs.rules import Standing, Word, standing_of

RESULT_CONTENT = sa.literal(f"{RESULT}:", sa.String)
NEWEST_FIRST = (col(Result.taken_on).desc(), col(Result.recorded_at).desc(), col(Result.id))


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """One result a person may see. `shown` is the value in words, with its limit sign; `value` is the number in `unit`, or None for a coded one.

    `target_low` and `target_high` are the person's own agreed range in `unit`; both None means none was agreed: show no line and no band.
    `ask` is the phone number to give instead of what it means, when the sign-off of that has expired.
    """

    entry: Entry
    code: str
    value: Decimal | None
    shown: str
    unit: str | None
    taken_on: date
    previous_value: Decimal | None = None
    previous_shown: str | None = None
    previous_on: date | None = None
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    comment: str | None = None
    comment_by: str | None = None
    ask: str | None = None

    @property
    def has_target(self) -> bool:
        return self.target_low is not None or self.target_high is not None


def released_results(source: Session | Glance, cycle_id: UUID) -> list[ReleasedLine]:
    """What the person may see now, in the catalogue's order, in one query. Empty while the pack is held or its release was withdrawn."""
    return lines_of(RELEASED.read(source, cycle=cycle_id))


def lines_of(released: list[Any]) -> list[ReleasedLine]:
    """In the catalogue's order, each result with the one before. `released` are rows of RELEASED."""
    by_code = shown_by_code(released)
    return [released_line(results()[code], *by_code[code][:2]) for code in results() if code in by_code]


def shown_by_code(released: list[Any]) -> dict[str, list[Any]]:
    """Code -> its rows, newest first, without what is never shown."""
    by_code: dict[str, list[Any]] = {}
    for row in released:
        entry = results().get(row.code)
        if entry and not never_shown(entry, row.amount):
            by_code.setdefault(row.code, []).append(row)
    return by_code


@dataclass(frozen=True, slots=True)
class Series:
    """Every released value of one result: its line for today, and the numbers newest first as (day, number, in words, limit sign)."""

    line: ReleasedLine
    values: tuple[tuple[date, Decimal, str, str], ...]


def over_the_years(source: Session | Glance, cycle_id: UUID) -> list[Series]:
    """Each released result with two or more numbers, in the catalogue's order, in one query whatever the history."""
    by_code = shown_by_code(OVER_THE_YEARS.read(source, cycle=cycle_id))
    found = [series(results()[code], by_code[code]) for code in results() if code in by_code]
    return [one for one in found if len(one.values) > 1]


def series(entry: Entry, rows: list[Any]) -> Series:
    numbers = [(row.taken_on, Decimal(row.amount), in_words(entry, row.amount, row.comparator, None), row.comparator) for row in rows if row.amount is not None]
    return Series(released_line(entry, *rows[:2]), tuple(numbers))


def released_line(entry: Entry, row, before=None) -> ReleasedLine:
    adult = years_old(row.born_on, today()) >= ADULT
    return ReleasedLine(
        entry=entry,
        code=entry.code,
        value=number(row.amount),
        shown=in_words(entry, row.amount, row.comparator, row.words),
        unit=None if entry.coded else entry.unit,
        taken_on=row.taken_on,
        previous_value=number(before.amount) if before else None,
        previous_shown=in_words(entry, before.amount, before.comparator, before.words) if before else None,
        previous_on=before.taken_on if before else None,
        target_low=number(row.low) if adult else None,
        target_high=number(row.high) if adult else None,
        comment=opened(row.comment_sealed, row.decision_id),
        comment_by=row.comment_by if row.comment_sealed else None,
        ask=row.practice_phone if explanation(entry, row) is Standing.EXPIRED else None,
    )


def explanation(entry: Entry, row) -> Standing:
    """How what this result means stands today, at the practice that released it."""
    word = Word(row.signed_version, row.signed_until) if row.signed_version else None
    return standing_of(contents()[f"{RESULT}:{entry.code}"], word, today())


def opened(comment_sealed: str | None, decision_id: UUID) -> str | None:
    return comment_sealed and ring().unseal(comment_sealed, where(LineDecision.__tablename__, "comment_sealed", decision_id))


RELEASED_ROWS: sa.Select = (
    sa.select(
        col(Result.code),
        col(Result.taken_on),
        col(Result.amount),
        col(Result.comparator),
        col(Result.words),
        col(Person.born_on),
        col(PersonalTarget.low),
        col(PersonalTarget.high),
        col(LineDecision.id).label("decision_id"),
        col(LineDecision.comment_sealed),
        col(StaffMember.name).label("comment_by"),
        col(SignOff.version).label("signed_version"),
        col(SignOff.expires_on).label("signed_until"),
        col(Practice.phone).label("practice_phone"),
    )
    .select_from(ReleasedResult)
    .join(Release, sa.and_(col(Release.id) == ReleasedResult.release_id, col(Release.withdrawn_at).is_(None)))
    .join(Result, sa.and_(col(Result.id) == ReleasedResult.result_id, col(Result.withdrawn_at).is_(None)))
    .join(Person, col(Person.id) == Release.person_id)
    .join(Practice, col(Practice.id) == Release.practice_id)
    .outerjoin(
        SignOff,
        sa.and_(
            col(SignOff.practice_id) == Release.practice_id, col(SignOff.content_id) == RESULT_CONTENT + col(Result.code), col(SignOff.replaced_at).is_(None)
        ),
    )
    .outerjoin(
        PersonalTarget,
        sa.and_(col(PersonalTarget.person_id) == Result.person_id, col(PersonalTarget.code) == Result.code, col(PersonalTarget.ended_at).is_(None)),
    )
    .outerjoin(LineDecision, sa.and_(col(LineDecision.cycle_id) == Release.cycle_id, col(LineDecision.result_id) == Result.id))
    .outerjoin(StaffMember, col(StaffMember.id) == LineDecision.made_by_id)
    .where(col(Release.cycle_id) == sa.bindparam("cycle"), sa.or_(col(LineDecision.id).is_(None), col(LineDecision.decision) == Decision.SHOW))
    .order_by(*NEWEST_FIRST)
)
# The pack: this time and last time. And over the years: everything that went with the release.
RELEASED = Plain(RELEASED_ROWS.where(col(ReleasedResult.earlier).is_(False)))
OVER_THE_YEARS = Plain(RELEASED_ROWS)


def open_release(session: Session, cycle_id: UUID) -> Release | None:
    return session.exec(select(Release).where(Release.cycle_id == cycle_id, col(Release.withdrawn_at).is_(None))).first()


def latest_results(session: Session, person_id: UUID) -> dict[str, list[Result]]:
    """Code -> its results, newest first: the first is the latest, the second the last time. Withdrawn ones are left out. For staff."""
    found: dict[str, list[Result]] = {}
    for row in session.exec(select(Result).where(Result.person_id == person_id, col(Result.withdrawn_at).is_(None)).order_by(*NEWEST_FIRST)):
        found.setdefault(row.code, []).append(row)
    return found


def released_ids(session: Session, result_ids: Collection[UUID]) -> set[UUID]:
    """Which of these went with a release, open or withdrawn: a person may have read them."""
    return set(session.exec(select(ReleasedResult.result_id).where(col(ReleasedResult.result_id).in_(result_ids)).order_by(ReleasedResult.result_id)))
