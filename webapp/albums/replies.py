"""A piece's file as a reply: under no name of its own, of one fixed kind, shut in, kept by nobody, and in pieces for a player that asks so."""

from flask import Response, abort, request
from sqlmodel import Session

from webapp.albums.models import Kind, Piece, Shape
from webapp.albums.queries import body_of
from webapp.albums.rules import MEDIA

NAMES = {Kind.SOUND: "voice.mp3"}
# Opened by itself it may do nothing; and a page that shows it is one of ours.
SHUT_IN = "default-src 'none'; sandbox; frame-ancestors 'none'"


def file_reply(session: Session, piece: Piece | None, shape: str) -> Response:
    body = body_of(session, piece, Shape(shape)) if piece is not None and shape in set(Shape) else None
    if piece is None or body is None:
        abort(404)
    reply = Response(body, mimetype=MEDIA[piece.kind])
    reply.headers["Content-Disposition"] = f'attachment; filename="{NAMES.get(piece.kind, "photo.jpg")}"'
    reply.headers["Content-Security-Policy"] = SHUT_IN
    return reply.make_conditional(request, accept_ranges=True, complete_length=len(body))  # type: ignore[return-value]
