"""A FHIR R4 Questionnaire published by others, made into an instrument of ours; or refused, with every reason and its path."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from webapp.base.i18n import _
from webapp.content.prompt import NOTHING_SCORED, Code, Instrument, Kind, Question, Scoring
from webapp.fhir.bounds import is_loinc, weights_in
from webapp.fhir.files import FormRefused, Json, Refusal, questionnaire_in
from webapp.fhir.items import questions_in
from webapp.fhir.structure import check_structure
from webapp.fhir.values import code_of
from webapp.instruments.rules import Loaded

STATES = ("draft", "active", "retired", "unknown")
# PHQ-9 question 9, wherever it stands: whoever asks it must be sure that somebody reads the answer.
SELF_HARM = frozenset({"44260-8"})
SELF_HARM_WORDS = ("better off dead", "hurting yourself", "hurt yourself", "harm yourself", "kill yourself", "suicid", "self-harm", "self harm")
MOOD = frozenset({"44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"})
WORRY = frozenset({"69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"})


@dataclass(frozen=True)
class Form:
    """A file that passed. `content` is kept as it is; `notes` say by path what is left out of it."""

    name: str
    title: str
    version: str
    sha256: str
    content: str
    loaded: Loaded
    notes: Sequence[Refusal]


def form_in(raw: bytes, *, leave_out: bool = False) -> Form:
    """Read, check and take apart what somebody loaded. Raises FormRefused. `leave_out`: do without files and records nobody must give."""
    form = questionnaire_in(raw)
    check_structure(form)
    if form.get("status") not in STATES:
        raise FormRefused(Refusal("Questionnaire.status", _("It must be one of draft, active, retired or unknown.")))
    content = json.dumps(form, ensure_ascii=False, sort_keys=True, default=plain_number)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    name = name_of(form)
    try:
        loaded, notes = taken_apart(form, name, sha256, leave_out=leave_out)
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as odd:
        # The model looked at the structure, and not at extensions: whatever stands in them is somebody else's, and may be anything.
        raise FormRefused(Refusal("Questionnaire", _("This part is not built as FHIR R4 builds it."))) from odd
    if form["status"] == "retired":
        notes = [Refusal("Questionnaire.status", _("Its publisher no longer uses this form.")), *notes]
    return Form(name, loaded.instrument.title, loaded.instrument.version, sha256, content, loaded, notes)


def plain_number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def name_of(form: Json) -> str:
    """The same for every version of a form: from its address, else its id, else its title."""
    known = form.get("url") or form.get("id") or form.get("name") or form.get("title") or json.dumps(form.get("item", []), default=str)
    return "form-" + hashlib.sha256(str(known).encode()).hexdigest()[:12]


def taken_apart(form: Json, name: str, sha256: str, *, leave_out: bool = False) -> tuple[Loaded, list[Refusal]]:
    reading = questions_in(form, leave_out=leave_out)
    if reading.reasons:
        raise FormRefused(*reading.reasons)
    questions = tuple(reading.questions)
    family, harm = families_in(questions), [question for question in questions if asks_of_self_harm(question)]
    made = instrument_of(form, name, sha256, questions, harm, watched=bool(family or harm))
    return Loaded(made, "fhir", family=family, gate="cover" if harm else None), reading.notes


def instrument_of(form: Json, name: str, sha256: str, questions: tuple[Question, ...], harm: Sequence[Question], *, watched: bool) -> Instrument:
    weights = weights_in(list(questions))
    way = scoring_of(weights)
    return Instrument(
        id=name,
        title=(form.get("title") or form.get("name") or _("A form"))[:200],
        owner=(form.get("publisher") or "")[:200],
        licence="",
        copyright_notice=(form.get("copyright") or "")[:4000],
        recall="",
        stem="",
        questions=questions,
        options=(),
        minimum=int(way.minimum),
        maximum=int(way.maximum),
        version=(form.get("version") or form.get("date") or sha256[:8])[:60],
        language=form.get("language") or "en",
        purpose=(form.get("description") or "")[:2000],
        status="loaded",
        scoring=way,
        codes=panel_of(form),
        safety=tuple(harm_rule(question) for question in harm),
        sha256=sha256,
        weights=weights,
        watched=watched,
    )


def panel_of(form: Json) -> dict[str, Code]:
    found = [code_of(one) for one in form.get("code", ()) if one.get("code")]
    return {"panel": found[0]} if found else {}


def scoring_of(weights: dict[str, dict[str, Decimal]]) -> Scoring:
    """A form says what each answer weighs, and not what the sum means: it is added up, and has no name."""
    if not weights:
        return NOTHING_SCORED
    return Scoring("sum", sum((min(own.values()) for own in weights.values()), Decimal(0)), sum((max(own.values()) for own in weights.values()), Decimal(0)))


def families_in(questions: Sequence[Question]) -> frozenset[str]:
    known = {"mood": MOOD, "worry": WORRY}
    found = {family for family, codes in known.items() if any(is_loinc(question, codes) for question in questions)}
    return frozenset(found | ({"mood"} if any(asks_of_self_harm(question) for question in questions) else set()))


def asks_of_self_harm(question: Question) -> bool:
    words = question.text.casefold()
    return question.kind is not Kind.NOTE and (is_loinc(question, SELF_HARM) or any(part in words for part in SELF_HARM_WORDS))


def harm_rule(question: Question) -> dict[str, Any]:
    """Any answer but the first to choose from, "yes", or words of one's own."""
    no = str(question.options[0].value) if question.options else "false"
    if question.options and all(option.score is not None for option in question.options):
        no = str(min(question.options, key=lambda option: option.score or 0).value)
    no_trees = [{"is": ["answer", question.id, told]} for told in (int(no) if no.isdecimal() else no, "skipped")]
    return {"predicate": {"not": {"any": no_trees}}, "rule": "phq9-question-9", "clock": "phq9_question_9", "action": "crisis_panel_and_duty_list"}
