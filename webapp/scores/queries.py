"""Reading lists of scores. Always one practice's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.sealing import ring, where
from webapp.comparisons.matches import known_people, mismatch
from webapp.reports.identities import Identity
from webapp.scores.models import RiskScore, ScoreList
from webapp.scores.reading import ScoreRow
from webapp.tables.refusals import Reason, Refusal


@dataclass(frozen=True)
class Matched:
    """`people`: each row whose person is clear, with that person's id and name."""

    people: list[tuple[ScoreRow, UUID, str]]
    odd: list[Refusal]


def matched(session: Session, practice_id: UUID, rows: Sequence[ScoreRow]) -> Matched:
    """Whose rows these are: number and birthday must agree, and the last name where the file gives it."""
    known, found = known_people(session, practice_id, (row.nhs_number for row in rows)), Matched([], [])
    for row in rows:
        person = known.get(row.nhs_number)
        surname = row.surname or (person.surname if person else "")
        why = mismatch(Identity(row.nhs_number, surname, "", row.born_on), person)
        if person and not why and person.died_on:
            why = Reason.PERSON_DIED
        if why or person is None:
            found.odd.append(Refusal(row.line, why or Reason.PERSON_UNKNOWN))
        else:
            found.people.append((row, person.id, f"{person.given_name} {person.surname}"))
    return found


def lists_of(session: Session, practice_id: UUID) -> list[ScoreList]:
    """Those that count now, newest first."""
    found = select(ScoreList).where(ScoreList.practice_id == practice_id, col(ScoreList.applied_at).is_not(None), col(ScoreList.taken_back_at).is_(None))
    return list(session.exec(found.order_by(col(ScoreList.made_at).desc(), col(ScoreList.id))))


def list_of(session: Session, practice_id: UUID, list_id: UUID) -> ScoreList | None:
    """One list, looked at or counting; None when it is another practice's."""
    return session.exec(select(ScoreList).where(ScoreList.id == list_id, ScoreList.practice_id == practice_id)).first()


def people_on(list_id: UUID) -> sa.Select:
    """The ids of everybody on a list, for a larger statement."""
    counts = (col(ScoreList.applied_at).is_not(None), col(ScoreList.taken_back_at).is_(None))
    return sa.select(col(RiskScore.person_id)).join(ScoreList).where(col(RiskScore.list_id) == list_id, *counts)


def amounts_on(session: Session, list_id: UUID) -> dict[UUID, Decimal]:
    """Person -> score, unsealed, in one statement."""
    found = sa.select(RiskScore.id, RiskScore.person_id, RiskScore.amount_sealed).where(col(RiskScore.list_id) == list_id)  # type: ignore[call-overload]
    opened = ring()
    return {row.person_id: Decimal(opened.unseal(row.amount_sealed, where("risk_score", "amount_sealed", row.id))) for row in session.execute(found)}


def reason_given(session: Session, list_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Person -> what the file itself said of them, where it said something."""
    found = select(RiskScore).where(RiskScore.list_id == list_id, col(RiskScore.reason_sealed).is_not(None), col(RiskScore.person_id).in_(person_ids))
    return {row.person_id: row.reason for row in session.exec(found) if row.reason}
