"""What anyone may read: ours, the surgery's own, and what each test means. Nothing here is about one person, so no look is logged."""

from collections.abc import Collection
from uuid import UUID

from flask import abort, g

from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.content.catalogue import expired, result_groups, results
from webapp.content.leaflet import leaflets_in_date
from webapp.leaflets.doors import blueprint
from webapp.leaflets.queries import leaflet_of, shown_leaflets
from webapp.leaflets.rules import is_out_of_date
from webapp.people.queries import practice_of
from webapp.practices.models import Practice
from webapp.signoffs.contents import RESULT
from webapp.signoffs.queries import standings
from webapp.signoffs.rules import Standing
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
    return leaflets_in_date(today())


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
    return page("leaflets/tests.html", groups=grouped(explained(whose())))


def explained(practice: Practice | None) -> set[str]:
    """The codes of results whose words are in date: by the surgery's own sign-offs, or by the catalogue where there is none."""
    if practice is None:
        return set() if expired("results", today()) else set(results())
    stand = standings(db, practice.id, today())
    return {code for code in results() if stand[f"{RESULT}:{code}"] is not Standing.EXPIRED}


def grouped(codes: Collection[str]) -> dict[str, list]:
    """Heading -> what is measured under it and shown to people, in the catalogue's order."""
    shown = [entry for entry in results().values() if entry.code in codes and entry.show_in_pack and entry.release != "never"]
    found = {result_groups()[group]: [entry for entry in shown if entry.group == group] for group in result_groups()}
    return {heading: entries for heading, entries in found.items() if entries}
