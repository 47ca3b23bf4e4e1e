"""Putting back: one field, one item, or a whole save. Each is a new save; what it replaces stays in the list of changes."""

from uuid import UUID

from flask import abort, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.edits.forms import row_shown
from webapp.edits.hands import hand
from webapp.people.models import Person
from webapp.plans.changes import open_plan
from webapp.plans.models import Keep, Plan
from webapp.versions.doors import blueprint
from webapp.versions.pages import comparison_page, save_page, versions_or_404
from webapp.versions.queries import aside_of
from webapp.versions.undoing import choose, put_back_item, put_back_words, undo_save
from webapp.web.request import db

__all__ = ["blueprint"]


def held(person: Person) -> Plan:
    """The person's plan, held until this transaction ends. A plan is never made by going back in it."""
    versions_or_404(person)
    return open_plan(db, person_id=person.id)


def to_changes(person: Person, **said):
    return redirect(url_for("versions.changes", person_id=person.id, **said), 303)


@blueprint.post("/people/<uuid:person_id>/plan/versions/<int:number>/words")
@needs(Permission.PLAN_CHANGE)
def words_put_back(person: Person, number: int):
    """What one field said in that version stands again. `seen`: the row the page showed as what stands now; when it is another by now, nothing is written."""
    plan, found = held(person), versions_or_404(person)
    about, name = row_shown(request.form.get("about", "")) or plan.id, request.form.get("field", "")
    done = put_back_words(db, plan=plan, rows=found.rows, number=number, about=about, name=name, seen=row_shown(request.form.get("seen", "")), by=hand())
    if done is None:
        abort(404)
    return to_changes(person, saved=1) if done else comparison_page(person, versions_or_404(person), number, found.newest, 409, changed=True)


@blueprint.post("/people/<uuid:person_id>/plan/versions/<int:number>/items/<uuid:gone_id>")
@needs(Permission.PLAN_CHANGE)
def item_put_back(person: Person, number: int, gone_id: UUID):
    """Something that stood in that version and was taken out since is part of the plan again, with its words."""
    plan, found = held(person), versions_or_404(person)
    done = put_back_item(db, plan=plan, rows=found.rows, item_id=gone_id, by=hand())
    if done is None:
        abort(404)
    return to_changes(person, saved=1) if done else comparison_page(person, found, number, found.newest, 409, full=True)


@blueprint.post("/people/<uuid:person_id>/plan/saves/<int:number>")
@needs(Permission.PLAN_CHANGE)
def save_undone(person: Person, number: int):
    """The whole save is undone, but for what was changed since: that is shown, each with its own button."""
    plan, found = held(person), versions_or_404(person)
    left = undo_save(db, plan=plan, rows=found.rows, number=number, by=hand()) if found.at(number) else abort(404)
    return save_page(person, versions_or_404(person), number, 409, left=left) if left else to_changes(person, saved=1)


@blueprint.post("/people/<uuid:person_id>/plan/asides/<uuid:aside_id>")
@needs(Permission.PLAN_CHANGE)
def aside_chosen(person: Person, aside_id: UUID):
    """The person read what stands and what was set aside, and says what stays."""
    plan, found = held(person), versions_or_404(person)
    aside, press = aside_of(db, plan.id, aside_id) or abort(404), request.form.get("press", "")
    if press in list(Keep):
        choose(db, plan=plan, rows=found.rows, aside=aside, chosen=Keep(press), seen=row_shown(request.form.get("seen", "")), by=hand())
    return to_changes(person, saved=1)
