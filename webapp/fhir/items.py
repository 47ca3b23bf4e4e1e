"""The items of a FHIR Questionnaire made into questions, one after another. Pure. Everything that cannot be asked is refused by its path.

A group's words stand above each of its questions, what a form says in between above the next. A group that repeats is laid out as often
as it may be asked; between its copies stands "Is there another one to add?". Source: FHIR R4, Questionnaire (que-1 to que-13).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.base.i18n import _
from webapp.content.prompt import Check, Condition, Kind, Lead, Question
from webapp.fhir.bounds import bounds_of, hint_of, occurs, units_of
from webapp.fhir.conditions import condition_of
from webapp.fhir.files import FormRefused, Json, Refusal
from webapp.fhir.initial import initial_of
from webapp.fhir.values import HL7, code_of, extension_value, extensions, options_in

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
KINDS = {
    "boolean": Kind.YES_NO,
    "decimal": Kind.NUMBER,
    "integer": Kind.WHOLE,
    "date": Kind.DAY,
    "dateTime": Kind.MOMENT,
    "time": Kind.TIME,
    "string": Kind.LINE,
    "text": Kind.WORDS,
    "url": Kind.LINE,
    "choice": Kind.CHOICE,
    "open-choice": Kind.CHOICE,
    "quantity": Kind.QUANTITY,
    "display": Kind.NOTE,
}
ANSWERED_BY_CHOICE = {"string", "integer", "date", "time", "choice", "open-choice"}
UNSUPPORTED = {"attachment": lambda: _("It asks for a file. People cannot send files here."), "reference": lambda: _("It asks for a record in another system.")}
DEEPEST, MOST_ITEMS, LONGEST_TEXT, COPIES = 12, 600, 4000, 5
MORE, COPY = "~more", "~"
# Rules in a language of their own: a form that needs one to know what to ask, or who answers, is not the form we would show.
NEEDED = {
    f"{SDC}/sdc-questionnaire-enableWhenExpression": lambda: _("Whether it is asked hangs on a rule we cannot read."),
    f"{SDC}/sdc-questionnaire-subQuestionnaire": lambda: _("Part of this form is kept somewhere else."),
    f"{SDC}/sdc-questionnaire-questionnaireAdaptive": lambda: _("This form asks another system what comes next."),
}
# Left out, and said so: the form can be asked without them.
LEFT_OUT = ("calculatedExpression", "initialExpression", "targetConstraint", "questionnaire-constraint", "answerExpression", "candidateExpression", "variable")


@dataclass
class Reading:
    """One form being read. `reasons` are gathered, so that all are told at once; `notes` are left-out things by path."""

    form: Json
    leave_out: bool = False
    by_id: dict[str, Json] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    reasons: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)
    waiting: list[Lead] = field(default_factory=list)

    def refused(self, path: str, why: object) -> None:
        self.reasons.append(Refusal(path, str(why)))

    def trying(self, make: Callable[[], Any], instead: Any) -> Any:
        try:
            return make()
        except FormRefused as why:
            self.reasons += why.reasons
            return instead


@dataclass(frozen=True)
class Here:
    """Around an item: conditions and headings it inherits, `copy` of a repeating group it stands in. `inside`: of each id of such a group, its copy."""

    path: str
    shown_when: tuple[Condition, ...] = ()
    heading: str = ""
    copy: str = ""
    inside: Mapping[str, str] = field(default_factory=dict)
    depth: int = 1


def questions_in(form: Json, *, leave_out: bool = False) -> Reading:
    """Everything in one go. Raises nothing: look at `reasons`. `leave_out`: do without what we cannot ask and nobody must answer."""
    reading = Reading(form, leave_out)
    index(reading, form.get("item", ()), "Questionnaire", 1)
    if not reading.reasons:
        read_items(reading, form.get("item", ()), Here("Questionnaire"))
        reading.questions += [note(reading, lead) for lead in reading.waiting]
    if not [question for question in reading.questions if question.kind is not Kind.NOTE] and not reading.reasons:
        reading.refused("Questionnaire.item", _("This form has no question that can be asked."))
    if len(reading.questions) > MOST_ITEMS:
        reading.refused("Questionnaire.item", _("This form has too many questions."))
    return reading


def index(reading: Reading, items: list[Json], path: str, depth: int) -> None:
    """Every linkId once; no level too deep."""
    if depth > DEEPEST or len(reading.by_id) > MOST_ITEMS:
        reading.refused(path, _("The form has too many levels.") if depth > DEEPEST else _("This form has too many questions."))
        return
    for number, item in enumerate(items):
        at, link = f"{path}.item[{number}]", item["linkId"]
        if link in reading.by_id:
            reading.refused(f"{at}.linkId", _("“%(name)s” stands there twice.", name=link[:60]))
        if not link.strip() or len(link) > 255 or COPY in link:
            reading.refused(f"{at}.linkId", _("This name of a question cannot be used."))
        reading.by_id[link] = item
        index(reading, item.get("item", ()), at, depth + 1)


def read_items(reading: Reading, items: list[Json], here: Here) -> None:
    for number, item in enumerate(items):
        read_item(reading, item, replace(here, path=f"{here.path}.item[{number}]"))


def read_item(reading: Reading, item: Json, here: Here) -> None:
    if is_left_out(reading, item, here.path) or not is_known(reading, item, here.path) or extension_value(item, f"{HL7}/questionnaire-hidden") is True:
        return
    own = reading.trying(lambda: condition_of(item, reading, here), ())
    here = replace(here, shown_when=(*here.shown_when, *own))
    if item["type"] == "group":
        read_group(reading, item, here)
        return
    if item["type"] == "display":
        reading.waiting.append(Lead(text_of(item), shown_when=here.shown_when))
    elif item.get("readOnly"):
        read_fixed(reading, item, here)
    else:
        ask(reading, item, here)
    read_items(reading, item.get("item", ()), replace(here, depth=here.depth + 1))


def is_left_out(reading: Reading, item: Json, path: str) -> bool:
    if not reading.leave_out or item["type"] not in UNSUPPORTED or item.get("required"):
        return False
    reading.notes.append(Refusal(f"{path}.type", _("Left out, as you chose: “%(name)s”.", name=text_of(item)[:80])))
    return True


def is_known(reading: Reading, item: Json, path: str) -> bool:
    """Its type, and nothing of it that we would have to understand and do not."""
    before, kind = len(reading.reasons), item["type"]
    if kind in UNSUPPORTED:
        reading.refused(f"{path}.type", UNSUPPORTED[kind]())
    elif kind not in KINDS and kind != "group":
        reading.refused(f"{path}.type", _("“%(name)s” is not a kind of question in FHIR R4.", name=str(kind)[:60]))
    for url, why in NEEDED.items():
        if extensions(item, url):
            reading.refused(f"{path}.extension({url.rsplit('/', 1)[-1]})", why())
    for one in extensions(item, *(f"{base}/{prefix}{name}" for base in (SDC, HL7) for name in LEFT_OUT for prefix in ("sdc-questionnaire-", ""))):
        reading.notes.append(Refusal(f"{path}.extension({one['url'].rsplit('/', 1)[-1]})", _("Left out. The form can be asked without it.")))
    if len(text_of(item)) > LONGEST_TEXT:
        reading.refused(f"{path}.text", _("This text is too long to read on a phone."))
    if kind == "display" and item.get("item"):
        reading.refused(f"{path}.item", _("Words to read cannot have questions inside them."))
    if kind in ("group", "display", "boolean") and (item.get("answerOption") or item.get("answerValueSet")):
        reading.refused(f"{path}.answerOption", _("This kind of item cannot have answers to choose from."))
    return len(reading.reasons) == before


def text_of(item: Json) -> str:
    """Its words, plain: what was given as HTML is never read."""
    said = item.get("text") or next((code_of(one).display for one in item.get("code", ()) if one.get("display")), "") or item["linkId"]
    words = f"{item['prefix']} {said}" if item.get("prefix") else said
    return "".join(letter for letter in words if letter.isprintable() or letter == "\n")


def read_group(reading: Reading, item: Json, here: Here) -> None:
    heading = text_of(item) if item.get("text") else here.heading
    inner = replace(here, heading=heading, depth=here.depth + 1)
    if not item.get("repeats"):
        read_items(reading, item.get("item", ()), inner)
        return
    times = min(COPIES, occurs(item) or COPIES)
    ids = ids_inside(item)
    for copy in range(times):
        mark = f"{here.copy}{COPY}{copy}" if copy or here.copy else ""
        if copy:
            asks = f"{item['linkId']}{MORE}{here.copy}{COPY}{copy}"
            reading.questions.append(Question(asks, MORE, kind=Kind.YES_NO, scored=False, shown_when=inner.shown_when, leads=headed(heading)))
            inner = replace(inner, shown_when=(*inner.shown_when, Condition((Check(asks, "=", "true"),))))
        read_items(reading, item.get("item", ()), replace(inner, copy=mark, inside={**here.inside, **dict.fromkeys(ids, mark)}))


def ids_inside(item: Json) -> list[str]:
    return [link for one in item.get("item", ()) for link in (one["linkId"], *ids_inside(one))]


def headed(heading: str) -> tuple[Lead, ...]:
    return (Lead(heading, heading=True),) if heading else ()


def read_fixed(reading: Reading, item: Json, here: Here) -> None:
    """Not for the person to change: shown when there is something to read."""
    options = reading.trying(lambda: options_in(item, reading.form, here.path), ())
    said = reading.trying(lambda: initial_of(item, options, (), here.path), ())
    labels = {str(option.value): option.label for option in options}
    if said:
        reading.waiting.append(Lead(f"{text_of(item)} {', '.join(labels.get(one, one) for one in said)}", shown_when=here.shown_when))
    else:
        reading.notes.append(Refusal(here.path, _("Left out. Nobody may answer it and it has no answer yet.")))


def ask(reading: Reading, item: Json, here: Here) -> None:
    options = reading.trying(lambda: options_in(item, reading.form, here.path), None)
    kind = KINDS[item["type"]]
    if options is None:
        return
    if options and item["type"] in ANSWERED_BY_CHOICE:
        kind = Kind.CHOICE
    elif item["type"] == "choice":
        reading.refused(f"{here.path}.answerOption", _("A question to choose from needs answers to choose from."))
        return
    elif item["type"] == "open-choice":
        kind = Kind.LINE
    units = units_of(item) if kind is Kind.QUANTITY else ()
    made = Question(
        item["linkId"] + here.copy,
        text_of(item),
        options,
        kind=kind,
        codes=tuple(code_of(one) for one in item.get("code", ()) if one.get("code")),
        other=item["type"] == "open-choice" and kind is Kind.CHOICE,
        repeats=bool(item.get("repeats")) and kind is not Kind.YES_NO,
        required=bool(item.get("required")),
        hint=hint_of(item),
        units=units,
        initial=reading.trying(lambda: initial_of(item, options, units, here.path), ()),
        shown_when=here.shown_when,
        **bounds_of(item, kind),
    )
    reading.questions.append(with_leads(reading, made, here))


def with_leads(reading: Reading, made: Question, here: Here) -> Question:
    """Words in between go above the next question, if whoever reads them meets it; else they have a page of their own."""
    fits = [lead for lead in reading.waiting if set(made.shown_when) <= set(lead.shown_when)]
    reading.questions += [note(reading, lead) for lead in reading.waiting if lead not in fits]
    reading.waiting = []
    return replace(made, leads=(*headed(here.heading), *fits))


def note(reading: Reading, lead: Lead) -> Question:
    return Question(f"{COPY}note{len(reading.questions)}", lead.words, kind=Kind.NOTE, scored=False, shown_when=lead.shown_when)
