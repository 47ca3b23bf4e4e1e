"""Reading requests, always of one practice."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.asks.models import TalkAsk


def open_asks(session: Session, practice_id: UUID) -> list[TalkAsk]:
    """Not answered yet, the oldest first."""
    found = select(TalkAsk).where(TalkAsk.practice_id == practice_id, col(TalkAsk.answered_at).is_(None))
    return list(session.exec(found.order_by(col(TalkAsk.asked_at), col(TalkAsk.id))))


def answered_asks(session: Session, practice_id: UUID, since: datetime, most: int = 50) -> list[TalkAsk]:
    """The newest answers first."""
    found = select(TalkAsk).where(TalkAsk.practice_id == practice_id, col(TalkAsk.answered_at) >= since)
    return list(session.exec(found.order_by(col(TalkAsk.answered_at).desc(), col(TalkAsk.id)).limit(most)))


def ask_of(session: Session, practice_id: UUID, ask_id: UUID) -> TalkAsk | None:
    return session.exec(select(TalkAsk).where(TalkAsk.practice_id == practice_id, TalkAsk.id == ask_id)).first()


def held_ask(session: Session, practice_id: UUID, ask_id: UUID) -> TalkAsk | None:
    """As it is now, held until the transaction ends: two who answer do so one after the other."""
    found = select(TalkAsk).where(TalkAsk.practice_id == practice_id, TalkAsk.id == ask_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def who_asked(session: Session, practice_id: UUID, person_ids: Collection[UUID]) -> set[UUID]:
    """Those of them who asked for a talk at this practice, ever, themselves or by somebody who helps them."""
    found = select(TalkAsk.person_id).where(TalkAsk.practice_id == practice_id, col(TalkAsk.person_id).in_(person_ids))
    return {one for one in session.exec(found) if one}
