from datetime import datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from webapp.base.clock import pathway_now
from webapp.base.records import Record, words
from webapp.base.sealing import sealed, sealed_bytes

THE_PORTRAIT = sa.text("kind = 'portrait' AND withdrawn_at IS NULL")


class Kind(StrEnum):
    """A portrait is the photo of the person; a picture shows what matters to them; a sound is something they said."""

    PORTRAIT = "portrait"
    PICTURE = "picture"
    SOUND = "sound"


class Shape(StrEnum):
    """As big as it is kept, or small, for a page with several. A sound has no small one."""

    WHOLE = "whole"
    SMALL = "small"


class Piece(Record, table=True):
    """One photo or voice note of a person's plan. `caption` says in words what is seen or heard; `version` counts what it said.

    Taken out, the row stays with its dates; its words and its file are gone: it was the person's own, and they alone do that.
    """

    __tablename__ = "album_piece"
    __table_args__ = (sa.Index("one_portrait", "person_id", unique=True, sqlite_where=THE_PORTRAIT, postgresql_where=THE_PORTRAIT),)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: Kind = Field(sa_type=words(Kind))
    made_at: datetime = Field(default_factory=pathway_now)
    made_by_id: UUID = Field(foreign_key="account.id")
    helped_by_sealed: str | None = None
    caption_sealed: str | None = None
    version: int = 1
    width: int = 0
    height: int = 0
    seconds: int = 0
    # The person wants it on paper: their plan on a page.
    printed_at: datetime | None = None
    printed_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    withdrawn_at: datetime | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    caption = sealed("caption_sealed")
    helped_by = sealed("helped_by_sealed")

    @property
    def may_be_met(self) -> bool:
        """By others than the person: what is only heard needs its words for whoever cannot hear it."""
        return self.kind is not Kind.SOUND or bool(self.caption_sealed)


class File(Record, table=True):
    """The sealed bytes of one shape of a piece, apart from its row: a page that lists an album loads none."""

    __tablename__ = "album_file"
    __table_args__ = (sa.UniqueConstraint("piece_id", "shape"),)
    piece_id: UUID = Field(foreign_key="album_piece.id")
    shape: Shape = Field(sa_type=words(Shape))
    body_sealed: bytes = Field(sa_type=sa.LargeBinary)
    body = sealed_bytes("body_sealed")
