"""A FHIR R4 QuestionnaireResponse of what was answered, built along the form it answers. Pure.

A question that was skipped says so with a reason (asked-declined), one answered "I am not sure" too (asked-unknown): neither is ever a zero.
What is not shown because of another answer is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from webapp.base.clock import LONDON
from webapp.content.prompt import Instrument, Kind, Option, Question
from webapp.fhir.definitions import OWN, TOTAL, definition_of
from webapp.fhir.files import Json
from webapp.fhir.items import COPIES, COPY, MORE
from webapp.fhir.values import HL7, WEIGHTS, extension_value
from webapp.instruments.scoring import NOT_SURE, SKIPPED, scored
from webapp.instruments.showing import each, standing_answers

ABSENT = f"{HL7}/data-absent-reason"
REASONS = {SKIPPED: "asked-declined", NOT_SURE: "asked-unknown"}
NHS_NUMBER, OTHER = "https://fhir.nhs.uk/Id/nhs-number", "other:"


@dataclass(frozen=True)
class Given:
    """What the response says of itself. `at` is aware. `in_person`: the person gave the answers themselves."""

    id: str
    at: datetime
    finished: bool
    nhs_number: str | None = None
    in_person: bool = True


@dataclass(frozen=True)
class Writing:
    form: Json
    questions: Mapping[str, Question]
    options: Mapping[str, tuple[Option, ...]]
    answers: Mapping[str, str]


def reply_of(instrument: Instrument, form: Json | None, answers: Mapping[str, str], given: Given) -> Json:
    """`form` is the Questionnaire as it was loaded; None for one that comes with the app, whose definition then goes along inside."""
    definition = form or definition_of(instrument)
    standing = standing_answers(instrument, answers)
    questions = {question.id: question for question in instrument.questions}
    writing = Writing(definition, questions, {name: instrument.options_of(question) for name, question in questions.items()}, standing)
    found = {
        "resourceType": "QuestionnaireResponse",
        "id": given.id,
        "contained": None if form else [definition],
        "questionnaire": address_of(form) if form else "#definition",
        "status": "completed" if given.finished else "in-progress",
        "subject": subject_of(given),
        "authored": given.at.astimezone(LONDON).isoformat(timespec="seconds"),
        "source": subject_of(given) if given.in_person else None,
        "item": [*written(definition.get("item", ()), writing, ""), *total_item(instrument, standing, form)],
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def address_of(form: Json) -> str | None:
    """Its address and version, where it has one."""
    url, version = form.get("url"), form.get("version")
    return None if not url else f"{url}|{version}" if version and " " not in version else url


def subject_of(given: Given) -> Json:
    number = given.nhs_number
    return {"type": "Patient", "identifier": {"system": NHS_NUMBER, "value": number}} if number else {"type": "Patient", "display": "The person"}


def total_item(instrument: Instrument, answers: Mapping[str, str], form: Json | None) -> list[Json]:
    """Only of an instrument that says what its total is, and only when enough was answered."""
    total = None if form else scored(instrument, answers).total
    return [] if total is None else [{"linkId": TOTAL, "text": "Total", "answer": [{"valueDecimal": Decimal(total)}]}]


def written(items: Any, writing: Writing, copy: str) -> list[Json]:
    return [made for item in items for made in written_item(item, writing, copy)]


def written_item(item: Json, writing: Writing, copy: str) -> list[Json]:
    if item["type"] == "display" or item["linkId"] == TOTAL:
        return []
    if item["type"] == "group":
        return groups(item, writing, copy)
    inner, said = written(item.get("item", ()), writing, copy), answers_to(item, writing, copy)
    if inner:
        said = [{**(said[0] if said else {}), "item": inner}, *said[1:]]
    return [{**named(item), "answer": said}] if said else []


def named(item: Json) -> Json:
    return {"linkId": item["linkId"], **({"text": item["text"]} if item.get("text") else {})}


def groups(item: Json, writing: Writing, copy: str) -> list[Json]:
    """Every copy of a group in which something was answered."""
    marks = [copy]
    if item.get("repeats"):
        more = [number for number in range(1, COPIES) if writing.answers.get(f"{item['linkId']}{MORE}{copy}{COPY}{number}") == "true"]
        marks = [f"{copy}{COPY}0" if copy else "", *(f"{copy}{COPY}{number}" for number in more)]
    found = [(named(item), written(item.get("item", ()), writing, mark)) for mark in marks]
    return [{**name, "item": inner} for name, inner in found if inner]


def answers_to(item: Json, writing: Writing, copy: str) -> list[Json]:
    name = item["linkId"] + copy
    question = writing.questions.get(name)
    if question is None:
        return beforehand(item)
    said = writing.answers.get(name, "")
    if said in REASONS:
        return [{"extension": [{"url": ABSENT, "valueCode": REASONS[said]}]}]
    return [value for one in each(said, question) for value in [answer(one, item, question, writing.options[name])]]


def beforehand(item: Json) -> list[Json]:
    """What the form itself put there, of an item nobody is asked."""
    if not item.get("readOnly") and extension_value(item, f"{HL7}/questionnaire-hidden") is not True:
        return []
    found = [{name: value for name, value in one.items() if name.startswith("value")} for one in item.get("initial", ())]
    chosen = [one for one in item.get("answerOption", ()) if one.get("initialSelected") is True]
    return found + [{name: value for name, value in one.items() if name.startswith("value")} for one in chosen]


def answer(said: str, item: Json, question: Question, options: tuple[Option, ...]) -> Json:
    if question.kind is Kind.CHOICE:
        return chosen_value(said, item, options)
    if question.kind is Kind.QUANTITY:
        return {"valueQuantity": amount(said, question)}
    if question.kind is Kind.MOMENT:
        return {"valueDateTime": datetime.fromisoformat(said).replace(tzinfo=LONDON).isoformat(timespec="seconds")}
    if item["type"] == "url":
        return {"valueUri": said.strip().replace(" ", "%20")}
    plain: dict[Kind, Callable[[], Json]] = {
        Kind.YES_NO: lambda: {"valueBoolean": said == "true"},
        Kind.WHOLE: lambda: {"valueInteger": int(said)},
        Kind.NUMBER: lambda: {"valueDecimal": Decimal(said)},
        Kind.DAY: lambda: {"valueDate": said},
        Kind.TIME: lambda: {"valueTime": time.fromisoformat(said).isoformat()},
    }
    return plain.get(question.kind, lambda: {"valueString": said.strip()})()


def amount(said: str, question: Question) -> Json:
    number, _space, place = said.partition(" ")
    found: Json = {"value": Decimal(number)}
    if place:
        unit = question.units[int(place.removeprefix("u"))]
        found |= {name: value for name, value in (("unit", unit.display or unit.code), ("system", unit.system), ("code", unit.code)) if value}
    # A code needs its system (qty-3).
    return found if found.get("system") else {name: value for name, value in found.items() if name != "code"}


def chosen_value(said: str, item: Json, options: tuple[Option, ...]) -> Json:
    """As the form itself offers it: a coding with its weight, or a plain value."""
    if said.startswith(OTHER):
        return {"valueString": said[len(OTHER) :]}
    place, option = next((place, option) for place, option in enumerate(options) if str(option.value) == said)
    rows = item.get("answerOption") or []
    row = rows[place] if place < len(rows) else {}
    kind = next((name for name in row if name.startswith("value")), "valueCoding")
    if kind != "valueCoding":
        return {kind: row[kind]}
    given = row.get("valueCoding") or {"system": option.code.system, "code": option.code.code, "display": option.label} if option.code else row.get(kind, {})
    coding = {name: given[name] for name in ("system", "version", "code", "display") if given.get(name)}
    weight = [{"url": WEIGHTS[0], "valueDecimal": option.score}] if option.score is not None else []
    return {"valueCoding": {**({"extension": weight} if weight else {}), **coding}}


__all__ = ["OWN", "Given", "reply_of"]
