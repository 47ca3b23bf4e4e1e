"""How ready people feel to look after their own health, as far as it is stored: everybody's latest number, by person."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from webapp.base.sealing import ring, where
from webapp.cohorts.rules import Activation
from webapp.content.catalogue import instrument
from webapp.instruments.models import ScoreEntry
from webapp.instruments.scoring import scored
from webapp.pathway.models import Cycle
from webapp.questionnaires.models import Answer, Response
from webapp.results.models import Result

PAM, OURS = "pam", "feeling_in_charge"


def amounts_of(session: Session, practice_id: UUID, source: Activation) -> dict[UUID, Decimal]:
    """Whoever has none is not in it."""
    if source is Activation.FEELING_IN_CHARGE:
        return sums_in(session, practice_id)
    typed = typed_in(session, practice_id, level=source is Activation.PAM_LEVEL)
    dated = typed if source is Activation.PAM_LEVEL else [*typed, *in_results(session, practice_id)]
    return {person_id: amount for _on, person_id, amount in sorted(dated)}


def typed_in(session: Session, practice_id: UUID, *, level: bool) -> list[tuple[date, UUID, Decimal]]:
    """What staff typed in of the licensed questionnaire. A level may be written as `2` or `Level 2`."""
    column, name = (ScoreEntry.level_sealed, "level_sealed") if level else (ScoreEntry.amount_sealed, "amount_sealed")
    found = sa.select(ScoreEntry.id, ScoreEntry.person_id, ScoreEntry.taken_on, col(column).label("kept"))  # type: ignore[call-overload]
    standing = (col(ScoreEntry.practice_id) == practice_id, col(ScoreEntry.instrument) == PAM, col(ScoreEntry.replaced_at).is_(None), col(column).is_not(None))
    opened = ring()
    said = [
        (row, re.search(r"[0-9]+(?:\.[0-9]+)?", opened.unseal(row.kept, where("score_entry", name, row.id)))) for row in session.execute(found.where(*standing))
    ]
    return [(row.taken_on, row.person_id, Decimal(number[0])) for row, number in said if number]


def in_results(session: Session, practice_id: UUID) -> list[tuple[date, UUID, Decimal]]:
    found = sa.select(Result.taken_on, Result.person_id, Result.amount).where(col(Result.practice_id) == practice_id, col(Result.code) == PAM)  # type: ignore[call-overload]
    standing = (col(Result.withdrawn_at).is_(None), col(Result.amount).is_not(None))
    return [(row.taken_on, row.person_id, Decimal(row.amount)) for row in session.execute(found.where(*standing))]


def sums_in(session: Session, practice_id: UUID) -> dict[UUID, Decimal]:
    """The sum of the latest answers that were handed in whole. A question passed over gives no sum."""
    found = (
        sa.select(Response.id, Response.person_id, Answer.id.label("answer_id"), Answer.question, Answer.words_sealed)  # type: ignore[attr-defined, call-overload]
        .join(Answer, col(Answer.response_id) == Response.id)
        .join(Cycle, col(Cycle.id) == Response.cycle_id)
        .where(col(Cycle.practice_id) == practice_id, col(Response.instrument) == OURS, col(Response.sent_at).is_not(None), col(Answer.replaced_at).is_(None))
        .order_by(col(Response.sent_at), col(Answer.saved_at))
    )
    opened, whose = ring(), {}
    answers: dict[UUID, dict[str, str]] = defaultdict(dict)
    for row in session.execute(found):
        answers[row.id][row.question] = opened.unseal(row.words_sealed, where("answer", "words_sealed", row.answer_id))
        whose[row.id] = row.person_id
    totals = {whose[response]: scored(instrument(OURS), said).total for response, said in answers.items()}
    return {person_id: Decimal(total) for person_id, total in totals.items() if total is not None}
