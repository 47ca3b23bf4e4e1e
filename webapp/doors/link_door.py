"""Opening a link from a text or the code of a letter. Looking changes nothing; the date of birth is posted."""

from flask import g, redirect, request, url_for

from webapp.accounts.changes import WRONG_NUMBER, account_of_person, stop_wrong_number
from webapp.accounts.links import OpenLink, open_link, stopped_why, try_birth_date
from webapp.accounts.models import LinkKind, Tier
from webapp.accounts.rules import letter_code
from webapp.base.clock import today
from webapp.doors.arriving import arrive, door_limit, remembered_here, speak_to
from webapp.doors.blueprint import blueprint
from webapp.doors.forms import BirthForm, DoorForm, LetterForm, no_match
from webapp.web.pages import page, public
from webapp.web.request import db


@blueprint.get("/i/<secret>")
@public
def link_door(secret: str):
    return door_page(secret, LinkKind.TEXT)


@blueprint.post("/i/<secret>")
@public
@door_limit
def enter_by_link(secret: str):
    return enter(secret, LinkKind.TEXT)


@blueprint.post("/i/<secret>/wrong-number")
@public
@door_limit
def wrong_number(secret: str):
    return not_for_me(secret, LinkKind.TEXT)


@blueprint.get("/l/<code>")
@public
def letter_link(code: str):
    return door_page(letter_code(code) or "", LinkKind.LETTER)


@blueprint.post("/l/<code>")
@public
@door_limit
def enter_by_letter_link(code: str):
    return enter(letter_code(code) or "", LinkKind.LETTER)


@blueprint.post("/l/<code>/wrong-number")
@public
@door_limit
def wrong_address(code: str):
    return not_for_me(letter_code(code) or "", LinkKind.LETTER)


@blueprint.get("/wrong-number")
@public
def stopped_for_you():
    return page("doors/wrong_number.html")


@blueprint.get("/letter")
@public
def letter_door():
    return page("doors/letter.html", form=LetterForm())


@blueprint.post("/letter")
@public
@door_limit
def enter_by_letter():
    form = LetterForm.read(request.form)
    if not form.is_valid:
        return page("doors/letter.html", status=422, form=form)
    opened = open_link(db, form.secret or "", LinkKind.LETTER, today())
    if opened and try_birth_date(db, link_id=opened.link.id, right=opened.person.born_on == form.born):
        return come_in(opened)
    form.errors["birth"] = no_match()
    return page("doors/letter.html", status=422, form=form)


def door_page(secret: str, kind: LinkKind):
    opened = open_link(db, secret, kind, today())
    return opened_page(opened, DoorForm()) if opened else closed_page()


def opened_page(opened: OpenLink, form: DoorForm, status: int = 200):
    """Says who sent it and how to phone them, and nothing about the person."""
    g.practice = opened.practice
    speak_to(opened.person)
    return page("doors/link.html", status=status, form=form, here=request.path.removesuffix("/"), by_letter=opened.link.kind is LinkKind.LETTER)


def closed_page():
    """The same for a link that never was, has died, was stopped, or is out of tries."""
    return page("doors/link_closed.html", status=410, address="")


def enter(secret: str, kind: LinkKind):
    opened = open_link(db, secret, kind, today())
    if opened is None:
        return closed_page()
    form = BirthForm.read(request.form)
    if not form.is_valid:
        return opened_page(opened, form, 422)
    if try_birth_date(db, link_id=opened.link.id, right=opened.person.born_on == form.born):
        return come_in(opened)
    if open_link(db, secret, kind, today()) is None:
        return closed_page()
    form.errors["birth"] = no_match()
    return opened_page(opened, form, 422)


def come_in(opened: OpenLink):
    """On this person's remembered phone to what is kept; on any other only to the letterbox, where words go in and none come out."""
    person = opened.person
    speak_to(person)
    account = account_of_person(db, person.id)
    phone = next((phone for phone, owner, _person in remembered_here() if owner.id == account.id), None)
    if phone:
        return arrive(account, Tier.OWN, f"/people/{person.id}/pack", phone_id=phone.id)
    return arrive(account, Tier.LETTERBOX, f"/people/{person.id}/letterbox", link_id=opened.link.id)


def not_for_me(secret: str, kind: LinkKind):
    opened = open_link(db, secret, kind, today())
    if opened is None and stopped_why(db, secret, kind) != WRONG_NUMBER:
        return closed_page()
    if opened:
        stop_wrong_number(db, opened=opened, secret=secret)
    return redirect(url_for("doors.stopped_for_you"), 303)
