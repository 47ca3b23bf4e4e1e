"""Triage in words a clinician reads in seconds."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from webapp.base.i18n import _, day_in_words, lazy
from webapp.content.catalogue import Band, results
from webapp.content.catalogue import Result as Entry
from webapp.findings.sheet import INDIVIDUAL, NEVER, STANDARD, TELL_FIRST, Line, Triage
from webapp.results.models import KnownFact, Result, WhyNot
from webapp.results.shown import in_words
from webapp.signoffs.rules import Standing
from webapp.triage.decisions import Spoken
from webapp.verdicts.gate import InTheWay, Obstacle
from webapp.verdicts.rules import question

LEVELS = {
    "hold_now": lazy("Phone now"),
    "hold_same_day": lazy("Phone today"),
    "hold_next_day": lazy("Phone by next working day"),
    "look": lazy("Look"),
}
CLASSES = {
    STANDARD: lazy("Goes with the pack"),
    INDIVIDUAL: lazy("Choose for this one"),
    TELL_FIRST: lazy("Tell the person first"),
    NEVER: lazy("Never shown"),
}
MARKS = {
    "verified": lazy("checked with the source"),
    "partly": lazy("source partly checked"),
    "memory": lazy("from memory, not checked"),
    "proposal": lazy("our own proposal"),
}
OUTCOMES = {
    Spoken.PERSON: lazy("Spoke to the person"),
    Spoken.CARER: lazy("Spoke to a carer, with permission"),
    Spoken.LETTER: lazy("Could not reach them, letter sent"),
}
CLOSED = {
    **{str(outcome): words for outcome, words in OUTCOMES.items()},
    "looked": lazy("Looked at"),
    "handled in the GP record": lazy("Already handled in the GP record"),
}
ANSWERS = {"yes": lazy("Yes"), "no": lazy("No"), "cannot_tell": lazy("Cannot tell"), "none": lazy("There is none")}
# Names, the same in every language.
CLINICAL_NAMES = {
    "acr": "ACR",
    "bleed_risk_orbit": "ORBIT",
    "egfr": "eGFR",
    "fev1_pct": "FEV1",
    "frax_major": "FRAX",
    "hba1c": "HbA1c",
    "lvef": "LVEF",
    "nt_probnp": "NT-proBNP",
    "nyha": "NYHA",
    "phq2": "PHQ-2",
    "qrisk": "QRISK",
    "spo2": "SpO2",
    "stroke_risk_af": "CHA2DS2-VASc",
    "tug": "TUG",
}
TAKEN_BACK = {"newer result": lazy("A newer result came"), "alarm": lazy("A rule was hit")}
WHY_NOT = {WhyNot.NOT_DONE: lazy("Not done"), WhyNot.DECLINED: lazy("Said no")}
MARKED = {Standing.DRAFT: lazy("Draft: not signed off."), Standing.EXPIRED: lazy("Sign-off expired.")}
SET_ASIDE = {
    "out_of_range": lazy("Outside what is possible"),
    "not_a_number": lazy("Not a number"),
    "no_unit": lazy("No unit"),
    "unknown_unit": lazy("A unit we do not know"),
    "not_an_option": lazy("Words we do not know"),
    "disagrees": lazy("The term and the value disagree"),
}
IN_THE_WAY = {
    Obstacle.HOLD_OPEN: lazy("Phone first, and write down the contact"),
    Obstacle.QUESTION_OPEN: lazy("Answer the question"),
    Obstacle.LOOK_NOT_TICKED: lazy("Look at it, and tick"),
    Obstacle.LINE_NOT_TICKED: lazy("Choose show or hide"),
    Obstacle.TALK_NOT_RECORDED: lazy("Tell the person first, or hide it"),
    Obstacle.LIMIT_NOT_ACCEPTED: lazy("It came as a limit: choose show or hide"),
    Obstacle.TOO_OLD: lazy("It is too old to show"),
    Obstacle.IN_THE_FUTURE: lazy("Its date is still to come"),
}
FIRST = {Obstacle.HOLD_OPEN: 0, Obstacle.QUESTION_OPEN: 1}
PLACES = {Obstacle.HOLD_OPEN: "holds", Obstacle.QUESTION_OPEN: "questions"}


def in_the_way(triage: Triage) -> list[tuple[str, str, str]]:
    """(where on the page, what it is about, what to do): phone first, then questions, then each line once with all its ticks."""
    found: dict[tuple[str, str], list[str]] = {}
    for thing in sorted(triage.obstacles, key=lambda thing: FIRST.get(thing.what, len(FIRST))):
        found.setdefault((place_of(thing, triage), subject_of(thing, triage)), []).append(what_to_do(thing))
    return [(place, what, "; ".join(dict.fromkeys(todo))) for (place, what), todo in found.items()]


def place_of(thing: InTheWay, triage: Triage) -> str:
    if thing.what in PLACES:
        return PLACES[thing.what]
    return f"line-{thing.line}" if any(str(line.row.id) == thing.line for line in triage.lines) else "elsewhere"


def subject_of(thing: InTheWay, triage: Triage) -> str:
    for line in triage.lines:
        if str(line.row.id) == thing.line:
            return _(line.entry.label)
    alarm = triage.alarm_of(thing)
    aside = next((value for value in triage.set_aside if str(value.id) == thing.line), None)
    return _(alarm.entry.label) if alarm else label_of(aside.code) if aside else ""


def label_of(code: str) -> str:
    return _(results()[code].label) if code in results() else code


def what_to_do(thing: InTheWay) -> str:
    words = str(IN_THE_WAY[thing.what])
    return f"{words}: {question(thing.about)}" if thing.about else words


def band_of(line: Line) -> Band | None:
    """The guide band the value is in; min is in the band and max is not, except in the last."""
    if line.row.amount is None or line.row.comparator:
        return None
    number = Decimal(line.row.amount)
    last = line.entry.bands[-1] if line.entry.bands else None
    return next((band for band in line.entry.bands if band.min <= number < band.max or (band is last and number == band.max)), None)


def target_words(low: str | None, high: str | None) -> str:
    if low and high:
        return _("%(low)s to %(high)s", low=low, high=high)
    return _("%(low)s or more", low=low) if low else _("%(high)s or less", high=high or "")


def asked(fact: KnownFact) -> str:
    """The question an answer was given to."""
    return question(fact.fact.partition("@")[0])


def kept(row: Result) -> str:
    """A stored value with its unit, for staff."""
    entry = results()[row.code]
    return f"{in_words(entry, row.amount, row.comparator, row.words)} {entry.unit or ''}".strip()


def draft_mark(standings: Mapping[str, Standing], content_id: str) -> str:
    """Said beside every rule, guide and band until a clinician signed it off, and again when that has expired."""
    how = standings.get(content_id, Standing.DRAFT)
    return "" if how is Standing.SIGNED else str(MARKED[how])


def short_day(day: date | datetime) -> str:
    """`20 November 2026`, for a desk's table. A datetime is shown as its UK day."""
    return day_in_words(day, weekday=False)


def typed_day(day: date) -> str:
    """`3/11/2026`, as it is typed into a box."""
    return f"{day.day}/{day.month}/{day.year}"


def short_name(entry: Entry) -> str:
    """The name a clinician knows it by, beside the plain one: `HbA1c`, `ACR`. Empty where the plain one is that name, or says it. Not for persons."""
    name = CLINICAL_NAMES.get(entry.code, "")
    return "" if name.casefold() in entry.label.casefold() else name


def name_at_the_desk(code: str) -> str:
    """One name, the shortest a clinician reads: `HbA1c`, `Weight`. `bp` is both numbers of a blood pressure."""
    return CLINICAL_NAMES.get(code) or (_("Blood pressure") if code == "bp" else _(results()[code].label))


def unit_at_the_desk(code: str) -> str:
    """The unit behind a value; a scale (`1 to 5`) is none."""
    unit = results()["bp_systolic" if code == "bp" else code].unit or ""
    return "" if " to " in unit else unit
