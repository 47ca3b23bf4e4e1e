"""What anyone may read: ours, the surgery's own, and what each test means. Nothing here is about one person, so no look is logged."""

from uuid import UUID

from flask import abort, g

from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import expired, result_groups, results
from webapp.content.leaflet import leaflets as built_in
from webapp.leaflets.doors import blueprint
from webapp.leaflets.queries import leaflet_of, shown_leaflets
from webapp.leaflets.rules import is_out_of_date
from webapp.people.queries import practice_of
from webapp.practices.models import Practice
from webapp.web.pages import page, public
from webapp.web.request import db


def whose() -> Practice | None:
    """The visitor's own surgery, or the only one there is here."""
    who = visitor()
    if who and who.person_id:
        g.practice = practice_of(db, who.person_id)
    elif who and who.practice_id:
        g.practice = db.get(Practice, who.practice_id)
    return g.get("practice")


def ours() -> dict:
    """What comes with the app, while it is in date."""
    return {} if expired("leaflets", today()) else built_in()


@blueprint.get("/leaflets")
@public
def all_leaflets():
    practice = whose()
    own = shown_leaflets(db, practice.id, today()) if practice else []
    return page("leaflets/leaflets.html", ours=ours().values(), own=own)


@blueprint.get("/leaflets/<slug>")
@public
def one_of_ours(slug: str):
    whose()
    return page("leaflets/leaflet.html", leaflet=ours().get(slug) or abort(404))


@blueprint.get("/leaflets/surgery/<uuid:leaflet_id>")
@public
def one_of_the_surgery(leaflet_id: UUID):
    practice = whose() or abort(404)
    found = leaflet_of(db, practice.id, leaflet_id)
    if found is None or is_out_of_date(found.review_on, today()):
        abort(404)
    return page("leaflets/own.html", leaflet=found)


@blueprint.get("/leaflets/tests")
@public
def tests():
    whose()
    return page("leaflets/tests.html", groups=grouped())


def grouped() -> dict[str, list]:
    """Heading -> what is measured under it and shown to people, in the catalogue's order. Empty when the explanations are out of date."""
    if expired("results", today()):
        return {}
    found: dict[str, list] = {result_groups()[group]: [] for group in result_groups()}
    for entry in results().values():
        if entry.show_in_pack and entry.release != "never":
            found[result_groups()[entry.group]].append(entry)
    return {heading: entries for heading, entries in found.items() if entries}
