"""What the record says and who wrote what: results that were released, conditions that were brought here, every save and every yes. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from webapp.bundles.marks import ANSWER, FIELDS, NOTES, REVISION, SIDE, SNOMED, TERMS, UCUM, Json, concept, extension, moment, own_id, ref
from webapp.content.result import Result as Entry
from webapp.people.models import PersonCondition
from webapp.plans.models import Agreement, Side
from webapp.plans.queries import Whole
from webapp.plans.writers import Who, Writer


@dataclass(frozen=True)
class Released:
    """One released value. `low` and `high`: the person's own agreed range, of the latest value only."""

    entry: Entry
    taken_on: date
    value: Decimal | None
    shown: str
    comparator: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    comment: str = ""


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def result_out(one: Released, of: UUID, *, subject: Json) -> Json:
    entry = one.entry
    codes = [(SNOMED, term.code, term.display) for term in entry.snomed if term.verification == "verified"]
    said: Json = {"valueString": one.shown} if one.value is None else {"valueQuantity": amount(one.value, entry) | {"comparator": one.comparator or None}}
    limits = {name: amount(limit, entry) for name, limit in (("low", one.low), ("high", one.high)) if limit is not None}
    return {
        "resourceType": "Observation",
        "id": own_id(of, f"result:{entry.code}:{one.taken_on}:{one.shown}"),
        "status": "final",
        "code": concept(entry.label, *codes, (FIELDS, entry.code)),
        "subject": subject,
        "effectiveDateTime": one.taken_on.isoformat(),
        **said,
        "referenceRange": [{**limits, "text": "The aim they agreed for themselves"}] if limits else None,
        "note": [{"text": one.comment}] if one.comment else None,
    }


def amount(value: Decimal, entry: Entry) -> Json:
    coded = {"system": UCUM, "code": entry.ucum} if entry.ucum else {}
    return {"value": number(value), "unit": entry.unit, **coded}


def condition_out(one: PersonCondition, *, subject: Json) -> Json:
    return {
        "resourceType": "Condition",
        "id": str(one.id),
        "clinicalStatus": concept("", (f"{TERMS}/condition-clinical", "active")),
        "code": concept(one.words, *([(FIELDS, one.code)] if one.code else [])),
        "subject": subject,
        "recordedDate": moment(one.recorded_at),
    }


def saves_out(whole: Whole, writers: Mapping[int, Writer], of: UUID, *, targets: Mapping[int, Sequence[str]], person: Json, surgery: Json | None) -> list[Json]:
    """One Provenance for each save of which something still stands: who wrote it, when, who helped. `targets`: revision -> ids."""
    made = []
    for number_, ids in sorted(targets.items()):
        writer = writers.get(number_)
        if writer and ids:
            agents = [
                agent_out("author", writer, person, surgery),
                {"type": role("assembler"), "who": ref(None, writer.helped_by)} if writer.helped_by else None,
            ]
            made.append(provenance(own_id(of, f"save:{number_}"), ids, moment(writer.at), agents, [extension(REVISION, "PositiveInt", number_)], "save"))
    return made


def agent_out(kind: str, writer: Writer, person: Json, surgery: Json | None) -> Json:
    """Staff by their name and what they were that day, for their surgery, or for the person whose words they wrote down."""
    staff = ref(None, writer.name) if writer.name else surgery or ref(None, "A GP surgery")
    helper, holder = ref(None, "Somebody the person lets write with them"), ref(None, "Somebody who holds the plan for the person")
    who = {Who.PERSON: person, Who.SURGERY: staff, Who.SCRIBE: staff, Who.CARER: helper, Who.HOLDER: holder}
    for_whom = {Who.SCRIBE: person, Who.HOLDER: person, Who.SURGERY: surgery if writer.name else None}
    did = [concept(writer.role, (FIELDS, writer.role.value))] if writer.role else None
    return {"type": role(kind), "role": did, "who": who.get(writer.who, ref(None, "Somebody")), "onBehalfOf": for_whom.get(writer.who)}


def yeses_out(agreements: Iterable[Agreement], plan_id: str, *, person: Json, surgery: Json | None) -> list[Json]:
    """What each side said of a revision, in its own words."""
    made = []
    for one in agreements:
        who = person if one.side is Side.PERSON else surgery or ref(None, "A GP surgery")
        said = [extension(REVISION, "PositiveInt", one.number), extension(SIDE, "Code", one.side.value)]
        said += [extension(ANSWER, "Code", one.answer.value), extension(NOTES, "String", one.notes)]
        made.append(provenance(str(one.id), [plan_id], moment(one.at), [{"type": role("attester"), "who": who}], said, "agreement"))
    return made


def role(code: str) -> Json:
    return concept("", (f"{TERMS}/provenance-participant-type", code))


def provenance(name: str, targets: Iterable[str], at: str | None, agents: Sequence[Json | None], extensions: Sequence[Json | None], activity: str) -> Json:
    found = {"target": [ref(one) for one in targets], "recorded": at, "activity": concept("", (FIELDS, activity)), "agent": agents}
    return {"resourceType": "Provenance", "id": name, "extension": extensions, **found}
