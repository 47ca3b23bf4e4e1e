"""The texts that the person chose: which, how often, and stopped with one tap."""

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import lazy
from webapp.people.models import Person
from webapp.plans.queries import Part, whole_plan
from webapp.plans.reminders import may_remind, stop_reminders, waiting_in
from webapp.progress.doors import blueprint
from webapp.progress.models import NudgeKind
from webapp.progress.nudges import EVERY_DAYS, NOT_WANTED, choose_nudge, nudges_of, stop_nudge
from webapp.web.pages import page
from webapp.web.request import db

OFTEN = dict(zip(EVERY_DAYS, (lazy("Every week"), lazy("Every 2 weeks"), lazy("Every 4 weeks")), strict=True))
ALL = "all"


def steps_reminded(person: Person) -> list[Part]:
    whole = whole_plan(db, person.id)
    steps = whole.actions if whole else []
    waiting = waiting_in(db, [step.item for step in steps if step.item])
    return [step for step in steps if step.item and step.item.id in waiting and step.item.done_at is None]


@blueprint.get("/people/<uuid:person_id>/plan/nudges")
@needs(Permission.PLAN_CHANGE)
def nudges(person: Person):
    shown = {"may": g.practice is not None and may_remind(db, person.id), "steps": steps_reminded(person), "OFTEN": OFTEN}
    return page("progress/nudges.html", person=person, nudges={kind.value: one for kind, one in nudges_of(db, person.id).items()}, **shown)


@blueprint.post("/people/<uuid:person_id>/plan/nudges")
@needs(Permission.PLAN_CHANGE)
def nudges_chosen(person: Person):
    """`stop` names what ends: a kind, a step, or all. Else `kind` is chosen, for as often as `every` says."""
    by, stop, kind = visitor().account_id, request.form.get("stop", ""), request.form.get("kind", "")
    if stop == ALL or stop in list(NudgeKind):
        stop_nudge(db, person_id=person.id, kind=None if stop == ALL else NudgeKind(stop), by=by)
    if stop:
        ended = [step.item for step in steps_reminded(person) if step.item and (stop == ALL or str(step.item.id) == stop)]
        stop_reminders(db, ended, by=by, why=NOT_WANTED)
    elif kind in list(NudgeKind) and g.practice and may_remind(db, person.id):
        every = request.form.get("every", 0, type=int)
        choose_nudge(db, person_id=person.id, kind=NudgeKind(kind), every_days=every if every in EVERY_DAYS else EVERY_DAYS[0], by=by)
    return redirect(url_for("progress.nudges", person_id=person.id), 303)
