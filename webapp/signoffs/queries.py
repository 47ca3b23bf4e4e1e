"""What stands and what does not, at one practice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.practices.models import StaffMember
from webapp.signoffs.contents import Content, contents
from webapp.signoffs.models import SignOff
from webapp.signoffs.rules import Standing, Word, changed_since, ends_soon, standing_of


@dataclass(frozen=True, slots=True)
class Signed:
    """One piece of content as a clinician sees it: how it stands, who signed which day, until when."""

    content: Content
    standing: Standing
    by: str | None = None
    at: datetime | None = None
    expires_on: date | None = None
    changed: bool = False
    soon: bool = False

    @property
    def needs_sign_off(self) -> bool:
        """A rule nobody checked with a source, and no clinician signed."""
        return self.content.unverified and self.standing is not Standing.SIGNED


def standing(session: Session, practice_id: UUID, content_id: str, today: date) -> Standing:
    """How one piece stands; `content_id` as `result:hba1c` or `instrument:phq9`. What no catalogue here holds stands by its sign-off alone."""
    word = next(iter(words_of(session, practice_id, content_id).values()), None)
    content = contents().get(content_id)
    if content is not None:
        return standing_of(content, word, today)
    if word is None:
        return Standing.DRAFT
    return Standing.SIGNED if today <= word.expires_on else Standing.EXPIRED


def standings(session: Session, practice_id: UUID, today: date) -> dict[str, Standing]:
    """Content id -> how it stands, for everything, in one query."""
    words = words_of(session, practice_id)
    return {content.id: standing_of(content, words.get(content.id), today) for content in contents().values()}


def words_of(session: Session, practice_id: UUID, content_id: str | None = None) -> Mapping[str, Word]:
    standing_now = select(SignOff.content_id, SignOff.version, SignOff.expires_on).where(SignOff.practice_id == practice_id, col(SignOff.replaced_at).is_(None))
    if content_id:
        standing_now = standing_now.where(SignOff.content_id == content_id)
    return {name: Word(version, expires_on) for name, version, expires_on in session.exec(standing_now.order_by(SignOff.content_id))}


def signed(session: Session, practice_id: UUID, today: date) -> list[Signed]:
    """Everything, in the catalogues' order, with who signed it. One query."""
    rows = select(SignOff, StaffMember.name).join(StaffMember, col(StaffMember.id) == SignOff.signed_by_id)
    mine = rows.where(SignOff.practice_id == practice_id, col(SignOff.replaced_at).is_(None)).order_by(SignOff.content_id)
    found = {row.content_id: (row, name) for row, name in session.exec(mine)}
    return [one_signed(content, *found.get(content.id, (None, None)), today=today) for content in contents().values()]


def one_signed(content: Content, row: SignOff | None, name: str | None, *, today: date) -> Signed:
    if row is None:
        return Signed(content, standing_of(content, None, today))
    word = Word(row.version, row.expires_on)
    changed = changed_since(content, word)
    return Signed(content, standing_of(content, word, today), name, row.signed_at, row.expires_on, changed, not changed and ends_soon(word, today))
