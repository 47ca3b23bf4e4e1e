"""The conversation: one screen with both stories, what we want from today, goals, promises, and a yes from each side."""

from dataclasses import replace

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission, may
from webapp.accounts.signed_in import visitor
from webapp.assessments.changes import decide_need
from webapp.assessments.models import Need, Outcome
from webapp.assessments.queries import assessment_of
from webapp.base.clock import in_london, today
from webapp.base.i18n import _
from webapp.chapters.kinds import ItemKind
from webapp.conversations import decision_views, screen_views, section_views
from webapp.conversations.about_talk import AboutTalk, about_talk, keep_talk, read_about
from webapp.conversations.doors import blueprint
from webapp.decisions.changes import withdraw_talk
from webapp.decisions.deciding import begin_decision
from webapp.decisions.pressing import press_in_list
from webapp.decisions.queries import decisions_in, talks_of
from webapp.decisions.rules import MOST_DECISIONS
from webapp.decisions.wanted import offered
from webapp.decisions.words import HOW
from webapp.edits.forms import Typing, read_answer, read_parts
from webapp.edits.hands import hand
from webapp.edits.saving import READ_BACK, save
from webapp.edits.screens import Screen
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.pathway.rules import YEAR_ENDS, may_move
from webapp.people.models import Person
from webapp.people.queries import needs_of
from webapp.plans.changes import add_item, open_plan, take_up_goal, tick, withdraw_item
from webapp.plans.models import Answer, Plan, Side
from webapp.plans.queries import Whole, empty_plan, whole_plan
from webapp.plans.reminders import stopped_texts
from webapp.plans.rules import MOST_ACTIONS, MOST_GOALS, MOST_PROMISES, missing_before_agreeing
from webapp.practices.queries import care_team
from webapp.preparation.queries import goal_begun
from webapp.talks.sheets import talk_sheet_of
from webapp.versions.changes import agree
from webapp.versions.states import state_shown
from webapp.web.pages import Page, page
from webapp.web.request import db

__all__ = ["blueprint", "decision_views", "screen_views", "section_views"]

ADDING = {"goal": (ItemKind.GOAL, MOST_GOALS), "promise": (ItemKind.PROMISE, MOST_PROMISES)}


@blueprint.get("/people/<uuid:person_id>/conversation")
@needs(Permission.TALK_WRITE)
def conversation(person: Person):
    mine = whole_plan(db, person.id) or empty_plan(person.id)
    return conversation_page(person, Screen(mine, today()))


def conversation_page(person: Person, screen: Screen, status: int = 200, about: AboutTalk | None = None, **more) -> Page:
    with_mood = may(visitor(), Permission.MOOD_READ, person_id=None, practice_id=g.practice.id)
    story = talk_sheet_of(db, person=person, practice_id=g.practice.id, with_mood=with_mood)
    shown = {
        "state": state_shown(screen.whole, today()),
        "team": care_team(db, g.practice.id),
        "needs": needs_of(db, person.id),
        "stopped": stopped_texts(db, screen.whole.actions),
        "saved": "saved" in request.args,
        "needs_found": needs_found(person),
        "taken": {goal.says("want") for goal in screen.whole.goals},
        "about": about or about_talk(person),
        "talks": talks_of(db, person.id),
        "HOW": HOW,
        "decisions": decisions_in(screen.whole),
        "most_decisions": MOST_DECISIONS,
        "offered": offered(story, screen.whole.own),
    }
    return page("conversations/conversation.html", status=status, person=person, screen=screen, story=story, **shown, **more)


@blueprint.post("/people/<uuid:person_id>/conversation")
@needs(Permission.TALK_WRITE)
def conversation_saved(person: Person):
    """One form: whichever button was pressed, what was typed is saved first."""
    mine = open_plan(db, person_id=person.id)
    whole = whole_plan(db, person.id)
    typing = read_parts(request.form, [whole.own, *whole.parts], mine.id, today())
    about, press = read_about(person, typing.errors), request.form.get("press", "save")
    status = save(db, plan=mine, whole=whole, typing=typing, by=hand(), read_back=READ_BACK in request.form)
    if status != 200:
        return conversation_page(person, Screen(whole_plan(db, person.id), today(), typing), status, about, read_back=READ_BACK in request.form)
    cycle = open_cycle(db, person.id)
    if cycle is not None and cycle.stage is not Stage.CONVERSATION and is_the_talk(cycle, press):
        move(db, cycle=cycle, to=Stage.CONVERSATION, by=visitor().account_id, why="the talk is written down")
    reply = not_a_talk(person, about) if press == "no_talk" else pressed(person, mine, cycle, press)
    if press != "no_talk" and not keep_talk(person, mine, about, since=whole.number, press=press):
        return conversation_page(person, Screen(whole_plan(db, person.id), today()), 409, about)
    return reply


def not_a_talk(person: Person, about: AboutTalk):
    """What was saved stays in the plan; there was no talk about it today."""
    if about.talk is not None:
        withdraw_talk(db, talk=about.talk, by=hand())
    return back(person, "about-talk")


def is_the_talk(cycle: Cycle, press: str) -> bool:
    """The talk is written down from its day on, or when both answer with none booked. Ticking a promise off weeks before moves no year."""
    talk = conversation_of(db, cycle.id)
    has_come = in_london(talk.starts_at).date() <= today() if talk else press == "agree"
    return has_come and cycle.stage not in YEAR_ENDS and may_move(cycle.stage, Stage.CONVERSATION)


def pressed(person: Person, mine: Plan, cycle: Cycle | None, press: str):
    """What the button asked for beside saving: one more goal, action or promise, one fewer, one done, or both sides' answers."""
    what, _colon, rest = press.partition(":")
    whole = whole_plan(db, person.id)
    if what in ADDING:
        kind, most = ADDING[what]
        standing = whole.goals if kind is ItemKind.GOAL else whole.promises
        made = add_item(db, plan=mine, kind=kind, by=hand(), cycle=cycle) if len(standing) < most else None
        return back(person, f"{what}-{made.id}" if made else f"{what}s")
    if what == "decision":
        made = begin_decision(db, plan=mine, by=hand())
        return redirect(url_for("conversations.decision", person_id=person.id, decision_id=made.id), 303) if made else back(person, "decisions")
    if press_in_list(db, plan=mine, own=whole.own, press=press, by=hand()):
        return back(person, "today")
    if what == "needs":
        return needs_placed(person, whole)
    if what == "begun":
        return begun_in_the_pack(person, mine, whole, cycle)
    if what == "action":
        return one_more_action(person, mine, whole, rest)
    if what in ("take_out", "done", "not_done"):
        found = next((part.item for part in whole.parts if str(part.item.id) == rest), None)
        if found is not None and what == "take_out":
            withdraw_item(db, plan=mine, item=found, by=hand())
        elif found is not None:
            tick(db, item=found, by=hand(), done=what == "done")
        return back(person, "promises" if found is not None and found.kind is ItemKind.PROMISE else "goals")
    if what == "agree":
        return answers(person, mine, whole, cycle)
    return back(person, "main", saved=1)


def needs_found(person: Person) -> list[Need]:
    """What the assessment found and nobody decided yet. Nothing of it is written into the person's own words."""
    if not may(visitor(), Permission.ASSESSMENT_WRITE, person_id=None, practice_id=g.practice.id):
        return []
    with_carer = may(visitor(), Permission.CARER_PART_READ, person_id=None, practice_id=g.practice.id)
    return assessment_of(db, person_id=person.id, practice_id=g.practice.id, with_carer=with_carer).undecided


def needs_placed(person: Person, whole: Whole):
    """Each need is answered by something in the plan, or stays open. "Not now" with its reason is said on the assessment's page."""
    parts = {str(part.item.id): part.item.id for part in whole.parts}
    for need in needs_found(person):
        item_id = parts.get(request.form.get(f"need-{need.id}", ""))
        if item_id is not None:
            decide_need(db, need=need, outcome=Outcome.IN_PLAN, plan_item_id=item_id, why="", by=visitor().staff_id)
    return back(person, "needs", saved=1)


def begun_in_the_pack(person: Person, mine: Plan, whole: Whole, cycle: Cycle | None):
    """The goal the person began becomes one of the plan, word for word."""
    begun = goal_begun(db, cycle.id) if cycle else {}
    if "want" not in begun or len(whole.goals) >= MOST_GOALS:
        return back(person, "goals")
    made = take_up_goal(db, plan=mine, begun=begun, by=replace(hand(), scribe=True), cycle=cycle)
    return back(person, f"goal-{made.id}")


def one_more_action(person: Person, mine: Plan, whole: Whole, goal_id: str):
    goal = next((part for part in whole.goals if str(part.item.id) == goal_id), None)
    if goal is None or len(goal.actions) >= MOST_ACTIONS:
        return back(person, "goals")
    made = add_item(db, plan=mine, kind=ItemKind.ACTION, by=hand(), goal=goal.item)
    return back(person, f"action-{made.id}")


def answers(person: Person, mine: Plan, whole: Whole, cycle: Cycle | None):
    """The professional's own answer, and the person's as they said it in the room; each is kept for itself."""
    given = {side: read_answer(request.form, f"answer_{side.value}") for side in Side}
    wrong = problems(whole, given)
    if wrong:
        return conversation_page(person, Screen(whole, today(), Typing(errors=wrong)), 422, given=given)
    for side, (answer, notes) in given.items():
        if answer is not None:
            agree(db, plan=mine, number=whole.number, answer=answer, notes=notes, by=replace(hand(), side=side), cycle=cycle)
    return back(person, "agreement")


def problems(whole: Whole, given: dict[Side, tuple[Answer | None, str]]) -> dict[str, str]:
    said = [answer for answer, _notes in given.values() if answer]
    if not said:
        return {"answer_person": _("Choose an answer for at least one of you.")}
    if all(answer is Answer.NOT_YET for answer in said):
        return {}
    words = {
        "no_goal": _("Write a goal, or say that they chose to have none."),
        "review_on": _("Agree a day to look at the plan again."),
        "review_by": _("Say who books the next talk."),
    }
    return {f"{field}-plan": words[field] for field in missing_before_agreeing(whole.own.words, len(whole.goals), today())}


def back(person: Person, place: str, **said):
    return redirect(url_for("conversations.conversation", person_id=person.id, _anchor=place, **said), 303)
