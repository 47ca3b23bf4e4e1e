"""The desk: letters that wait to be printed, those that no printer can make, and the runs that were made."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import pathway_now
from webapp.letters.changes import came_back, mark_posted, new_run, print_again, to_print
from webapp.letters.models import LetterRun, Maker
from webapp.letters.queries import letters_in, run_of, runs_of, waiting_letters
from webapp.letters.sheets import letters_file, sheet_of
from webapp.letters.words import KINDS
from webapp.practices.queries import staff_names
from webapp.textfiles.forms import chosen_texts
from webapp.web.pages import Page, page
from webapp.web.request import db

blueprint = Blueprint("letters", __name__)
LISTED = timedelta(days=28)


@blueprint.get("/staff/letters")
@staff_needs(Permission.LETTER_PRINT)
def letters():
    return letters_page()


def letters_page(status: int = 200, **more) -> Page:
    waiting = waiting_letters(db, g.practice.id)
    note_seen({Seen.LETTERS: [letter.person_id for letter in waiting]})
    ready, apart = [letter for letter in waiting if not letter.elsewhere], [letter for letter in waiting if letter.elsewhere]
    shown = {"runs": runs_of(db, g.practice.id, pathway_now() - LISTED), "names": staff_names(db, g.practice.id), "KINDS": KINDS}
    return page("letters/letters.html", status=status, ready=ready, apart=apart, address=url_for("letters.letters"), **shown, **more)


@blueprint.post("/staff/letters/runs")
@staff_needs(Permission.LETTER_PRINT)
def new_print():
    """Nothing is marked unless it is in the file that goes out with this reply; the reply lost, the run is there to print again."""
    run = new_run(db, practice=g.practice, maker=Maker.PRINTER, by=visitor().staff_id, account_id=visitor().account_id)
    return file_of(run) if run else letters_page(409, nothing=True)


@blueprint.post("/staff/letters/service")
@staff_needs(Permission.LETTER_PRINT)
def to_outside():
    run = new_run(db, practice=g.practice, maker=Maker.SERVICE, by=visitor().staff_id, account_id=visitor().account_id)
    return redirect(url_for("letters.one_run", letters_id=run.id), 303) if run else letters_page(409, nothing=True)


def file_of(run: LetterRun) -> Page:
    messages = to_print(db, run)
    note_each(Permission.LETTER_PRINT, {message.person_id for message in messages if message.person_id})
    base_url = current_app.config["SETTINGS"].base_url
    sheets = [sheet_of(db, message, run=run, practice=g.practice, base_url=base_url) for message in messages]
    return letters_file(sheets) if sheets else run_page(run, 409, nothing=True)


def own_run(letters_id: UUID) -> LetterRun:
    return run_of(db, g.practice.id, letters_id) or abort(404)


@blueprint.get("/staff/letters/runs/<uuid:letters_id>")
@staff_needs(Permission.LETTER_PRINT)
def one_run(letters_id: UUID):
    return run_page(own_run(letters_id))


def run_page(run: LetterRun, status: int = 200, **more) -> Page:
    found = letters_in(db, run.id)
    note_seen({Seen.LETTERS: [letter.person_id for letter in found]})
    more["address"] = url_for("letters.one_run", letters_id=run.id)
    return page("letters/run.html", status=status, run=run, letters=found, names=staff_names(db, g.practice.id), KINDS=KINDS, **more)


@blueprint.post("/staff/letters/runs/<uuid:letters_id>")
@staff_needs(Permission.LETTER_PRINT)
def second_print(letters_id: UUID):
    run = own_run(letters_id)
    print_again(db, run=run, by=visitor().staff_id)
    return file_of(run)


@blueprint.post("/staff/letters/runs/<uuid:letters_id>/posting")
@staff_needs(Permission.LETTER_PRINT)
def posting(letters_id: UUID):
    mark_posted(db, run=own_run(letters_id), by=visitor().staff_id)
    return redirect(url_for("letters.one_run", letters_id=letters_id, saved="posted"), 303)


@blueprint.post("/staff/letters/runs/<uuid:letters_id>/returns")
@staff_needs(Permission.LETTER_PRINT)
def returns(letters_id: UUID):
    run = own_run(letters_id)
    if not came_back(db, run=run, messages=chosen_texts(request.form), by=visitor().account_id):
        return run_page(run, 422, untold=True)
    return redirect(url_for("letters.one_run", letters_id=run.id, saved="back"), 303)
