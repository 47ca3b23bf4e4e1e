"""An answer as it was posted, of whatever kind its question asks for. Pure: what is kept, or what is wrong with it in plain words.

Kept forms: an option's value; `other:` and words; true or false; a number as 12.5; an amount and its unit as `12.5 u0`; a day as 2026-11-22;
a time as 14:30; a moment as 2026-11-22T14:30; words as they are. A question answered more than once keeps a JSON list of these.
"""

import json
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from webapp.accounts.rules import month_number
from webapp.base.i18n import _
from webapp.content.prompt import Instrument, Kind, Question
from webapp.instruments.scoring import NOT_SURE, SKIPPED, UNSCORED

OTHER = "other:"
LONGEST, MOST = 2000, 20
BIGGEST_WHOLE, MOST_DIGITS = 2**31 - 1, 18


class Wrong(Exception):
    """What is wrong, said to the person."""


def answer_in(form: MultiDict, instrument: Instrument, question: Question) -> str:
    """What to keep. Raises Wrong. Pressing Skip or "I am not sure" is an answer of its own."""
    if form.get("press") in ("skip", "not-sure"):
        return SKIPPED if form["press"] == "skip" else NOT_SURE
    if question.kind is Kind.NOTE:
        return "read"
    if question.kind is Kind.CHOICE:
        return chosen(form, instrument, question)
    if question.kind is Kind.YES_NO:
        return yes_or_no(form)
    read = READ[question.kind]
    if question.repeats:
        lines = [line.strip() for line in form.get("answer", "").splitlines() if line.strip()]
        if not lines:
            raise Wrong(_("Write an answer, or press Skip."))
        return listed([read(MultiDict({"answer": line, "answer-unit": form.get("answer-unit", "")}), question) for line in lines])
    return read(form, question)


def listed(answers: list[str]) -> str:
    if len(answers) > MOST:
        raise Wrong(_("Write %(most)s answers at most.", most=MOST))
    return json.dumps(list(dict.fromkeys(answers)), ensure_ascii=False)


def chosen(form: MultiDict, instrument: Instrument, question: Question) -> str:
    known = {str(option.value) for option in instrument.options_of(question)}
    picked = [pick for pick in form.getlist("answer") if pick in known]
    if question.other and (words := form.get("answer-other", "").strip()) and ("other" in form.getlist("answer") or not picked):
        if len(words) > LONGEST:
            raise Wrong(_("Your words are too long. Make them shorter."))
        picked.append(OTHER + words)
    elif "other" in form.getlist("answer"):
        raise Wrong(_("Write your own answer in the box, or choose one."))
    if not picked:
        raise Wrong(_("Choose an answer, or press Skip."))
    return json.dumps(picked, ensure_ascii=False) if question.repeats else picked[-1]


def yes_or_no(form: MultiDict) -> str:
    if form.get("answer") not in ("true", "false"):
        raise Wrong(_("Choose an answer, or press Skip."))
    return form["answer"]


def words_in(form: MultiDict, question: Question) -> str:
    """Never changed. A word that would look like a pressed button is kept apart from it by a space."""
    said = form.get("answer", "").strip()
    if not said:
        raise Wrong(_("Write an answer, or press Skip."))
    if len(said) > min(question.longest or LONGEST, LONGEST):
        raise Wrong(_("Your words are too long. Use %(most)s letters or fewer.", most=min(question.longest or LONGEST, LONGEST)))
    if question.shortest and len(said) < question.shortest:
        raise Wrong(_("Your words are too short. Use %(least)s letters or more.", least=question.shortest))
    return f" {said}" if said in UNSCORED else said


def number_in(form: MultiDict, question: Question) -> str:
    written = re.sub(r"\s", "", form.get("answer", "")).replace(",", ".")
    if not written:
        raise Wrong(_("Write a number, or press Skip."))
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,9})?|[+-]?\.\d{1,9}", written, re.ASCII) or len(written) > MOST_DIGITS + 2:
        raise Wrong(_("Write a number, like 12.5."))
    number = Decimal(written)
    if question.decimals is not None and -int(number.as_tuple().exponent) > question.decimals:
        raise Wrong(_("Write fewer numbers after the point."))
    return within(str(number), number, question, Decimal)


def whole_in(form: MultiDict, question: Question) -> str:
    written = re.sub(r"\s", "", form.get("answer", ""))
    if not written:
        raise Wrong(_("Write a number, or press Skip."))
    if not re.fullmatch(r"[+-]?\d{1,10}", written, re.ASCII) or abs(int(written)) > BIGGEST_WHOLE:
        raise Wrong(_("Write a whole number, like 12."))
    return within(str(int(written)), int(written), question, int)


def within(kept: str, said, question: Question, read: Callable) -> str:
    if question.minimum is not None and said < read(question.minimum):
        raise Wrong(_("Write %(least)s or more.", least=question.minimum))
    if question.maximum is not None and said > read(question.maximum):
        raise Wrong(_("Write %(most)s or less.", most=question.maximum))
    return kept


def amount_in(form: MultiDict, question: Question) -> str:
    amount = number_in(form, question)
    if not question.units:
        return amount
    unit = form.get("answer-unit", "") if len(question.units) > 1 else "u0"
    if unit not in {f"u{number}" for number in range(len(question.units))}:
        raise Wrong(_("Choose what you measured in."))
    return f"{amount} {unit}"


def day_in(form: MultiDict, question: Question) -> str:
    parts = [form.get(f"answer-{part}", "").strip() for part in ("day", "month", "year")]
    if not any(parts):
        parts = [*re.split(r"[\s/.-]+", form.get("answer", "").strip()), "", "", ""][:3]
    if not any(parts):
        raise Wrong(_("Write a day, or press Skip."))
    try:
        day = date(year_of(parts[2]), month_number(parts[1]) or 0, int(parts[0]) if re.fullmatch(r"\d{1,2}", parts[0], re.ASCII) else 0)
    except ValueError:
        raise Wrong(_("Write a day, a month and a year, like 3 4 2026.")) from None
    kept = day.isoformat()
    if (question.minimum and kept < question.minimum[:10]) or (question.maximum and kept > question.maximum[:10]):
        raise Wrong(_("This day is too early or too late for this question."))
    return kept


def year_of(text: str) -> int:
    """Four digits: two are never guessed at. 0, which no day has, for anything else."""
    return int(text) if re.fullmatch(r"\d{4}", text, re.ASCII) else 0


def time_in(form: MultiDict, question: Question) -> str:
    written = form.get("answer-time", form.get("answer", "")).strip().lower().replace(" ", "")
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", written, re.ASCII)
    if not found:
        raise Wrong(_("Write a time, like 2:30pm."))
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    hour = hour % 12 + (12 if half == "pm" else 0) if half and 1 <= hour <= 12 else hour if not half else 24
    try:
        return time(hour, minute).strftime("%H:%M")
    except ValueError:
        raise Wrong(_("Write a time, like 2:30pm.")) from None


def moment_in(form: MultiDict, question: Question) -> str:
    if "answer-day" not in form and " " in form.get("answer", "").strip():
        day, _space, hour = form["answer"].strip().rpartition(" ")
        form = MultiDict({"answer": day, "answer-time": hour})
    return f"{day_in(form, question)}T{time_in(form, question)}"


READ: dict[Kind, Callable[[MultiDict, Question], str]] = {
    Kind.WHOLE: whole_in,
    Kind.NUMBER: number_in,
    Kind.QUANTITY: amount_in,
    Kind.DAY: day_in,
    Kind.TIME: time_in,
    Kind.MOMENT: moment_in,
    Kind.LINE: words_in,
    Kind.WORDS: words_in,
}
