"""Codes that staff gave: at the desk, or sent to a phone to confirm it. Both are entered with a date of birth."""

from flask import request

from webapp.accounts.changes import AT_THE_DESK, NOT_OWN
from webapp.accounts.models import Code, CodePurpose, SignIn, Tier
from webapp.accounts.rules import local_path
from webapp.accounts.signed_in import visitor
from webapp.codes.changes import answer_given_code
from webapp.codes.confirming import confirm_contact
from webapp.codes.vouching import use_vouch
from webapp.doors.arriving import arrive_as_person, door_limit, remembered_here, take_even_time
from webapp.doors.blueprint import blueprint
from webapp.doors.forms import GivenCodeForm, no_match
from webapp.people.models import ContactPoint, Person
from webapp.web.pages import page, public
from webapp.web.request import db

DESK, PHONE = "doors/desk_code.html", "doors/phone_code.html"


@blueprint.get("/sign-in/desk")
@public
def desk_door():
    return page(DESK, form=GivenCodeForm(asked=local_path(request.args.get("next")) or ""))


@blueprint.post("/sign-in/desk")
@public
@door_limit
def sign_in_by_desk_code():
    """For one sitting: staff have seen the code, so no phone is remembered by it."""
    form, code = answered(CodePurpose.DESK, CodePurpose.VOUCH)
    if code is None:
        return page(DESK, status=422, form=form)
    person = db.get_one(Person, code.person_id)
    if code.purpose is CodePurpose.VOUCH:
        return arrive_vouched(person, code, form.asked)
    return arrive_as_person(person, asked=form.asked, lasts=AT_THE_DESK, given_by=code.made_by_id)


def arrive_vouched(person: Person, code: Code, asked: str):
    """Staff alone remember no phone and make nothing that lasts: they raise a phone that proved itself before, or one sitting."""
    phone_id = next((phone.id for phone, _account, owner in remembered_here() if owner.id == person.id), None)
    use_vouch(db, vouch_id=code.vouch_id, phone_id=phone_id)
    if phone_id or has_own_proof(person):
        return arrive_as_person(person, tier=Tier.STRONG, asked=asked, phone_id=phone_id)
    return arrive_as_person(person, tier=Tier.STRONG, asked=asked, lasts=AT_THE_DESK, given_by=code.made_by_id)


def has_own_proof(person: Person) -> bool:
    """Is this browser signed in as them by more than a code from the desk?"""
    who = visitor()
    if who is None or who.person_id != person.id or who.tier not in (Tier.OWN, Tier.STRONG):
        return False
    return db.get_one(SignIn, who.sign_in_id).given_by_id is None


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
    person = db.get_one(Person, code.person_id)
    if contact.shared_with:
        return arrive_as_person(person, lasts=NOT_OWN, not_own=True)
    return arrive_as_person(person, remember=True)


def answered(*purposes: CodePurpose):
    take_even_time()
    form = GivenCodeForm.read(request.form)
    code = answer_given_code(db, purposes=purposes, born=form.born, digits=form.digits) if form.is_valid else None  # type: ignore[arg-type]
    if form.is_valid and code is None:
        form.errors["code"] = no_match()
    return form, code
