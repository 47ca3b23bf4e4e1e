"""What stands in a box of the pack when it was written in more than one way, and who helped."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.preparation.models import AgendaItem, Note, Support
from webapp.preparation.queries import OWN, PAPER, Kept

Written = TypeVar("Written", Note, AgendaItem, Kept)


def in_the_box(rows: Sequence[Written]) -> Written | None:
    """Of the rows of one box, oldest first: the words that stand in it. What the person typed themselves before what was typed from their paper."""
    own, paper = ([row for row in rows if row.channel == channel] for channel in (OWN, PAPER))
    return next((found[-1] for found in (own, paper) if found), None)


def supports_in(session: Session, pack_id: UUID) -> list[Support]:
    return list(session.exec(select(Support).where(Support.pack_id == pack_id).order_by(col(Support.began_at), col(Support.id))))
