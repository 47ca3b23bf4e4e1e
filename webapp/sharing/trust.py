"""The person lets a carer do more than read, once we are sure that it is the person; and takes it back, which is never made hard."""

from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.grants.changes import give_rights
from webapp.grants.models import Grant
from webapp.grants.queries import grant_of, rights_of
from webapp.grants.rules import rights_for
from webapp.grants.words import MAY, PARTS
from webapp.people.models import Person
from webapp.sharing.doors import blueprint
from webapp.sharing.forms import RightsForm
from webapp.web.pages import page
from webapp.web.request import db


def own_grant(person: Person, grant_id: UUID) -> Grant:
    return grant_of(db, person.id, grant_id, today()) or abort(404)


def rights_page(person: Person, grant: Grant, form: RightsForm, status: int = 200):
    choices = {part: [(right.value, MAY[right]) for right in rights_for(part)] for part in rights_of(db, [grant.id])[grant.id]}
    return page("sharing/rights.html", status=status, person=person, grant=grant, form=form, choices=choices, PARTS=PARTS)


@blueprint.get("/people/<uuid:person_id>/carers/<uuid:grant_id>/rights")
@needs(Permission.CARERS_TRUST)
def carer_rights(person: Person, grant_id: UUID):
    grant = own_grant(person, grant_id)
    return rights_page(person, grant, RightsForm(rights_of(db, [grant.id])[grant.id]))


@blueprint.post("/people/<uuid:person_id>/carers/<uuid:grant_id>/rights")
@needs(Permission.CARERS_TRUST)
def carer_rights_given(person: Person, grant_id: UUID):
    grant = own_grant(person, grant_id)
    form = RightsForm.read(request.form, rights_of(db, [grant.id])[grant.id])
    if form.errors:
        return rights_page(person, grant, form, 422)
    give_rights(db, grant=grant, rights=form.rights, by=visitor().account_id)
    return redirect(url_for("sharing.carers", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/carers/<uuid:grant_id>/rights/ending")
@needs(Permission.CARERS_MANAGE)
def carer_rights_ending(person: Person, grant_id: UUID):
    """From the next request on they only read. A code by text is enough for that."""
    give_rights(db, grant=own_grant(person, grant_id), rights={}, by=visitor().account_id)
    return redirect(url_for("sharing.carers", person_id=person.id), 303)
