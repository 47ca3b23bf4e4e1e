"""Copy for the record: the plan both sides said yes to, as plain text to paste into the GP system. The person's words stay their own."""

from collections.abc import Sequence
from datetime import date

from webapp.base.i18n import _, day_in_words
from webapp.people.models import Person
from webapp.plans.models import Agreement, Answer, Side
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import NOT_SURE
from webapp.plans.words import ANSWER
from webapp.talks.records import in_groups, section


def plan_record(agreed: Whole, *, person: Person, now: int, by: str) -> str:
    """`agreed` is the plan as it stood when both said yes; `now` the number it has today; `by` the staff member who copies it."""
    own = agreed.own
    lines = [_("In My Words: the plan of %(name)s", name=person.name), _("NHS number: %(number)s", number=in_groups(person.nhs_number))]
    lines += section(_("Who said yes, and when"), [said_line(one) for one in yeses(agreed)])
    lines += section(_("What matters most to them"), [quoted(own.says("matters"))] if own.says("matters") else [])
    for number, goal in enumerate(agreed.goals, start=1):
        lines += section(_("Goal %(number)s", number=number), goal_lines(goal))
    lines += section(_("Goals"), [] if agreed.goals else [f"{_('They chose to have no goal.')} {quoted(own.says('no_goal'))}"])
    lines += section(_("What others will do"), [promise_line(promise) for promise in agreed.promises])
    lines += section(_("Danger signs, and what to do"), [own.says("danger")] if own.says("danger") else [])
    lines += section(_("Who to call, and when"), [own.says("who_to_call")] if own.says("who_to_call") else [])
    lines += section(_("The next talk"), [review_line(own)] if own.says("review_on") else [])
    lines += ["", _("The plan has changed since. The changes are not agreed yet.")] if now != agreed.number else []
    return "\n".join([*lines, "", _("Copied by %(name)s.", name=by)])


def yeses(agreed: Whole) -> list[Agreement]:
    """Each side's last word on this revision."""
    return list({one.side: one for one in agreed.agreements if one.number == agreed.number and one.answer is not Answer.NOT_YET}.values())


def said_line(one: Agreement) -> str:
    whose = _("The person") if one.side is Side.PERSON else _("The GP surgery")
    line = f"{whose}: {ANSWER[one.answer]}, {day_in_words(one.at)}"
    return f"{line}. {quoted(one.notes)}" if one.notes else line


def goal_lines(goal: Part) -> list[str]:
    found = [f"{_('In their own words')}: {quoted(goal.says('want'))}"]
    found += labelled(goal, [("why", _("Why it matters")), ("importance", _("How important, from 1 to 10")), ("beside", _("The surgery's words beside it"))])
    for action in goal.actions:
        found += labelled(action, step_labels())
    return found


def step_labels() -> Sequence[tuple[str, str]]:
    return [
        ("what", _("Step")),
        ("when", _("Where, when and how often")),
        ("first_step", _("First step")),
        ("by_when", _("By which day")),
        ("in_the_way", _("What might stop them")),
        ("way_round", _("What they can do about it")),
        ("who_helps", _("Who helps")),
        ("confidence", _("How sure, from 1 to 10")),
    ]


def labelled(part: Part, names: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{label}: {shown(name, part.says(name))}" for name, label in names if part.says(name)]


def shown(name: str, kept: str) -> str:
    if name == "by_when":
        return day_in_words(date.fromisoformat(kept))
    if name in ("importance", "confidence"):
        return _("not sure") if kept == NOT_SURE else kept
    return quoted(kept)


def promise_line(promise: Part) -> str:
    said = ", ".join(filter(None, (promise.says("what"), promise.says("who"))))
    return f"{said}, {_('by %(day)s', day=shown('by_when', promise.says('by_when')))}" if promise.says("by_when") else said


def review_line(own: Part) -> str:
    day = day_in_words(date.fromisoformat(own.says("review_on")))
    return f"{day}. {_('%(who)s books it.', who=own.says('review_by'))}" if own.says("review_by") else day


def quoted(words: str) -> str:
    return f'"{words}"'
