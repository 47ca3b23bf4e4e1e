"""The person's own pages: who can see their plan, and what else they say yes to."""

from uuid import UUID

from flask import g, redirect, request, url_for

from webapp.access.changes import say_yes_to
from webapp.access.forms import chosen_uses
from webapp.access.guard import allows, needs
from webapp.access.policy import Permission
from webapp.access.queries import consents_of
from webapp.access.words import USES
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.grants.changes import change_grant, share, stop
from webapp.grants.holding import stopped_by_person
from webapp.grants.models import Grant, Right
from webapp.grants.presets import PRESETS, Preset, preset_named
from webapp.grants.queries import grants_of, holder_now, rights_of, standing_holder
from webapp.grants.rules import A_WEEK, MOST_CARERS, does_more_than_see, plain_word, usual_end
from webapp.grants.seers import seers_of
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.plans.queries import whole_plan
from webapp.sharing import carer_pages, own_holder
from webapp.sharing.carer_pages import details_shared, last_checked, plan_shared, shared_album
from webapp.sharing.doors import blueprint
from webapp.sharing.forms import GrantForm, NewGrantForm
from webapp.sharing.rules import shared_team
from webapp.sharing.trust import own_grant
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint", "carer_pages", "own_holder"]


@blueprint.get("/people/<uuid:person_id>/carers")
@needs(Permission.CARERS_MANAGE)
def carers(person: Person):
    grants = grants_of(db, person.id, today())
    rights = rights_of(db, [grant.id for grant in grants])
    more = {grant.id: does_more_than_see(rights[grant.id].values()) for grant in grants}
    shown = {"full": len(grants) >= MOST_CARERS, "held": holder_now(db, person.id, today())}
    return page("sharing/carers.html", person=person, grants=grants, rights=rights, more=more, **WORDS, **shown)


@blueprint.get("/people/<uuid:person_id>/carers/all")
@needs(Permission.CARERS_MANAGE)
def who_sees(person: Person):
    """Each part against each person, why, until when and how it was given; to read and to print."""
    return page("sharing/who_sees.html", person=person, seers=seers_of(db, person.id, today()), printed_on=today(), **WORDS)


def to_carers(person: Person):
    return redirect(url_for("sharing.carers", person_id=person.id), 303)


def new_page(person: Person, form: GrantForm, status: int = 200, preset: Preset | None = None):
    shown = {"preset": PRESETS[preset][1] if preset else "", "week_end": today() + A_WEEK, "address": url_for("sharing.new_carer", person_id=person.id)}
    return page("sharing/new.html", status=status, person=person, form=form, **shown, **WORDS)


@blueprint.get("/people/<uuid:person_id>/carers/new")
@needs(Permission.CARERS_MANAGE)
def new_carer(person: Person):
    whole = whole_plan(db, person.id)
    until_on = usual_end(shared_team(whole.own).review_on if whole else None, today())
    form, preset = NewGrantForm.standing(frozenset(), until_on), preset_named(request.args.get("kind", ""))
    form.tick(preset)
    return new_page(person, form, preset=preset)


@blueprint.get("/people/<uuid:person_id>/carers/kinds")
@needs(Permission.CARERS_MANAGE)
def carer_kinds(person: Person):
    """For whom? Each leads to the form with its boxes ticked, to look at and change."""
    return page("sharing/kinds.html", person=person, PRESETS=PRESETS)


@blueprint.post("/people/<uuid:person_id>/carers")
@needs(Permission.CARERS_MANAGE)
def share_with(person: Person):
    form = NewGrantForm.read(request.form)
    if len(grants_of(db, person.id, today())) >= MOST_CARERS:
        form.errors["name"] = carer_pages.too_many()
    if form.is_valid:
        word, by = plain_word(form.word), visitor().account_id
        whom = {"name": form.name, "number": form.kept, "word": word, "why": form.why}
        made = share(db, person_id=person.id, parts=form.parts, until_on=form.until_on, by=by, **whom)
        if made is not None:
            return to_carers(person)
        form.errors["number"] = carer_pages.shared_already()
    return new_page(person, form, 422)


@blueprint.get("/people/<uuid:person_id>/carers/<uuid:grant_id>")
@needs(Permission.CARERS_MANAGE)
def carer(person: Person, grant_id: UUID):
    grant = own_grant(person, grant_id)
    form = GrantForm.standing(frozenset(rights_of(db, [grant.id])[grant.id]), grant.until_on)
    form.tick(preset_named(request.args.get("kind", "")))
    return change_page(person, grant, form)


def change_page(person: Person, grant: Grant, form: GrantForm, status: int = 200):
    return page("sharing/carer.html", status=status, person=person, grant=grant, form=form, PRESETS=PRESETS, week_end=today() + A_WEEK, **WORDS)


@blueprint.post("/people/<uuid:person_id>/carers/<uuid:grant_id>")
@needs(Permission.CARERS_MANAGE)
def carer_changed(person: Person, grant_id: UUID):
    grant, form = own_grant(person, grant_id), GrantForm.read(request.form)
    if form.until_on and form.until_on > grant.until_on and not may_lengthen(person, grant):
        form.errors["until"] = _("They may do more than read. For a later day we must be sure it is you.")
    form.ask_twice(before=rights_of(db, [grant.id])[grant.id])
    if not form.is_valid:
        return change_page(person, grant, form, 422)
    change_grant(db, grant=grant, parts=form.parts, until_on=form.until_on, by=visitor().account_id)  # type: ignore[arg-type]
    return to_carers(person)


def may_lengthen(person: Person, grant: Grant) -> bool:
    """More time for somebody who does more than read is as much as letting them do it."""
    trusts = allows(Permission.CARERS_TRUST, person.id)
    return trusts or not does_more_than_see(rights_of(db, [grant.id])[grant.id].values())


@blueprint.post("/people/<uuid:person_id>/carers/<uuid:grant_id>/ending")
@needs(Permission.CARERS_MANAGE)
def carer_ending(person: Person, grant_id: UUID):
    """Quiet: the carer gets no message, and from now on an unknown page. Whoever held the plan by it holds it no more, and the surgery hears of it."""
    grant, by = own_grant(person, grant_id), visitor().account_id
    standing = standing_holder(db, person.id)
    if standing is not None and standing.grant_id == grant.id:
        stopped_by_person(db, person_id=person.id, practice=g.practice, by=by)
    stop(db, grant=grant, by=by)
    return to_carers(person)


@blueprint.get("/people/<uuid:person_id>/carers/<uuid:grant_id>/sight")
@needs(Permission.CARERS_MANAGE)
def as_they_see_it(person: Person, grant_id: UUID):
    """The carer's own page, made of the same pieces in the same way."""
    grant, held = own_grant(person, grant_id), holder_now(db, person.id, today())
    rights = rights_of(db, [grant.id])[grant.id]
    if held is not None and held.holder.grant_id == grant.id:
        rights |= dict.fromkeys(held.parts, Right.HOLD)
    checked = last_checked(person.id, g.practice.id if g.practice else None, rights)
    more: dict[str, object] = {"front": details_shared(person, g.practice, rights), "checked": checked}
    more["album"] = shared_album(person.id, rights)
    return page("sharing/plan.html", **WORDS, person=person, shown=plan_shared(person.id, rights), grant=grant, rights=rights, **more)


@blueprint.get("/people/<uuid:person_id>/permissions")
@needs(Permission.CONSENT_CHANGE)
def permissions(person: Person):
    return page("sharing/permissions.html", person=person, given=consents_of(db, person.id), USES=USES, kept="saved" in request.args)


@blueprint.post("/people/<uuid:person_id>/permissions")
@needs(Permission.CONSENT_CHANGE)
def permissions_changed(person: Person):
    say_yes_to(db, person_id=person.id, uses=chosen_uses(request.form), by=visitor().account_id)
    return redirect(url_for("sharing.permissions", person_id=person.id, saved=1), 303)
