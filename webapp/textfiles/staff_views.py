"""The desk: texts that wait for the surgery's own system, the file of them, and which did not arrive."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, abort, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now, wall
from webapp.practices.queries import staff_names
from webapp.practices.working_days import next_sending_time
from webapp.textfiles.changes import did_not_arrive, hand_over, lines_of, send_by, take_again
from webapp.textfiles.forms import chosen_texts
from webapp.textfiles.models import TextFile
from webapp.textfiles.queries import file_of, files_of, held_texts, texts_in
from webapp.textfiles.rules import as_file, may_go_now
from webapp.textfiles.words import KINDS
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("textfiles", __name__)
LISTED = timedelta(days=14)


@blueprint.get("/staff/texts")
@staff_needs(Permission.TEXTS_HAND_OVER)
def texts():
    return texts_page()


def texts_page(status: int = 200, **more) -> Page:
    held = held_texts(db, g.practice.id)
    note_seen({Seen.TEXTS: [text.person_id for text in held]})
    ready = [text for text in held if may_go_now(g.practice, text.kind, wall())]
    later = [text for text in held if text not in ready]
    more["address"] = url_for("textfiles.texts")
    shown = {"files": files_of(db, g.practice.id, pathway_now() - LISTED), "names": staff_names(db, g.practice.id), "KINDS": KINDS}
    opens = min((next_sending_time(g.practice, wall(), worrying=text not in ready) for text in later), default=None)
    return page("textfiles/texts.html", status=status, ready=ready, later=later, opens=opens, **shown, **more)


@blueprint.post("/staff/texts/setting")
@staff_needs(Permission.TEXTS_CHANGE)
def texts_setting():
    send_by(db, practice=g.practice, own=request.form.get("own") == "yes", by=visitor().staff_id)
    return redirect(url_for("textfiles.texts"), 303)


@blueprint.post("/staff/texts/files")
@staff_needs(Permission.TEXTS_HAND_OVER)
def new_file():
    """Nothing is marked unless it is in the file that goes out with this reply; the reply lost, the file is there to take again."""
    made = hand_over(db, practice=g.practice, by=visitor().staff_id, account_id=visitor().account_id)
    return download(made) if made else texts_page(409, nothing=True)


def download(file: TextFile) -> Response:
    people, lines = lines_of(db, file)
    note_each(Permission.TEXTS_HAND_OVER, people)
    name = f"texts-{file.made_at:%Y-%m-%d-%H%M}.csv"
    return Response(as_file(lines), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def own_file(file_id: UUID) -> TextFile:
    return file_of(db, g.practice.id, file_id) or abort(404)


@blueprint.get("/staff/texts/files/<uuid:file_id>")
@staff_needs(Permission.TEXTS_HAND_OVER)
def one_file(file_id: UUID):
    return file_page(own_file(file_id))


def file_page(file: TextFile, status: int = 200, **more) -> Page:
    found = texts_in(db, file.id)
    note_seen({Seen.TEXTS: [text.person_id for text in found]})
    more["address"] = url_for("textfiles.one_file", file_id=file.id)
    return page("textfiles/file.html", status=status, file=file, texts=found, names=staff_names(db, g.practice.id), KINDS=KINDS, **more)


@blueprint.post("/staff/texts/files/<uuid:file_id>")
@staff_needs(Permission.TEXTS_HAND_OVER)
def same_file(file_id: UUID):
    file = own_file(file_id)
    take_again(db, file=file, by=visitor().staff_id)
    return download(file)


@blueprint.post("/staff/texts/files/<uuid:file_id>/failures")
@staff_needs(Permission.TEXTS_HAND_OVER)
def failures(file_id: UUID):
    file = own_file(file_id)
    if not did_not_arrive(db, file=file, messages=chosen_texts(request.form), by=visitor().account_id):
        return file_page(file, 422, nothing=True)
    return redirect(url_for("textfiles.one_file", file_id=file.id, saved=1), 303)
