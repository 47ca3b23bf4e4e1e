"""A carer suggests something beside a part of the plan. The person reads it with who and when, and says what becomes of it."""

from uuid import UUID

from flask import abort, redirect, request, url_for
from sqlmodel import Session

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import now
from webapp.base.i18n import _
from webapp.booklets import beside
from webapp.booklets.beside import Beside
from webapp.grants.guard import carer_needs
from webapp.grants.models import SharedPart
from webapp.grants.queries import Shared
from webapp.grants.words import PARTS
from webapp.people.models import Person
from webapp.sharing.changes import answer_suggestion, suggest
from webapp.sharing.forms import SuggestionForm
from webapp.sharing.models import Said, Suggestion
from webapp.sharing.queries import suggestion_of, suggestions_of, waiting_from
from webapp.sharing.rules import MOST_WAITING, SECTION_OF, stands_beside
from webapp.sharing.words import SAID
from webapp.together.doors import blueprint
from webapp.versions import history
from webapp.versions.history import Change, Entry, Who
from webapp.web.pages import Page, page
from webapp.web.request import db

# Where the person writes what they were suggested in their own words.
FORM_OF = {SharedPart.GOALS: ("booklets.plan", "goals"), SharedPart.PROMISES: ("booklets.plan", "promises")}
ABOUT = ("booklets.about", None)


def form_page(shared: Shared, part: SharedPart, form: SuggestionForm, status: int = 200) -> Page:
    waiting = [one for one in waiting_from(db, shared.grant.id) if one.part is part]
    return page("together/suggestion.html", status=status, person=shared.person, part=part, title=PARTS[part][0], form=form, waiting=waiting)


@blueprint.get("/carer/people/<uuid:person_id>/suggestions/<part>")
@carer_needs(Permission.PLAN_SUGGEST)
def suggestion_form(shared: Shared, part: SharedPart):
    return form_page(shared, part, SuggestionForm())


@blueprint.post("/carer/people/<uuid:person_id>/suggestions/<part>")
@carer_needs(Permission.PLAN_SUGGEST)
def suggested(shared: Shared, part: SharedPart):
    form = SuggestionForm.read(request.form)
    if len(waiting_from(db, shared.grant.id)) >= MOST_WAITING:
        form.errors["words"] = _("5 of your suggestions wait for an answer. Wait until they are read.")
    if form.errors:
        return form_page(shared, part, form, 422)
    suggest(db, grant=shared.grant, part=part, words=form.words, by=visitor().account_id)
    return redirect(url_for("sharing.carer_plan", person_id=shared.person.id, sent=1), 303)


@blueprint.get("/people/<uuid:person_id>/suggestions")
@needs(Permission.PLAN_CHANGE)
def suggestions(person: Person):
    return page("together/suggestions.html", person=person, found=suggestions_of(db, person.id), PARTS=PARTS, SAID=SAID)


@blueprint.post("/people/<uuid:person_id>/suggestions/<uuid:suggestion_id>")
@needs(Permission.PLAN_CHANGE)
def suggestion_answered(person: Person, suggestion_id: UUID):
    """Whatever is said, the plan stays as it is: only the person's own form changes it."""
    found, press = suggestion_of(db, person.id, suggestion_id) or abort(404), request.form.get("press", "")
    if press in set(Said):
        answer_suggestion(db, suggestion=found, said=Said(press), by=visitor().account_id)
    if press != Said.OWN_WORDS:
        return redirect(url_for("together.suggestions", person_id=person.id), 303)
    if found.part in SECTION_OF:
        return redirect(url_for("booklets.part", person_id=person.id, section=SECTION_OF[found.part].key), 303)
    form, place = FORM_OF.get(found.part, ABOUT)
    return redirect(url_for(form, person_id=person.id, _anchor=place), 303)


def beside_plan(session: Session, person_id: UUID) -> list[Beside]:
    place = url_for("together.suggestions", person_id=person_id)
    return [
        Beside(one.part.value, str(PARTS[one.part][0]), name, one.made_at, one.words or "", one.said is None, f"{place}#suggestion-{one.id}")
        for one, name in suggestions_of(session, person_id)
        if stands_beside(one, now())
    ]


def in_history(session: Session, person_id: UUID) -> list[Entry]:
    """Two lines each: when it was made, and when the person answered it."""
    return [entry for one, name in suggestions_of(session, person_id) for entry in entries_of(one, name)]


def entries_of(one: Suggestion, name: str) -> list[Entry]:
    part = str(PARTS[one.part][0])
    made = Entry(one.made_at, 0, Who.OTHER, name, [Change(_("A suggestion for: %(part)s", part=part), one.words or "")])
    if one.said is None or one.said_at is None:
        return [made]
    return [made, Entry(one.said_at, 0, Who.PERSON, "", [Change(_("Your answer to a suggestion for: %(part)s", part=part), str(SAID[one.said]))])]


beside.BESIDE.append(beside_plan)
history.ALSO.append(in_history)
