"""What was posted from the triage page: answers, ticks and words, contacts, targets. Plain errors by field name."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from webapp.base.clock import today
from webapp.base.days import day_of
from webapp.base.i18n import _
from webapp.content.catalogue import results
from webapp.findings.sheet import STANDARD, TELL_FIRST, Line, Question, Triage
from webapp.readings.numbers import decimal, tidy
from webapp.readings.values import Reason, read_value
from webapp.results.models import Decision
from webapp.triage.decisions import LineWords, Spoken, Ticks

Errors = dict[str, str]
LONGEST_WORDS, LONGEST_REASON = 600, 300


def past_day(form: Mapping[str, str], name: str, errors: Errors) -> date | None:
    """The day in that field, or an error unless it is empty."""
    text = form.get(name, "").strip()
    day = day_of(text) if text else None
    if text and day is None:
        errors[name] = _("Write the day like this: 3/11/2026.")
    elif day and day > today():
        errors[name] = _("This day is still to come. Check it.")
    return day


def read_answers(form: Mapping[str, str], questions: list[Question]) -> tuple[dict[str, str], Errors]:
    """Question name -> the answer as it is kept. Questions left empty are left open."""
    answers, errors = {}, Errors()
    for question in questions:
        answer = answer_to(question, form, errors)
        if answer:
            answers[question.name] = answer
    return answers, errors


def answer_to(question: Question, form: Mapping[str, str], errors: Errors) -> str | None:
    name = question.name
    said, typed = form.get(f"{name}-said", ""), form.get(name, "").strip()
    allowed = {"yes_no": ("yes", "no", "cannot_tell"), "number": ("cannot_tell",)}.get(question.kind, ("none", "cannot_tell"))
    if said and typed:
        errors[name] = _("Write a number or tick a box, not both.")
    elif said:
        return said if said in allowed else None
    elif typed:
        return days_before(question, form, errors) if question.kind == "date" else number_for(question, typed, errors)
    return None


def days_before(question: Question, form: Mapping[str, str], errors: Errors) -> str | None:
    day = past_day(form, question.name, errors)
    if day and question.taken_on and day >= question.taken_on:
        errors[question.name] = _("This must be before the result itself.")
        return None
    return str((question.taken_on - day).days) if day and question.taken_on else None


def number_for(question: Question, typed: str, errors: Errors) -> str | None:
    entry = question.because[0].entry
    if question.unit:
        reading = read_value(entry, typed, entry.unit)
        found = reading.value if reading.ok and reading.comparator is None else None
    else:
        found = decimal(tidy(typed))
    if found is None or found < 0:
        errors[question.name] = _("Write a number, like 48 or 6.5.")
        return None
    return str(found)


def typed_elsewhere(form: Mapping[str, str], questions: list[Question]) -> Errors:
    """What stands in a part of the page that has a button of its own. Enter presses none of these, and must not lose it."""
    names = ("outcome", "note", *(question.name for question in questions), "code", "low", "high", "why")
    filled = [name for name in names if form.get(name, "").strip() or form.get(f"{name}-said")]
    return {name: _("Press the button below this to save it.") for name in filled[:1]}


def read_ticks(form: Mapping[str, str], triage: Triage) -> tuple[Ticks, Errors]:
    errors = Errors()
    posted = [line for line in triage.lines if any(f"{field}-{line.row.id}" in form for field in ("line", "comment", "reason", "told"))]
    lines = {line.row.id: line_words(form, line, errors) for line in posted}
    return Ticks(lines, ids(form, "look-"), ids(form, "aside-"), ids(form, "handled-")), errors


def ids(form: Mapping[str, str], start: str) -> frozenset[UUID]:
    found = set()
    for name in form:
        if name.startswith(start):
            try:
                found.add(UUID(name.removeprefix(start)))
            except ValueError:
                continue
    return frozenset(found)


def line_words(form: Mapping[str, str], line: Line, errors: Errors) -> LineWords:
    key = line.row.id
    comment = form.get(f"comment-{key}", "").strip()[:LONGEST_WORDS]
    reason = form.get(f"reason-{key}", "").strip()[:LONGEST_REASON]
    told_on = past_day(form, f"told-{key}", errors)
    decision = decision_in(form.get(f"line-{key}", ""), line, has_comment=bool(comment))
    if decision is Decision.HIDE and not reason:
        errors[f"reason-{key}"] = _("Say why %(what)s is hidden.", what=_(line.entry.label))
    if decision is Decision.SHOW and line.release == TELL_FIRST and told_on is None and f"told-{key}" not in errors:
        errors[f"told-{key}"] = _("Tell the person about %(what)s first. Then write the day here.", what=_(line.entry.label))
    if decision is None and (comment or told_on):
        errors[f"line-{key}"] = _("%(what)s: choose show or hide.", what=_(line.entry.label))
    return LineWords() if decision is None else LineWords(decision, reason if decision is Decision.HIDE else "", comment, told_on)


def decision_in(said: str, line: Line, *, has_comment: bool) -> Decision | None:
    """A standard line goes unless it is hidden; a comment on it is a clinician's word that it goes."""
    if said in (Decision.SHOW, Decision.HIDE):
        return Decision(said)
    return Decision.SHOW if has_comment and line.release == STANDARD and not line.limit_only else None


def read_contact(form: Mapping[str, str]) -> tuple[Spoken | None, str, frozenset[UUID], Errors]:
    errors = Errors()
    said = form.get("outcome", "")
    outcome = Spoken(said) if said in set(Spoken) else None
    if outcome is None:
        errors["outcome"] = _("Choose what happened.")
    return outcome, form.get("note", "").strip()[:LONGEST_WORDS], ids(form, "about-"), errors


def read_target(form: Mapping[str, str]) -> tuple[str, Decimal | None, Decimal | None, date | None, Errors]:
    """Result code, low, high, day agreed. Numbers are in the primary unit, inside the possible range."""
    errors = Errors()
    code = form.get("code", "")
    if code not in results() or results()[code].input_range is None:
        errors["code"] = _("Choose the result.")
        return code, None, None, None, errors
    low, high = end_of(form, "low", code, errors), end_of(form, "high", code, errors)
    if low is None and high is None and not errors:
        errors["low"] = _("Write at least one number.")
    if low is not None and high is not None and low >= high:
        errors["high"] = _("The highest number must be above the lowest.")
    agreed_on = past_day(form, "agreed_on", errors)
    if agreed_on is None and "agreed_on" not in errors:
        errors["agreed_on"] = _("Write the day you agreed this.")
    return code, low, high, agreed_on, errors


def end_of(form: Mapping[str, str], name: str, code: str, errors: Errors) -> Decimal | None:
    text, entry = form.get(name, "").strip(), results()[code]
    if not text:
        return None
    reading = read_value(entry, text, entry.unit)
    if reading.ok and reading.comparator is None:
        return reading.value
    too_far = reading.reason is Reason.OUT_OF_RANGE
    errors[name] = _("This number is outside what is possible.") if too_far else _("Write a number, like 48 or 6.5.")
    return None
