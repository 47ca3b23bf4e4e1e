"""What of an album leaves with a plan: each photo in its own address with its words; of a voice note the words alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.albums.models import Piece
from webapp.albums.queries import album_of, data_address


@dataclass(frozen=True)
class PieceShown:
    """`address` needs no server, and is empty for a sound, or where there is no room for the photo."""

    caption: str
    made_at: datetime
    helped_by: str
    address: str = ""


@dataclass(frozen=True)
class AlbumShown:
    """As others may meet it. `on_page`: the person wants the portrait on their plan on a page."""

    portrait: PieceShown | None = None
    pictures: Sequence[PieceShown] = field(default_factory=list)
    sounds: Sequence[PieceShown] = field(default_factory=list)
    on_page: bool = False

    @property
    def without_photos(self) -> "AlbumShown":
        """The words alone."""
        portrait = replace(self.portrait, address="") if self.portrait else None
        return replace(self, portrait=portrait, pictures=[replace(one, address="") for one in self.pictures])


def album_shown(session: Session, person_id: UUID) -> AlbumShown:
    """The small photos: all of them together stay far below what a sealed file may hold."""
    found = album_of(session, person_id)
    portrait = piece_shown(session, found.portrait) if found.portrait else None
    pictures = [piece_shown(session, one) for one in found.pictures]
    sounds = [PieceShown(one.caption or "", one.made_at, one.helped_by or "") for one in found.sounds]
    return AlbumShown(portrait, pictures, sounds, bool(found.portrait and found.portrait.printed_at))


def piece_shown(session: Session, piece: Piece) -> PieceShown:
    return PieceShown(piece.caption or "", piece.made_at, piece.helped_by or "", data_address(session, piece))
