"""The person's pages for taking the plan along: the ways there are, paper, and the sealed file. The card has a file of its own."""

import json
from functools import cache

from flask import g, redirect, request, url_for
from flask_babel import get_locale

from webapp.access.guard import needs
from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_few_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import now
from webapp.base.i18n import speak
from webapp.bundles.queries import bundle_of
from webapp.export import card_views, opening
from webapp.export.album_shown import AlbumShown, album_shown
from webapp.export.doors import blueprint
from webapp.export.forms import FULL, LockForm, PaperForm
from webapp.export.leaving import SEALED_NAME, plan_pdf, sealed_reply
from webapp.export.rules import phrase
from webapp.export.shown import Wishes, plan_shown
from webapp.papers.printing import usual_size
from webapp.papers.rules import SIZES
from webapp.people.models import Person
from webapp.plans.queries import plan_of
from webapp.web.pages import STATIC, Page, page
from webapp.web.request import db

__all__ = ["blueprint", "card_views", "opening"]


def spoken() -> str:
    return get_locale().language


def is_own(person: Person) -> bool:
    return visitor().person_id == person.id


@blueprint.get("/people/<uuid:person_id>/plan/takeaway")
@needs(Permission.PLAN_READ)
def takeaway(person: Person):
    return page("export/takeaway.html", person=person, has_plan=plan_of(db, person.id) is not None, is_own=is_own(person))


@blueprint.get("/people/<uuid:person_id>/plan/papers")
@needs(Permission.PLAN_READ)
def plan_papers(person: Person):
    return page("export/papers.html", person=person, sizes=SIZES, usual=usual_size(db, person), spoken=spoken(), full=FULL)


@blueprint.post("/people/<uuid:person_id>/plan/papers")
@needs(Permission.PLAN_READ)
def new_plan_paper(person: Person):
    if plan_of(db, person.id) is None:
        return redirect(url_for("export.takeaway", person_id=person.id), 303)
    form = PaperForm.read(request.form, usual=usual_size(db, person), language=spoken())
    speak(form.language)
    shown = plan_shown(db, person=person, practice=g.practice, wishes=form.wishes, album=album_for(person))
    return plan_pdf(shown, language=form.language, points=form.points, short=form.short)


def album_for(person: Person) -> AlbumShown:
    """Whoever takes photos along has seen them: it stands in the log as it does where they are looked at."""
    album = album_shown(db, person.id)
    if album.portrait or album.pictures:
        note_few_seen(Seen.ALBUM, {person.id: g.practice.id if g.practice else None})
    return album


@cache
def words_to_offer() -> tuple[str, ...]:
    return tuple(json.loads((STATIC / "words" / "short.json").read_text("utf-8")))


def has_own_proof() -> bool:
    """A code that staff gave lets them in for one sitting: by itself it makes nothing that lasts."""
    return visitor().given_by_id is None


@blueprint.get("/people/<uuid:person_id>/plan/sealed-file")
@needs(Permission.PLAN_EXPORT)
def sealed_file(person: Person):
    return lock_page(person, LockForm())


def lock_page(person: Person, form: LockForm, status: int = 200) -> Page:
    about = {"file_name": SEALED_NAME, "phrase": phrase(words_to_offer()), "may_make": has_own_proof(), "has_plan": plan_of(db, person.id) is not None}
    return page("export/sealed_file_made.html", status=status, person=person, errors=form.errors, **about)


@blueprint.post("/people/<uuid:person_id>/plan/sealed-file")
@needs(Permission.PLAN_EXPORT)
def new_sealed_file(person: Person):
    form = LockForm.read(request.form, own=known_of(person))
    if form.errors or not has_own_proof() or plan_of(db, person.id) is None:
        return lock_page(person, form, status=422 if form.errors else 409)
    shown = plan_shown(db, person=person, practice=g.practice, wishes=Wishes(costs=True), album=album_for(person))
    bundle = bundle_of(db, person.id, at=now())
    return sealed_reply(shown, bundle=bundle, password=form.password, language=spoken())


@blueprint.get("/people/<uuid:person_id>/plan/data")
@needs(Permission.PLAN_EXPORT)
def data(person: Person):
    return page("export/data.html", person=person, has_plan=plan_of(db, person.id) is not None, may_make=has_own_proof())


def known_of(person: Person) -> list[str]:
    """What others know of somebody is no good password of theirs."""
    born, names = person.born_on, f"{person.name} {person.given_name} {g.practice.name if g.practice else ''}".split()
    return [*names, str(born.year), born.strftime("%d%m%Y"), born.strftime("%d%m%y"), person.nhs_number]
