"""The staff door: e-mail address, password and six digits from an app, on one page, with one sentence for whatever did not fit."""

from flask import request

from webapp.accounts.models import Tier
from webapp.accounts.rules import local_path
from webapp.accounts.staff import accept_staff, check_staff
from webapp.base.clock import now
from webapp.doors.arriving import arrive, door_limit, take_even_time
from webapp.doors.blueprint import blueprint
from webapp.doors.forms import StaffForm, no_match
from webapp.sittings.late import who_was_here
from webapp.web.pages import page, public
from webapp.web.request import database, db


@blueprint.get("/staff/sign-in")
@public
def staff_door():
    return page("doors/staff.html", form=StaffForm(asked=local_path(request.args.get("next")) or ""), over=who_was_here())


@blueprint.post("/staff/sign-in")
@public
@door_limit
def sign_in_staff():
    take_even_time()
    form, at = StaffForm.read(request.form), now()
    # Argon2 takes long: read and check first, and only then open the session that may write.
    with database().reading() as session:
        proof = check_staff(session, email=form.email.casefold(), password=form.password, digits=form.digits, at=at)
    if accept_staff(db, proof=proof, at=at):
        return arrive(proof.account, Tier.STAFF, form.asked or "/staff", practice_id=proof.member.practice_id)
    form.errors["email"] = no_match()
    return page("doors/staff.html", status=422, form=form)
