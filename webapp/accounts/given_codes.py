"""Codes that staff gave: at the desk, or sent to a phone to confirm it. Both are entered with a date of birth."""

from flask import request

from webapp.accounts.arriving import arrive_as_person, door_limit, take_even_time
from webapp.accounts.blueprint import blueprint
from webapp.accounts.changes import AT_THE_DESK
from webapp.accounts.codes import answer_given_code
from webapp.accounts.confirming import confirm_contact
from webapp.accounts.forms import GivenCodeForm, no_match
from webapp.accounts.models import CodePurpose
from webapp.base.pages import page, public
from webapp.base.web import db
from webapp.people.models import ContactPoint, Person

DESK, PHONE = "accounts/desk_code.html", "accounts/phone_code.html"


@blueprint.get("/sign-in/desk")
@public
def desk_door():
    return page(DESK, form=GivenCodeForm())


@blueprint.post("/sign-in/desk")
@public
@door_limit
def sign_in_by_desk_code():
    """For one sitting: staff have seen the code, so no phone is remembered by it."""
    form, code = answered(CodePurpose.DESK)
    if code is None:
        return page(DESK, status=422, form=form)
    return arrive_as_person(db.get_one(Person, code.person_id), lasts=AT_THE_DESK)


@blueprint.get("/sign-in/phone")
@public
def phone_door():
    return page(PHONE, form=GivenCodeForm())


@blueprint.post("/sign-in/phone")
@public
@door_limit
def confirm_my_phone():
    """The code came to this phone and the date of birth is the person's: the number is theirs. A phone nobody else uses is remembered."""
    form, code = answered(CodePurpose.CONFIRM_PHONE)
    contact = db.get(ContactPoint, code.contact_id) if code else None
    if code is None or contact is None or contact.stopped_at:
        form.errors.setdefault("code", no_match())
        return page(PHONE, status=422, form=form)
    confirm_contact(db, contact=contact, by=code.made_by_id)
    return arrive_as_person(db.get_one(Person, code.person_id), remember=not contact.shared_with)


def answered(purpose: CodePurpose):
    take_even_time()
    form = GivenCodeForm.read(request.form)
    code = answer_given_code(db, purpose=purpose, born=form.born, digits=form.digits) if form.is_valid else None  # type: ignore[arg-type]
    if form.is_valid and code is None:
        form.errors["code"] = no_match()
    return form, code
