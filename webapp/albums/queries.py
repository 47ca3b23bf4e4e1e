"""Reading an album. What others may meet of it is asked for by name; a file is opened one at a time."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.albums.models import File, Kind, Piece, Shape
from webapp.albums.rules import MEDIA, MOST


@dataclass(frozen=True)
class Album:
    """What stands in it, oldest first."""

    portrait: Piece | None = None
    pictures: Sequence[Piece] = field(default_factory=list)
    sounds: Sequence[Piece] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.portrait or self.pictures or self.sounds)

    def has_room_for(self, kind: Kind) -> bool:
        """A new portrait takes the place of the old one."""
        return kind == Kind.PORTRAIT or len(self.pictures if kind == Kind.PICTURE else self.sounds) < MOST[kind]


def album_of(session: Session, person_id: UUID, *, own: bool = False) -> Album:
    """As others may meet it; `own`: as the person does, with voice notes that have no words yet."""
    found = select(Piece).where(Piece.person_id == person_id, col(Piece.withdrawn_at).is_(None)).order_by(col(Piece.made_at), col(Piece.id))
    pieces = [piece for piece in session.exec(found) if own or piece.may_be_met]
    portrait = next((piece for piece in pieces if piece.kind is Kind.PORTRAIT), None)
    return Album(portrait, [one for one in pieces if one.kind is Kind.PICTURE], [one for one in pieces if one.kind is Kind.SOUND])


def portrait_of(session: Session, person_id: UUID, *, printed: bool = False) -> Piece | None:
    """`printed`: only when the person wants it on paper."""
    portrait = album_of(session, person_id).portrait
    return portrait if portrait and (portrait.printed_at or not printed) else None


def sound_of(session: Session, person_id: UUID) -> Sequence[Piece]:
    """The voice notes that others may hear, each with its words in `caption`."""
    return album_of(session, person_id).sounds


def piece_of(session: Session, person_id: UUID, piece_id: UUID) -> Piece | None:
    """A piece that stands in this person's own album."""
    found = select(Piece).where(Piece.person_id == person_id, Piece.id == piece_id, col(Piece.withdrawn_at).is_(None))
    return session.exec(found).first()


def body_of(session: Session, piece: Piece, shape: Shape = Shape.WHOLE) -> bytes | None:
    """Its file: JPEG, or MP3 for a sound. None when there is no such shape."""
    kept = session.exec(select(File).where(File.piece_id == piece.id, File.shape == shape)).first()
    return kept.body if kept else None


def data_address(session: Session, piece: Piece | None, shape: Shape = Shape.SMALL) -> str:
    """Its file as an address that needs no server, for a copy or a print that stands alone; empty without one."""
    body = body_of(session, piece, shape) if piece else None
    return f"data:{MEDIA[piece.kind]};base64,{base64.b64encode(body).decode()}" if piece and body else ""
