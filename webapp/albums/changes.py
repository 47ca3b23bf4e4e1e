"""Writing an album: the person alone adds, names and takes out. What they take out is gone; that it was there stays."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from webapp.albums.models import File, Kind, Piece
from webapp.albums.queries import album_of
from webapp.albums.remaking import Remade
from webapp.base.clock import pathway_now
from webapp.people.models import Person


def add_piece(session: Session, *, person_id: UUID, piece_id: UUID, remade: Remade, caption: str, helped_by: str, by: UUID) -> Piece | None:
    """None when there is no room left. `piece_id` was made with the form: the same form sent twice adds once."""
    session.exec(select(Person.id).where(Person.id == person_id).with_for_update()).one()
    there = session.get(Piece, piece_id)
    if there is not None:
        return there if there.person_id == person_id else None
    album = album_of(session, person_id, own=True)
    if not album.has_room_for(remade.kind):
        return None
    if remade.kind is Kind.PORTRAIT and album.portrait:
        take_out(session, piece=album.portrait, by=by)
    sizes = {"width": remade.width, "height": remade.height, "seconds": remade.seconds}
    made = Piece(id=piece_id, person_id=person_id, kind=remade.kind, made_by_id=by, caption=caption or None, helped_by=helped_by or None, **sizes)
    session.add(made)
    session.flush()
    session.add_all([File(piece_id=made.id, shape=shape, body=body) for shape, body in remade.bodies.items()])
    session.flush()
    return made


def say_in_words(session: Session, *, piece: Piece, caption: str, version: int) -> bool:
    """False, and nothing written, when it says something else by now than the form that was filled in had shown."""
    if caption == (piece.caption or ""):
        return True
    if version != piece.version:
        return False
    done = session.execute(sa.update(Piece).where(col(Piece.id) == piece.id, col(Piece.version) == version).values(version=version + 1))
    if not done.rowcount:  # type: ignore[attr-defined]
        session.expire(piece)
        return False
    session.refresh(piece)
    piece.caption = caption or None
    session.add(piece)
    session.flush()
    return True


def want_on_paper(session: Session, *, piece: Piece, wanted: bool, by: UUID) -> None:
    if wanted != bool(piece.printed_at):
        piece.printed_at, piece.printed_by_id = (pathway_now(), by) if wanted else (None, None)
        session.add(piece)
        session.flush()


def take_out(session: Session, *, piece: Piece, by: UUID) -> None:
    """Its file and its words are gone for good; when it came and when it went stays."""
    session.execute(sa.delete(File).where(col(File.piece_id) == piece.id))
    piece.withdrawn_at, piece.withdrawn_by_id = pathway_now(), by
    piece.caption = piece.helped_by = None
    session.add(piece)
    session.flush()
