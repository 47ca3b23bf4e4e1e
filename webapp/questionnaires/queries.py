"""Reading responses: what was answered, by which way, and what was answered before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.base.sealing import ring, where
from webapp.questionnaires.models import Answer, Response


@dataclass(frozen=True, slots=True)
class Said:
    """One answer. `words` is an option value as text, or `skipped`. `stands` is false once it was answered again."""

    question: str
    words: str
    at: datetime
    channel: str
    stands: bool
    instrument: str = ""


def response_of(session: Session, cycle_id: UUID, instrument: str) -> Response | None:
    return session.exec(select(Response).where(Response.cycle_id == cycle_id, Response.instrument == instrument)).first()


def standing_answers(session: Session, response_id: UUID, channel: str) -> list[Answer]:
    found = select(Answer).where(Answer.response_id == response_id, Answer.channel == channel, col(Answer.replaced_at).is_(None))
    return list(session.exec(found.order_by(col(Answer.saved_at), col(Answer.question))))


def said_by(session: Session, cycle_id: UUID, instrument: str, channel: str) -> dict[str, str]:
    """Question -> what this same hand answered and stands now. One statement."""
    found = select(Answer).join(Response, col(Response.id) == Answer.response_id)
    found = found.where(Response.cycle_id == cycle_id, Response.instrument == instrument, Answer.channel == channel, col(Answer.replaced_at).is_(None))
    return {answer.question: answer.words for answer in session.exec(found.order_by(col(Answer.saved_at), col(Answer.question)))}


def first_said(session: Session, cycle_id: UUID, instrument: str, channel: str) -> dict[str, str]:
    """Question -> what this hand answered the very first time. One statement."""
    found = select(Answer).join(Response, col(Response.id) == Answer.response_id)
    found = found.where(Response.cycle_id == cycle_id, Response.instrument == instrument, Answer.channel == channel)
    return {answer.question: answer.words for answer in session.exec(found.order_by(col(Answer.saved_at).desc(), col(Answer.id)))}


def said_in(session: Session, cycle_ids: Collection[UUID], instruments: Collection[str]) -> dict[UUID, list[Said]]:
    """Cycle -> every answer ever given to these instruments, oldest first, in one statement."""
    found = (
        sa.select(Response.cycle_id, Response.instrument, Answer.id, Answer.question, Answer.words_sealed, Answer.saved_at, Answer.channel, Answer.replaced_at)
        .join(Response, col(Response.id) == Answer.response_id)
        .where(col(Response.cycle_id).in_(cycle_ids), col(Response.instrument).in_(instruments))
        .order_by(col(Answer.saved_at), col(Answer.question))
    )
    by_cycle: defaultdict[UUID, list[Said]] = defaultdict(list)
    for row in session.execute(found):
        words = ring().unseal(row.words_sealed, where(Answer.__tablename__, "words_sealed", row.id))
        by_cycle[row.cycle_id].append(Said(row.question, words, row.saved_at, row.channel, row.replaced_at is None, row.instrument))
    return dict(by_cycle)


def progress_in(session: Session, cycle_id: UUID) -> dict[str, tuple[int, bool]]:
    """Instrument -> how many of its questions were answered in this cycle, by whichever hand, and is it finished. One statement."""
    found = (
        sa.select(Response.instrument, sa.func.count(sa.distinct(Answer.question)), Response.sent_at)
        .join(Answer, col(Answer.response_id) == Response.id)
        .where(col(Response.cycle_id) == cycle_id, col(Answer.replaced_at).is_(None))
        .group_by(Response.instrument, Response.sent_at)
    )
    return {name: (answered, sent_at is not None) for name, answered, sent_at in session.execute(found)}
