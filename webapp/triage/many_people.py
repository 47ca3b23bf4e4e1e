"""Whose results wait, most urgent first, and the one press for what is unchanged and in target."""

from uuid import UUID

from flask import g, redirect, request, url_for

from webapp.access.guard import staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today, wall
from webapp.findings.triages import unchanged_people, waiting
from webapp.people.queries import names_of
from webapp.triage import words
from webapp.triage.desk import blueprint
from webapp.triage.forms import ids
from webapp.triage.releasing import release_unchanged
from webapp.web.pages import page
from webapp.web.request import db

A_PAGE = 50


@blueprint.get("/staff/triage")
@staff_needs(Permission.RELEASE)
def waiting_list():
    people = waiting(db, g.practice)
    first = max(request.args.get("page", 1, type=int), 1)
    shown = people[(first - 1) * A_PAGE : first * A_PAGE]
    at_once = unchanged_people(db, people, practice=g.practice) if first == 1 else []
    note_seen({Seen.WAITING: {one.person_id for one in shown} | {found.record.person.id for found in at_once}})
    return page(
        "triage/triage_list.html",
        people=shown,
        all=len(people),
        now=first,
        pages=-(-len(people) // A_PAGE),
        unchanged=at_once,
        released=names_of(db, asked_for(request.args.getlist("released")), registered_with=g.practice.id),
        left=request.args.get("left", 0, type=int),
        at=wall(),
        today=today(),
        words=words,
    )


def asked_for(texts: list[str]) -> set[UUID]:
    return set(ids({f"id-{text}": "" for text in texts[:100]}, "id-"))


@blueprint.post("/staff/triage/unchanged")
@staff_needs(Permission.RELEASE)
def unchanged():
    """Each named person again checked now: what changed since the page was shown stays for a clinician's eye."""
    wanted = ids(request.form, "person-")
    ready = [found for found in unchanged_people(db, waiting(db, g.practice), practice=g.practice) if found.record.person.id in wanted]
    gone = release_unchanged(db, ready, practice=g.practice, by=visitor().staff_id, account_id=visitor().account_id)
    note_each(Permission.RELEASE, gone)
    return redirect(url_for("triage.waiting_list", released=[str(one) for one in gone], left=len(wanted) - len(gone) or None), 303)
