"""A copy of the plan for the person's own phone: offered, handed over once to be sealed there, and asked after by the phone that keeps it."""

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.copies import copies_of, end_copy_on_phone, note_copy, standing
from webapp.accounts.models import Tier
from webapp.accounts.passkeys import passkeys_of
from webapp.accounts.signed_in import visitor
from webapp.albums.queries import data_address, portrait_of
from webapp.base.clock import today
from webapp.base.i18n import day_in_each_language
from webapp.booklets.doors import blueprint
from webapp.booklets.front_page import front_page
from webapp.doors.arriving import own_phone_here
from webapp.doors.own_phone import may_say
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.plans.queries import plan_of, whole_plan
from webapp.progress.check_ins import looks_after_self
from webapp.versions.locks import check_number
from webapp.web.pages import page, public
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/plan/copy")
@needs(Permission.PLAN_COPY)
def plan_copy(person: Person):
    if plan_of(db, person.id) is None:
        return redirect(url_for("booklets.plan", person_id=person.id), 303)
    return copy_page(person)


def copy_page(person: Person, status: int = 200):
    who = visitor()
    phone_id = own_phone_here(who)
    passkeys = [one.credential_id for one in passkeys_of(db, who.account_id)]
    here = next((copy for copy in copies_of(db, who.account_id) if copy.phone_id == phone_id), None)
    address = url_for("booklets.plan_copy", person_id=person.id)
    return page("booklets/copy.html", status=status, address=address, person=person, phone_id=phone_id, may_remember=may_say(who), passkeys=passkeys, here=here)


@blueprint.post("/people/<uuid:person_id>/plan/copies")
@needs(Permission.PLAN_COPY)
def plan_copies(person: Person):
    """The plan on a page, to be sealed on the phone at once. `passkey`: the id of the one that locks it, when one does."""
    who = visitor()
    phone_id, whole = own_phone_here(who), whole_plan(db, person.id)
    if whole is None:
        abort(404)
    if phone_id is None:
        return copy_page(person, status=409)
    locks = next((one.id for one in passkeys_of(db, who.account_id) if one.credential_id == request.form.get("passkey")), None)
    token = note_copy(db, account_id=who.account_id, phone_id=phone_id, passkey_id=locks)
    agreed = whole_plan(db, person.id, whole.agreed) if whole.agreed else None
    front = front_page(db, person=person, practice=g.practice, own=whole.own)
    portrait = data_address(db, portrait_of(db, person.id, printed=True))
    shown: dict[str, object] = {
        "person": person,
        "screen": Screen(whole, today()),
        "agreed": agreed,
        "front": front,
        "portrait": portrait,
        "days": day_in_each_language(today()),
    }
    shown["check"] = check_number(db, whole)
    shown["looks_after"] = looks_after_self(db, person.id)
    return page("booklets/copy_sealed.html", headers={"Plan-Copy": token}, **shown)


@blueprint.post("/plan-copy")
@public
def copy_standing():
    """Asked by a phone that keeps a copy, with the token it was given. Says nothing of whose it is, nor whether there ever was one."""
    token, who = request.form.get("token", ""), visitor()
    if request.form.get("off"):
        end_copy_on_phone(db, token=token)
    surely = who.account_id if who and who.tier in (Tier.OWN, Tier.STRONG) else None
    return {"standing": standing(db, token=token, seen=surely)}
