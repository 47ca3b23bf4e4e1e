"""A person's own page of who looked, and of the phones we remember for them."""

from collections.abc import Callable
from uuid import UUID

from flask import abort, current_app, redirect, url_for

from webapp.access import passkey_pages, words
from webapp.access.blueprint import blueprint
from webapp.access.guard import needs
from webapp.access.looks import install
from webapp.access.policy import Permission
from webapp.access.queries import account_id_of, looks_at
from webapp.access.rules import by_day
from webapp.accounts.copies import copies_of, end_copy
from webapp.accounts.phones import end_phone, phones_of
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.codes.vouching import sure_phones
from webapp.doors.arriving import remembered_here
from webapp.web.pages import page
from webapp.web.request import database, db

__all__ = ["blueprint", "install", "passkey_pages"]


@blueprint.get("/people/<uuid:person_id>/access-log")
@needs(Permission.LOG_READ)
def log(person):
    current_app.extensions["looks"].settle()
    # What this request has begun to read does not show what was written since.
    with database().reading() as session:
        looks = looks_at(session, person.id)
    return page("access/log.html", days=by_day(looks), what=words.what, who=words.who)


@blueprint.get("/people/<uuid:person_id>/phones")
@needs(Permission.PHONES_MANAGE)
def phones(person):
    account_id, here = account_id_of(db, person.id), {phone.id for phone, _account, _person in remembered_here()}
    found = phones_of(db, account_id, today()) if account_id else []
    copies = copies_of(db, account_id) if account_id else []
    sure = sure_phones(db, [phone.id for phone in found], today())
    return page("access/phones.html", person=person, phones=found, here=here, sure=sure, copies=copies)


@blueprint.post("/people/<uuid:person_id>/phones/<uuid:phone_id>/ending")
@needs(Permission.PHONES_MANAGE)
def phone_ending(person, phone_id):
    """What that phone signed in to ends with it, on its next request; this may be the phone in hand."""
    return ended(person, end_phone, phone_id=phone_id)


@blueprint.post("/people/<uuid:person_id>/copies/<uuid:copy_id>/ending")
@needs(Permission.PHONES_MANAGE)
def copy_ending(person, copy_id):
    """From afar: the phone takes the copy off when it next hears from us."""
    return ended(person, end_copy, copy_id=copy_id)


def ended(person, end: Callable[..., bool], **which: UUID):
    """Only what is this person's own."""
    account_id = account_id_of(db, person.id)
    if account_id is None or not end(db, account_id=account_id, by=visitor().account_id, **which):
        abort(404)
    return redirect(url_for("access.phones", person_id=person.id), 303)
