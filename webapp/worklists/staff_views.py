from dataclasses import dataclass

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import needs, staff_needs
from webapp.access.models import Seen
from webapp.access.policy import Permission, may
from webapp.access.sightings import note_each, note_seen
from webapp.accounts.signed_in import visitor
from webapp.base.clock import in_london, today, wall
from webapp.base.i18n import _
from webapp.batches.queries import asked_for_a_yes, sent_back_to
from webapp.doors.handed_on import handed_on, onward
from webapp.letters.queries import waiting_count
from webapp.messages import reasons
from webapp.messages.measures import is_late
from webapp.outbox.details import count_waiting_for_list
from webapp.outbox.stopping import allow_way, came_back, stop_way
from webapp.pathway.changes import MoveRefused, come_back, step_aside
from webapp.pathway.models import Stage
from webapp.people.models import ContactKind, Stop
from webapp.people.queries import contact_points, names_of, people_named
from webapp.plans.queries import overdue_promises
from webapp.recall.lists import counts_of
from webapp.recall.record import last_asked
from webapp.recall.words import HANDED, MEANS, STATES, STOPS
from webapp.reviews.earlier import earlier_years
from webapp.reviews.queries import is_due
from webapp.revisits.looking import last_review
from webapp.tasks.changes import close_task
from webapp.tasks.queries import open_tasks_for, task_of_practice
from webapp.textfiles.queries import held_count
from webapp.web.pages import page
from webapp.web.request import db
from webapp.worklists import set_up
from webapp.worklists.doors import blueprint
from webapp.worklists.one_person import about
from webapp.worklists.queries import Line, lines_of
from webapp.worklists.returns import ReturnForm, who_left
from webapp.worklists.rules import CLOSED_ELSEWHERE, TOLD_TO_THEM, Next, Step, next_step, task_kinds_for
from webapp.worklists.words import DO, STAGES, TASKS, URGENCY, WHY, WHYS, talk_in_words

__all__ = ["blueprint", "set_up"]
ASIDE = {"declined": Stage.DECLINED, "left": Stage.LEFT, "looking_after_myself": Stage.LOOKING_AFTER_MYSELF, "died": Stage.DIED}

DOORS = {
    Next.TRIAGE: ("triage.triage", Permission.RELEASE),
    Next.GATHER: ("visits.visit", Permission.RESULTS_ENTER),
    Next.READ: ("talks.talks", Permission.BEFORE_TALK_READ),
    Next.AGREE: ("conversations.conversation", Permission.TALK_WRITE),
    Next.NO_DAY: ("conversations.conversation", Permission.TALK_WRITE),
    Next.CONFIRM_PHONE: ("access.mobile", Permission.DETAILS_CHANGE),
}
ASKED = {"HANDED": HANDED, "MEANS": MEANS, "STATES": STATES, "STOPS": STOPS}
FAR_OFF = 999
INVITE = (Next.REVIEW_LATE, Next.REVIEW_DUE)


@dataclass(frozen=True)
class Row:
    line: Line
    step: Step
    do: str
    why: str
    talk: str
    href: str


def row_of(line: Line, who) -> Row:
    step = next_step(line.facts, today())
    return Row(line, step, DO[step.next], WHY[step.next], talk_in_words(step), place_of(step, line, who))


def place_of(step: Step, line: Line, who) -> str:
    """Where the action is done, if this visitor may do it; otherwise the person's page."""
    door, permission = DOORS.get(step.next, ("worklists.person", Permission.DETAILS_READ))
    if not may(who, permission, person_id=line.person_id, practice_id=who.practice_id):
        door = "worklists.person"
    return url_for(door) if door == "talks.talks" else url_for(door, person_id=line.person_id)


def most_pressing(row: Row) -> tuple[int, int]:
    return row.step.rank, FAR_OFF if row.step.days is None else row.step.days


@blueprint.get("/staff")
@staff_needs(Permission.WORKLIST_READ)
def today_list():
    who = visitor()
    rows = sorted((row_of(line, who) for line in lines_of(db, g.practice)), key=most_pressing)
    shown = [row for row in rows if row.step.rank < 3]
    calm = len(rows) - len(shown)
    shown, to_invite = [row for row in shown if row.step.next not in INVITE], [row for row in shown if row.step.next in INVITE]
    tasks = open_tasks_for(db, who.practice_id, kinds=task_kinds_for(who.role))
    names = names_of(db, {task.person_id for task in tasks if task.person_id})
    late = overdue_promises(db, g.practice.id, today()) if may(who, Permission.TALK_WRITE, person_id=None, practice_id=who.practice_id) else []
    note_seen({Seen.TASK: list(names), Seen.LIST: [row.line.person_id for row in (*shown, *to_invite)] + [person.id for _promise, person in late]})
    more = {
        "to_invite": to_invite,
        "may_invite": may(who, Permission.PATHWAY_CHANGE, person_id=None, practice_id=who.practice_id),
        "invited": handed_on(once=True),
    }
    more |= {
        "day_now": today(),
        "at": wall(),
        "in_london": in_london,
        "TASKS": TASKS,
        "URGENCY": URGENCY,
        "TOLD_TO_THEM": [kind.value for kind in TOLD_TO_THEM],
        "REASONS": {**reasons.WHY, **WHYS},
    }
    more["asked"] = counts_of(db, g.practice.id)
    more |= {"for_list": count_waiting_for_list(db, g.practice.id), "late_messages": is_late(db)}
    more["held"] = held_count(db, g.practice.id) if may(who, Permission.TEXTS_HAND_OVER, person_id=None, practice_id=who.practice_id) else 0
    more |= batches_for(who)
    more["letters_wait"] = waiting_count(db, g.practice.id) if may(who, Permission.LETTER_PRINT, person_id=None, practice_id=who.practice_id) else 0
    return page("worklists/today.html", tasks=tasks, names=names, rows=shown, calm=calm, late=late, **more)


def batches_for(who) -> dict:
    """Batches that wait for this one's yes, and their own that came back."""

    def may_do(permission: Permission) -> bool:
        return may(who, permission, person_id=None, practice_id=who.practice_id)

    return {
        "to_say_yes": asked_for_a_yes(db, who.practice_id, who.account_id) if may_do(Permission.BATCH_APPROVE) else [],
        "sent_back": sent_back_to(db, who.practice_id, who.account_id) if may_do(Permission.BATCH_RUN) else [],
    }


@blueprint.get("/staff/people")
@staff_needs(Permission.DETAILS_READ)
def people():
    """Whoever was looked for by the form on this page; at first nobody. Neither a name nor a number ever stands in the address."""
    words = handed_on().get("q", "")
    found = people_named(db, g.practice.id, words) if words else None
    note_seen({Seen.SEARCH: [person.id for person in found or ()]})
    return page("worklists/people.html", words=words, found=found, errors={})


@blueprint.post("/staff/people")
@staff_needs(Permission.DETAILS_READ)
def people_search():
    words = " ".join(request.form.get("q", "").split())[:80]
    if not words:
        return page("worklists/people.html", status=422, words="", found=None, errors={"q": _("Type a name or an NHS number.")})
    return onward(url_for("worklists.people"), q=words)


@blueprint.post("/staff/returns")
@staff_needs(Permission.PATHWAY_CHANGE)
def returns():
    """Back at this surgery, or new here with a plan they made elsewhere."""
    form = ReturnForm.read(request.form)
    found = None if form.errors else who_left(db, form)
    if found is None:
        form.errors = form.errors or {"number": _("We found nobody. Check all three. Or another GP surgery still has them.")}
        return page("worklists/people.html", status=422, words="", found=None, errors=form.errors, returning=form)
    come_back(db, person=found, practice_id=g.practice.id, by=visitor().account_id, why="came back to a GP surgery")
    note_each(Permission.PATHWAY_CHANGE, [found.id])
    return redirect(url_for("worklists.person", person_id=found.id), 303)


@blueprint.get("/people/<uuid:person_id>")
@needs(Permission.DETAILS_READ)
def person(person):
    return person_page(person)


def person_page(person, status: int = 200, errors: dict[str, str] | None = None):
    def may_do(word: str) -> bool:
        return may(visitor(), Permission(word), person_id=person.id, practice_id=g.practice.id)

    by_word = {stage.value: words for stage, words in STAGES.items()}
    known = about(db, person)
    turn = {"is_due": is_due(db, known.cycle, today()), "review": last_review(db, person.id), "has_years": bool(earlier_years(db, person.id, g.practice.id))}
    asked = last_asked(db, person.id, g.practice.id)
    shown = {"about": known, "asked": asked, "may_do": may_do, "errors": errors, "STAGES": STAGES, "STAGES_BY": by_word}
    return page("worklists/person.html", status=status, person=person, **shown, **turn, **ASKED)


@blueprint.post("/people/<uuid:person_id>/departure")
@needs(Permission.PATHWAY_CHANGE)
def departure(person):
    to = ASIDE.get(request.form.get("to", ""))
    if to is None:
        return person_page(person, 422, {"to": "choose"})
    try:
        step_aside(db, person=person, to=to, by=visitor().account_id, why=request.form.get("why", "")[:300])
    except MoveRefused:
        return person_page(person, 409, {"to": "moved"})
    if to is Stage.LEFT:
        return redirect(url_for("worklists.people"), 303)
    return redirect(url_for("worklists.person", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/return")
@needs(Permission.PATHWAY_CHANGE)
def come_back_again(person):
    try:
        come_back(db, person=person, practice_id=g.practice.id, by=visitor().account_id, why="asked to come back")
    except MoveRefused:
        return person_page(person, 409, {"to": "moved"})
    return redirect(url_for("worklists.person", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/texts")
@needs(Permission.DETAILS_CHANGE)
def texts(person):
    for stop in (stop for stop in Stop if stop in request.form):
        if request.form[stop] == "stop":
            stop_way(db, person=person, stop=stop, by=visitor().account_id)
        else:
            allow_way(db, person=person, stop=stop)
    return redirect(url_for("worklists.person", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/returned-mail")
@needs(Permission.DETAILS_CHANGE)
def returned(person):
    """One that is not in use any more, or is a phone, changes nothing."""
    kinds = (ContactKind.EMAIL, ContactKind.ADDRESS)
    points = [point for point in contact_points(db, person.id) if point.kind in kinds and str(point.id) == request.form.get("contact")]
    for point in points:
        came_back(db, person=person, practice_id=g.practice.id, point=point, by=visitor().account_id)
    return redirect(url_for("worklists.person", person_id=person.id), 303)


@blueprint.post("/staff/tasks/<uuid:task_id>/closing")
@staff_needs(Permission.TASK_CLOSE)
def task_closing(task_id):
    task = task_of_practice(db, g.practice.id, task_id)
    if task is None or task.kind not in task_kinds_for(visitor().role) or task.kind in CLOSED_ELSEWHERE:
        abort(404)
    if task.person_id:
        note_each(Permission.TASK_CLOSE, [task.person_id])
    close_task(db, task, by=visitor().staff_id, outcome=request.form.get(f"outcome-{task_id}", "done")[:60], note=request.form.get("note", "")[:1000] or None)
    return redirect(url_for("worklists.today_list"), 303)
