"""Reading: every save and every answer, the plan as it stood, and any two versions side by side."""

from flask import abort, request

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.base.clock import today
from webapp.people.models import Person
from webapp.versions import undo_views
from webapp.versions.doors import blueprint
from webapp.versions.history import history
from webapp.versions.locks import is_as_locked, lock_of, short
from webapp.versions.pages import WORDS, comparison_page, is_own, save_page, versions_or_404, waiting_cards
from webapp.versions.pieces import pieces
from webapp.versions.states import state_of
from webapp.web.pages import page
from webapp.web.request import db

__all__ = ["blueprint", "undo_views"]


@blueprint.get("/people/<uuid:person_id>/plan/history")
@needs(Permission.PLAN_READ)
def changes(person: Person):
    found = versions_or_404(person)
    agreed = found.rows.at(found.newest).agreed
    shown = {"newest": found.newest, "agreed": agreed, "waits": waiting_cards(found) if is_own(person) else [], "own": is_own(person)}
    return page("versions/history.html", person=person, entries=history(db, person.id, also=is_own(person)), saved="saved" in request.args, **shown, **WORDS)


@blueprint.get("/people/<uuid:person_id>/plan/versions/<int:number>")
@needs(Permission.PLAN_READ)
def version(person: Person, number: int):
    """The plan as it stood after one save, and whether the lock on it still fits."""
    found = versions_or_404(person)
    whole = found.at(number) or abort(404)
    lock = lock_of(db, found.rows.plan, number)
    shown = {"version": found.version(number), "pieces": pieces(whole), "newest": found.newest, "state": state_of(whole, today())}
    locked = {"lock": short(lock) if lock else "", "fits": is_as_locked(found.rows, lock) if lock else None}
    said = [one for one in found.rows.agreements if one.number == number]
    return page("versions/version.html", person=person, said=said, signers=found.signers(db, said), **shown, **locked, **WORDS)


@blueprint.get("/people/<uuid:person_id>/plan/saves/<int:number>")
@needs(Permission.PLAN_READ)
def save(person: Person, number: int):
    """One save: what it said before, what was written, and what it says now where that is something else again."""
    found = versions_or_404(person)
    return save_page(person, found, number) if found.at(number) else abort(404)


@blueprint.get("/people/<uuid:person_id>/plan/comparison")
@needs(Permission.PLAN_READ)
def comparison(person: Person):
    """Two versions side by side. With only one chosen: beside which?"""
    found = versions_or_404(person)
    first, second = (number if number is not None and found.at(number) else None for number in asked())
    if first is None or second in (None, first):
        others = [one for one in found.all if one.number != first]
        return page("versions/choose.html", person=person, versions=others, first=found.version(first) if first else None, **WORDS)
    return comparison_page(person, found, min(first, second), max(first, second))


def asked() -> tuple[int | None, int | None]:
    return request.args.get("from", type=int), request.args.get("to", type=int)
