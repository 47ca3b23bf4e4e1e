"""The desk: every message in the practice's own wording, counted and read before it is saved; a person's card; what was sent to one person."""

from flask import abort, current_app, g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import OTHERS
from webapp.messages import languages, reasons
from webapp.messages.queries import messages_of
from webapp.people.card_words import card_word, give_word
from webapp.practices.queries import staff_names
from webapp.web.pages import Page, page
from webapp.web.request import db
from webapp.wordings import words
from webapp.wordings.changes import end_wording, save_wording
from webapp.wordings.doors import blueprint
from webapp.wordings.editing import Desk, is_on, spoken_languages
from webapp.wordings.forms import WordingForm
from webapp.wordings.queries import Which, groups_of, standing

MAY = Permission.TEXTS_CHANGE


@blueprint.get("/staff/wordings")
@staff_needs(MAY)
def wordings():
    own = standing(db, g.practice.id)
    named = [(template, words.title_of(template), [which for which in own if which.template == template]) for template in words.templates()]
    return page("wordings/wordings.html", named=named, spoken=spoken_languages(), known=languages.known(), is_on=is_on, others=OTHERS)


def desk_of(template: str) -> Desk:
    """The wording that the address names, or the plain 404."""
    which = Which(template.replace(".", "/", 1), request.args.get("language", "en"), request.args.get("group", ""))
    if which.template not in words.templates() or which.language not in spoken_languages():
        abort(404)
    if which.cohort and which.cohort not in groups_for(which):
        abort(404)
    return Desk(db, g.practice, which, current_app.config["SETTINGS"].base_url)


def groups_for(which: Which) -> dict[str, str]:
    """Invitations alone are asked of a group."""
    return groups_of(db, g.practice.id) if which.template.startswith(words.INVITATIONS) else {}


def wording_page(desk: Desk, form: WordingForm, status: int = 200, saved: bool = False) -> Page:
    which = desk.which
    counts = desk.counts(form.text) if words.is_text(which.template) else None
    shown = {"desk": desk, "form": form, "counts": counts, "title": words.title_of(which.template), "spoken": spoken_languages(), "saved": saved}
    shown |= {"to_fill_in": {place: words.PLACES[place] for place in sorted(desk.known) if place in words.PLACES}, "groups": groups_for(which)}
    shown |= {"names": staff_names(db, g.practice.id), "is_on": is_on(which.language), "language": languages.known().get(which.language)}
    more = {key: value for key, value in (("language", which.language), ("group", which.cohort)) if value and value != "en"}
    address = url_for("wordings.wording", template=which.address, **more)
    return page("wordings/wording.html", "wordings/_count.html", status=status, address=address, **shown)


@blueprint.get("/staff/wordings/<template>")
@staff_needs(MAY)
def wording(template: str):
    desk = desk_of(template)
    form = WordingForm(desk.text, desk.own.read_by if desk.own else "")
    return wording_page(desk, form, saved="saved" in request.args)


@blueprint.post("/staff/wordings/<template>")
@staff_needs(MAY)
def worded(template: str):
    """Counted, saved, or put back to the words that came with the app. Three parts, or two in English, are not saved."""
    desk = desk_of(template)
    press = request.form.get("press", "count")
    if press == "ours":
        end_wording(db, practice_id=g.practice.id, which=desk.which, by=visitor().staff_id)
        return redirect(saved_at(desk), 303)
    form = WordingForm.read(request.form, desk.asked)
    if press != "save":
        return wording_page(desk, form)
    form.ask_reader(desk.which.language)
    fits = not words.is_text(desk.which.template) or desk.counts(form.text)[0].may_go
    if form.errors or not fits:
        return wording_page(desk, form, status=422)
    save_wording(db, practice_id=g.practice.id, which=desk.which, text=form.text, read_by=form.read_by, by=visitor().staff_id)
    return redirect(saved_at(desk), 303)


def saved_at(desk: Desk) -> str:
    return url_for("wordings.wording", template=desk.which.address, language=desk.which.language, group=desk.which.cohort or None, saved=1)


@blueprint.get("/people/<uuid:person_id>/card")
@needs(Permission.LETTER_PRINT)
def card(person):
    return page("wordings/card.html", person=person, card=card_word(db, person.id))


@blueprint.post("/people/<uuid:person_id>/card")
@needs(Permission.LETTER_PRINT)
def new_card(person):
    """The first word of a person, or a new one for a card that was lost."""
    give_word(db, person_id=person.id, by=visitor().account_id, anew=request.form.get("press") == "anew")
    return redirect(url_for("wordings.card", person_id=person.id), 303)


@blueprint.get("/people/<uuid:person_id>/messages")
@needs(Permission.DETAILS_READ)
def messages(person):
    """Everything that was sent to one person or waits, each with whose words it said. Not the words themselves: they are forgotten after a month."""
    found = [(one, *words.whose_words(one)) for one in messages_of(db, person.id) if one.practice_id == g.practice.id]
    shown = {"STATES": words.STATES, "WAYS": words.WAYS, "REASONS": reasons.WHY, "title_of": words.title_of, "fixed": words.FIXED}
    return page("wordings/messages.html", person=person, found=found, spoken=spoken_languages(), **shown)
