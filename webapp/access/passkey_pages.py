"""The person's own passkeys: added once we are sure that it is the person, taken away by whoever is in their own pages."""

from flask import Response, abort, redirect, request, url_for

from webapp.access.blueprint import blueprint
from webapp.access.guard import allows, needs
from webapp.access.policy import Permission
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import SignIn
from webapp.accounts.passkeys import MOST_PASSKEYS, add_passkey, end_passkey, passkeys_of, registration_options
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import _
from webapp.codes.desk_codes import tell_person
from webapp.doors.passkey_door import not_shown, site
from webapp.people.queries import practice_of
from webapp.web.pages import page
from webapp.web.request import db

NAME_LETTERS = 40


def bound_to() -> str:
    return f"passkey of:{visitor().sign_in_id}"


def has_own_proof() -> bool:
    """A code that staff gave lets them in for one sitting; by itself it never makes a key that lasts."""
    return db.get_one(SignIn, visitor().sign_in_id).given_by_id is None


def passkeys_page(person, errors: dict[str, str], name: str = "", status: int = 200):
    sure = allows(Permission.PASSKEY_ADD, person.id)
    found = passkeys_of(db, visitor().account_id)
    may_add = sure and has_own_proof() and len(found) < MOST_PASSKEYS
    return page("access/passkeys.html", status=status, person=person, passkeys=found, sure=sure, may_add=may_add, errors=errors, name=name)


@blueprint.get("/people/<uuid:person_id>/passkeys")
@needs(Permission.PHONES_MANAGE)
def passkeys(person):
    return passkeys_page(person, {})


@blueprint.post("/people/<uuid:person_id>/passkeys/challenge")
@needs(Permission.PASSKEY_ADD)
def passkey_challenge(person):
    if not has_own_proof():
        abort(404)
    options = registration_options(db, person=person, account_id=visitor().account_id, bound_to=bound_to(), site=site())
    return Response(options, mimetype="application/json")


@blueprint.post("/people/<uuid:person_id>/passkeys")
@needs(Permission.PASSKEY_ADD)
def passkey_added(person):
    """The person is told by text: a key that lasts is worth knowing of."""
    name, credential = " ".join(request.form.get("name", "")[:NAME_LETTERS].split()), request.form.get("credential", "")
    if not name:
        return passkeys_page(person, {"name": _("Write a name for it, like: my phone.")}, status=422)
    account = account_of_person(db, person.id)
    made = add_passkey(db, account_id=account.id, credential=credential, name=name, bound_to=bound_to(), site=site()) if has_own_proof() else None
    if made is None:
        return passkeys_page(person, {"credential": not_shown()}, name, status=422)
    practice = practice_of(db, person.id)
    if practice:
        tell_person(db, person=person, practice=practice, template="accounts/passkey_added", by=account.id)
    return redirect(url_for("access.passkeys", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/passkeys/<uuid:passkey_id>/ending")
@needs(Permission.PHONES_MANAGE)
def passkey_ending(person, passkey_id):
    if not end_passkey(db, passkey_id=passkey_id, account_id=account_of_person(db, person.id).id, by=visitor().account_id):
        abort(404)
    return redirect(url_for("access.passkeys", person_id=person.id), 303)
