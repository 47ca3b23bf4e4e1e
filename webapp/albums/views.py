"""The person's album: all of it, one more piece, one piece with its words, and the files themselves."""

from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.albums.bringing import kind_or_404, needs_with_file
from webapp.albums.changes import add_piece, say_in_words, take_out, want_on_paper
from webapp.albums.darkroom import MOST_SECONDS
from webapp.albums.forms import BroughtForm, read_caption
from webapp.albums.models import Kind, Piece
from webapp.albums.queries import album_of, piece_of
from webapp.albums.replies import file_reply
from webapp.albums.rules import LONGEST_CAPTION, MOST, MOST_BYTES
from webapp.base.i18n import _
from webapp.people.models import Person
from webapp.web.headers import POLICY
from webapp.web.limits import limiter
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("albums", __name__)

# On the one page with a recorder: its own microphone, and what it just recorded, to be listened to before it is sent.
WITH_RECORDER = {
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=(), payment=(), usb=()",
    "Content-Security-Policy": POLICY.replace("media-src 'self'", "media-src 'self' blob:"),
}


def to_album(person: Person):
    return redirect(url_for("albums.album", person_id=person.id), 303)


def own_piece(person: Person, piece_id: UUID) -> Piece:
    return piece_of(db, person.id, piece_id) or abort(404)


@blueprint.get("/people/<uuid:person_id>/plan/album")
@needs(Permission.PLAN_CHANGE)
def album(person: Person):
    return page("albums/album.html", person=person, album=album_of(db, person.id, own=True), MOST=MOST)


@blueprint.get("/people/<uuid:person_id>/plan/album/new/<kind>")
@needs(Permission.PLAN_CHANGE)
def new_piece(person: Person, kind: str):
    return new_page(person, BroughtForm(kind_or_404(kind)))


def new_page(person: Person, form: BroughtForm, status: int = 200) -> Page:
    """Where there is no room, the page says so instead of asking for a file."""
    mine = album_of(db, person.id, own=True)
    limits = {"most_bytes": MOST_BYTES, "most_seconds": MOST_SECONDS, "longest": LONGEST_CAPTION}
    headers = WITH_RECORDER if form.kind is Kind.SOUND else None
    return page("albums/new.html", status=status, headers=headers, person=person, form=form, album=mine, **limits)


@blueprint.post("/people/<uuid:person_id>/plan/album/new/<kind>")
@limiter.limit("40 per hour")
@needs_with_file(Permission.PLAN_CHANGE)
def piece_brought(person: Person, form: BroughtForm):
    if form.brought is None:
        return new_page(person, form, 422)
    told = {"caption": form.caption, "helped_by": form.helped_by, "by": visitor().account_id}
    if add_piece(db, person_id=person.id, piece_id=form.piece_id, remade=form.brought, **told) is None:
        return new_page(person, form, 409)
    return to_album(person)


@blueprint.get("/people/<uuid:person_id>/plan/album/<uuid:piece_id>")
@needs(Permission.PLAN_CHANGE)
def piece(person: Person, piece_id: UUID):
    return piece_page(person, own_piece(person, piece_id))


def piece_page(person: Person, piece: Piece, status: int = 200, **more) -> Page:
    address = url_for("albums.piece", person_id=person.id, piece_id=piece.id)
    shown = {"longest": LONGEST_CAPTION, "errors": {}, "address": address} | more
    return page("albums/piece.html", status=status, person=person, piece=piece, **shown)


@blueprint.post("/people/<uuid:person_id>/plan/album/<uuid:piece_id>")
@needs(Permission.PLAN_CHANGE)
def piece_saved(person: Person, piece_id: UUID):
    found = own_piece(person, piece_id)
    errors: dict[str, str] = {}
    caption = read_caption(errors)
    if errors:
        return piece_page(person, found, 422, errors=errors, typed=caption)
    if found.kind is Kind.PORTRAIT:
        want_on_paper(db, piece=found, wanted="on_paper" in request.form, by=visitor().account_id)
    if not say_in_words(db, piece=found, caption=caption, version=request.form.get("version", 0, type=int)):
        return piece_page(person, found, 409, typed=caption, clash=True)
    return to_album(person)


@blueprint.post("/people/<uuid:person_id>/plan/album/<uuid:piece_id>/ending")
@needs(Permission.PLAN_CHANGE)
def piece_ending(person: Person, piece_id: UUID):
    found = own_piece(person, piece_id)
    if "sure" not in request.form:
        return piece_page(person, found, 422, errors={"sure": _("Tick that it may go for good.")})
    take_out(db, piece=found, by=visitor().account_id)
    return to_album(person)


@blueprint.get("/people/<uuid:person_id>/plan/album/<uuid:piece_id>/<shape>")
@needs(Permission.PLAN_READ, seen=Seen.ALBUM)
def piece_file(person: Person, piece_id: UUID, shape: str):
    found = piece_of(db, person.id, piece_id)
    is_own = visitor().person_id == person.id
    return file_reply(db, found if found and (is_own or found.may_be_met) else None, shape)
