"""The one screen both look at: big and calm, the person's own words first. What is private goes away with one press, when somebody else is there."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.conversations.about_talk import about_talk, keep_talk
from webapp.conversations.doors import blueprint
from webapp.decisions.pressing import press_in_list
from webapp.decisions.queries import decisions_in
from webapp.decisions.wanted import offered
from webapp.edits.hands import hand
from webapp.edits.screens import Screen
from webapp.people.models import Person
from webapp.people.queries import needs_of
from webapp.plans.changes import open_plan
from webapp.plans.queries import empty_plan, whole_plan
from webapp.talks.sheets import talk_sheet_of
from webapp.web.pages import page
from webapp.web.request import db


@blueprint.get("/people/<uuid:person_id>/conversation/screen")
@needs(Permission.TALK_WRITE)
def shared_screen(person: Person):
    whole, about = whole_plan(db, person.id) or empty_plan(person.id), about_talk(person)
    hides = request.args.get("private", "hidden" if about.told.has_third else "") == "hidden"
    with_mood = may(visitor(), Permission.MOOD_READ, person_id=None, practice_id=g.practice.id)
    story = talk_sheet_of(db, person=person, practice_id=g.practice.id, with_mood=with_mood and not hides)
    shown: dict[str, object] = {"decisions": decisions_in(whole), "needs": needs_of(db, person.id), "offered": offered(story, whole.own)}
    shown |= {"screen": Screen(whole, today()), "story": story, "hides": hides}
    return page("conversations/screen.html", "conversations/_screen_list.html", person=person, **shown)


@blueprint.post("/people/<uuid:person_id>/conversation/screen")
@needs(Permission.TALK_WRITE)
def shared_list(person: Person):
    """What both want from today, put in order together."""
    mine = open_plan(db, person_id=person.id)
    whole, about = whole_plan(db, person.id) or empty_plan(person.id), about_talk(person)
    press_in_list(db, plan=mine, own=whole.own, press=request.form.get("press", ""), by=hand())
    keep_talk(person, mine, about, since=whole.number)
    private = request.form.get("private") or None
    return redirect(url_for("conversations.shared_screen", person_id=person.id, private=private, _anchor="today"), 303)
