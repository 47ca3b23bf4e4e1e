"""Copy for the record: the plan both sides said yes to, as plain text to paste into the GP system. The person's words stay their own."""

from collections.abc import Sequence

from webapp.base.i18n import _, day_in_words
from webapp.bundles.chapters_out import ABOUT_ME
from webapp.chapters.choosing import CHOOSING
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import SECTIONS
from webapp.chapters.shapes import Entries, Section
from webapp.people.models import Person
from webapp.plans.models import Agreement, Answer, Side
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import CHOSEN
from webapp.plans.words import ANSWER, in_words
from webapp.talks.records import in_groups, section

# Said under headings of their own.
SAID_ABOVE = frozenset({"matters", "danger", "who_to_call"})
# What social care costs is no part of the clinical record.
NOT_FOR_THE_RECORD = frozenset({"service-plan"})
ABOUT_ME_SOURCE, STATEMENT_SOURCE = "PRSB About Me v2.0.1", "PRSB Personalised Care and Support Plan v2.0"
STATEMENT = ("816281000000101", "Has advance statement (Mental Capacity Act 2005) (finding)")


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
    for chapter in SECTIONS:
        lines += section(str(chapter.title), chapter_lines(chapter, agreed)) if chapter.key not in NOT_FOR_THE_RECORD else []
    lines += section(_("Decisions made together"), [line for one in CHOOSING for part in agreed.entries_of(one.kind) for line in thing_lines(one, part)])
    lines += section(_("The next talk"), [review_line(own)] if own.says("review_on") else [])
    lines += ["", _("The plan has changed since. The changes are not agreed yet.")] if now != agreed.number else []
    lines += section(_("Codes for the record, of the kind SNOMED. A draft: check each one before you use it."), code_lines(agreed))
    return "\n".join([*lines, "", _("Copied by %(name)s.", name=by)])


def chapter_lines(chapter: Section, agreed: Whole) -> list[str]:
    """The lines that have no place of their own above, then the things."""
    own = agreed.own
    said = [f"{line.label}: {told(line.name, own.says(line.name))}" for line in chapter.lines if own.says(line.name) and line.name not in SAID_ABOVE]
    return said + [line for part in agreed.entries_of(chapter.entries.kind) for line in thing_lines(chapter.entries, part)] if chapter.entries else said


def thing_lines(entries: Entries, part: Part) -> list[str]:
    """One line a thing."""
    said = [f"{line.label}: {told(line.name, part.says(line.name))}" for line in entries.lines if part.says(line.name)]
    return [". ".join(said)] if said else []


def told(name: str, kept: str) -> str:
    """What was chosen, a number and a day as they are read; anything else as it was said."""
    return in_words(name, kept) if name in CHOSEN else quoted(kept)


def code_lines(agreed: Whole) -> list[str]:
    """Only codes that a standard names for what is written here; nothing is coded by guessing."""
    found = [(*ABOUT_ME[name], ABOUT_ME_SOURCE) for name in ABOUT_ME if agreed.own.says(name)]
    found += [(*STATEMENT, STATEMENT_SOURCE) for part in agreed.entries_of(ItemKind.DOCUMENT) if part.says("paper") == "statement"][:1]
    return [f"{code} {term} ({source})" for code, term, source in found]


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
    return [f"{label}: {told(name, part.says(name))}" for name, label in names if part.says(name)]


def promise_line(promise: Part) -> str:
    said = ", ".join(filter(None, (promise.says("what"), promise.says("who"))))
    return f"{said}, {_('by %(day)s', day=in_words('by_when', promise.says('by_when')))}" if promise.says("by_when") else said


def review_line(own: Part) -> str:
    day = in_words("review_on", own.says("review_on"))
    return f"{day}. {_('%(who)s books it.', who=own.says('review_by'))}" if own.says("review_by") else day


def quoted(words: str) -> str:
    return f'"{words}"'
