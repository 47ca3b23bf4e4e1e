"""The plan's lines as questionnaires answered, and the document's own sections: what a human reads, mapped to the standard's headings. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from webapp.base.i18n import _
from webapp.bundles.marks import FIELDS, PLAN, PRSB, SNOMED, Json, concept, narrative, own_id, ref
from webapp.chapters.sections import SECTIONS
from webapp.chapters.shapes import Line, Section
from webapp.plans.queries import Part, Whole
from webapp.plans.rules import FIELDS as OWNERS
from webapp.plans.words import FIELD, in_words

# The standard's own headings. SNOMED CT: PRSB About Me v2.0.1, value sets of its seven headings.
ABOUT_ME = {
    "matters": ("1515861000000103", "What is most important to me"),
    "people": ("1515871000000105", "People who are important to me"),
    "communicate": ("1515881000000107", "How I communicate and how to communicate with me"),
    "wellness": ("1515891000000109", "My wellness"),
    "please": ("1515901000000105", "Please do and please do not"),
    "support": ("1515911000000107", "How and when to support me"),
    "worth_knowing": ("1515921000000101", "Also worth knowing about me"),
}
HEADINGS = {
    "about-me": ("about-me", "About me"),
    "when-things-change": ("contingency-plans", "Contingency/safety plans"),
    "looking-after": ("additional-support-plans", "Additional support plans"),
    "health": ("needs-concerns-problems", "Needs, concerns or problems"),
    "team": ("contacts", "Professional contacts and personal contacts"),
    "equipment": ("anticipatory-equipment", "Anticipatory medicines/equipment"),
    "wishes": ("advance-statement", "Advance statement"),
    "service-plan": ("care-funding-source", "Care funding source"),
}
IN_SECTIONS = {line.name for section in SECTIONS for line in section.lines}
# What stands in the plan and in no section: the talk, the choice to have no goal, the review.
THE_REST = tuple(name for name in OWNERS[None] if name not in IN_SECTIONS)
REST = "plan"


@dataclass(frozen=True)
class Shown:
    """One section of the document. `entries`: ids of what it holds. `is_unknown`: it was never brought here."""

    title: str
    paragraphs: Sequence[object] = ()
    entries: Sequence[str] = ()
    code: Json | None = None
    inside: Sequence["Shown"] = ()
    is_unknown: bool = False


def lines_of(key: str) -> list[tuple[str, str]]:
    section = next((one for one in SECTIONS if one.key == key), None)
    return [(line.name, str(line.label)) for line in section.lines] if section else [(name, str(FIELD[None, name])) for name in THE_REST]


def replies_out(whole: Whole, *, of: UUID, subject: Json, written: str | None) -> list[Json]:
    """Every section in which a line is written, and the rest, each as a QuestionnaireResponse: one item a line, its words as they are."""
    made = []
    for key in (*(section.key for section in SECTIONS), REST):
        items = [{"linkId": name, "text": label, "answer": [{"valueString": whole.own.says(name)}]} for name, label in lines_of(key) if whole.own.says(name)]
        if items:
            made.append(reply_out(key, items, of=of, subject=subject, written=written))
    return made


def reply_out(key: str, items: list[Json], *, of: UUID, subject: Json, written: str | None) -> Json:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": own_id(of, f"reply:{key}"),
        "questionnaire": f"{PLAN}:{key}",
        "status": "completed",
        "subject": subject,
        "authored": written,
        "source": subject,
        "item": items,
    }


def sections_shown(whole: Whole, *, of: UUID, written: Iterable[str]) -> list[Shown]:
    """`written`: the ids of the replies there are."""
    there, found = set(written), []
    for section in SECTIONS:
        reply = own_id(of, f"reply:{section.key}")
        inside = [line_shown(line, whole.own) for line in section.lines if whole.own.says(line.name)]
        parts = whole.entries_of(section.entries.kind) if section.entries else []
        # What stands in the week is a line of the plan itself, not a resource of its own.
        held = [str(part.item.id) for part in parts if part.item and section.key != "week"]
        paragraphs = [entry_shown(section, part) for part in parts]
        record = [unknown_shown(name) for name in section.of_record]
        if inside or held or paragraphs or record:
            entries = ([reply] if reply in there else []) + held
            found.append(Shown(str(section.title), paragraphs, entries, heading(section), [*inside, *record]))
    return found


def heading(section: Section) -> Json:
    named = HEADINGS.get(section.key)
    return concept(section.title, *([(PRSB, *named)] if named else []), (FIELDS, section.key))


def line_shown(line: Line, own: Part) -> Shown:
    codes = [(SNOMED, *ABOUT_ME[line.name])] if line.name in ABOUT_ME else []
    return Shown(str(line.label), [in_words(line.name, own.says(line.name))], code=concept(line.label, *codes, (FIELDS, line.name)))


def entry_shown(section: Section, part: Part) -> str:
    lines = section.entries.lines if section.entries else ()
    said = [(str(line.label), in_words(line.name, part.says(line.name))) for line in lines]
    return "\n".join(f"{label}: {words}" for label, words in said if words)


def unknown_shown(name: object) -> Shown:
    return Shown(str(name), [_("Not known here. Ask the GP surgery.")], is_unknown=True)


def section_out(shown: Shown) -> Json:
    """`emptyReason` "unavailable": FHIR's word for what is not known here, which is never said as none."""
    return {
        "title": shown.title,
        "code": shown.code,
        "text": narrative(*shown.paragraphs),
        "entry": [ref(one) for one in shown.entries],
        "emptyReason": concept("", ("http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable")) if shown.is_unknown else None,
        "section": [section_out(one) for one in shown.inside],
    }
