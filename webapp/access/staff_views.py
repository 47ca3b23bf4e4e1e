"""At the desk: check a mobile number with the person, give a code, vouch for them, forget a lost phone."""

from flask import abort, g, redirect, request, url_for

from webapp.access.blueprint import blueprint
from webapp.access.forms import MobileForm, VouchForm
from webapp.access.guard import needs
from webapp.access.policy import Permission, may
from webapp.access.queries import account_id_of
from webapp.access.words import KNEW
from webapp.accounts.changes import stop_contact
from webapp.accounts.phones import end_phone, phones_of
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _, phone_in_words
from webapp.codes.confirming import ask_to_confirm, record_mobile
from webapp.codes.desk_codes import make_desk_code
from webapp.codes.vouching import sure_phones, vouch_for
from webapp.doors.arriving import host
from webapp.people.models import ContactKind
from webapp.people.queries import contact_points
from webapp.web.pages import page
from webapp.web.request import db


def install(app) -> None:
    app.jinja_env.globals["may_open"] = may_open


def may_open(permission: str) -> bool:
    """A desk page of the visitor's own practice: one that would say 404 has no tab."""
    who = visitor()
    return who is None or may(who, Permission(permission), person_id=None, practice_id=who.practice_id)


@blueprint.get("/people/<uuid:person_id>/mobile")
@needs(Permission.DETAILS_CHANGE)
def mobile(person):
    return mobile_page(person, MobileForm(number=to_check(person)))


def to_check(person) -> str:
    """The number we have that nobody checked yet stands in the box already."""
    unchecked = [point.value for point in contact_points(db, person.id) if point.kind is ContactKind.MOBILE and not point.confirmed_at]
    return phone_in_words(unchecked[0]) if len(unchecked) == 1 else ""


def mobile_page(person, form: MobileForm, status: int = 200):
    account_id = account_id_of(db, person.id)
    phones = phones_of(db, account_id, today()) if account_id else []
    sure = sure_phones(db, [phone.id for phone in phones], today())
    sent = request.args.get("sent") if request.args.get("sent") in ("code", "kept") else None
    points = contact_points(db, person.id)
    shown = {"sent": sent, "points": points, "phones": phones, "sure": sure, "KNEW": list(KNEW.items())}
    return page("access/mobile.html", status=status, address=url_for("access.mobile", person_id=person.id), person=person, form=form, **shown)


@blueprint.post("/people/<uuid:person_id>/mobile")
@needs(Permission.DETAILS_CHANGE)
def record(person):
    """Only a number that is the person's own gets a code; the person types it on that phone, and then it is confirmed."""
    form, who = MobileForm.read(request.form), visitor()
    if form.errors:
        return mobile_page(person, form, 422)
    own = form.own == "yes"
    contact = record_mobile(db, person=person, number=form.kept, is_own=own, shared_with=form.shared_with or None, by=who.staff_id)
    if own and not ask_to_confirm(db, person=person, practice=g.practice, contact=contact, host=host(), by=who.staff_id, by_account=who.account_id):
        form.errors["number"] = _("They had a code just now, or too many today. Wait a little, or give a code at the desk.")
        return mobile_page(person, form, 422)
    return redirect(url_for("access.mobile", person_id=person.id, sent="code" if own else "kept"), 303)


@blueprint.post("/people/<uuid:person_id>/mobile/<uuid:contact_id>/ending")
@needs(Permission.DETAILS_CHANGE)
def mobile_ending(person, contact_id):
    contact = next((point for point in contact_points(db, person.id) if point.id == contact_id), None) or abort(404)
    stop_contact(db, contact=contact, why="staff")
    return redirect(url_for("access.mobile", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/desk-code")
@needs(Permission.DESK_CODE_GIVE)
def desk_code(person):
    """Shown this once: only its hash is kept."""
    code = make_desk_code(db, person=person, practice=g.practice, by=visitor().staff_id, by_account=visitor().account_id)
    return page("access/desk_code.html", person=person, code=code, host=host())


@blueprint.post("/people/<uuid:person_id>/vouching")
@needs(Permission.PERSON_VOUCH)
def vouching(person):
    """Staff saw the person. The code is shown this once; the person types it on the phone they hold."""
    form, who = VouchForm.read(request.form), visitor()
    if form.knew is None:
        return mobile_page(person, MobileForm(number=to_check(person), errors=form.errors), 422)
    code = vouch_for(db, person=person, practice=g.practice, knew=form.knew, today=today(), by=who.staff_id, by_account=who.account_id)
    return page("access/desk_code.html", person=person, code=code, host=host(), vouched=True)


@blueprint.post("/people/<uuid:person_id>/remembered-phones/<uuid:phone_id>/ending")
@needs(Permission.DETAILS_CHANGE)
def remembered_phone_ending(person, phone_id):
    account_id = account_id_of(db, person.id)
    if account_id is None or not end_phone(db, phone_id=phone_id, account_id=account_id, by=visitor().account_id):
        abort(404)
    return redirect(url_for("access.mobile", person_id=person.id), 303)
