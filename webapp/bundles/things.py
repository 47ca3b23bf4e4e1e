"""The entries of a plan's sections, each as the FHIR resource that says the same, and read back. Pure."""

from collections.abc import Callable

from webapp.bundles.marks import FIELDS, KEPT_AT, PHONE, WHEN, WHO_HAS, WITHIN, Json, concept, extension, ref, tidy, unknown
from webapp.bundles.wholes import extension_in, field_out, item_in, whole_out
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import CHOICES
from webapp.plans.queries import Part

DAYS = {"1": "mon", "2": "tue", "3": "wed", "4": "thu", "5": "fri", "6": "sat", "7": "sun"}
STATES = {"there": "active", "asked": "draft", "mend": "on-hold", "ended": "completed", "": "unknown"}
TESTS = {"due": "active", "booked": "active", "done": "completed", "missed": "on-hold", "declined": "revoked"}
WORK = "work"


def medicine_out(part: Part, subject: Json) -> Json:
    """The person's own note: it says nothing of what is prescribed."""
    return {
        "resourceType": "MedicationStatement",
        "status": "unknown",
        "medicationCodeableConcept": {"text": part.says("what")} if part.says("what") else unknown(),
        "subject": subject,
        "informationSource": subject,
        "reasonCode": [{"text": part.says("why")}],
        "note": [{"authorReference": subject, "text": part.says("differently")}] if part.says("differently") else None,
        "dosage": [{"text": part.says("how")}],
    }


def medicine_in(found: Json) -> dict[str, str]:
    return {
        "what": found.get("medicationCodeableConcept", {}).get("text", ""),
        "why": text_in(found, "reasonCode"),
        "how": text_in(found, "dosage"),
        "differently": text_in(found, "note"),
    }


def contact_out(part: Part, subject: Json) -> Json:
    """Somebody whose job it is has a role; anybody else is somebody of the person's own."""
    telecom = [{"system": "phone", "value": part.says("phone")}] if part.says("phone") else None
    when = [extension(WHEN, "String", part.says("when"))]
    if part.says("whose") == WORK:
        return {
            "resourceType": "PractitionerRole",
            "extension": when,
            "practitioner": ref(None, part.says("what")),
            "code": [{"text": part.says("job")}],
            "telecom": telecom,
        }
    return {
        "resourceType": "RelatedPerson",
        "extension": [*when, extension(f"{FIELDS}:whose", "Code", part.says("whose"))],
        "patient": subject,
        "relationship": [{"text": part.says("job")}],
        "name": [{"text": part.says("what")}],
        "telecom": telecom,
    }


def contact_in(found: Json) -> dict[str, str]:
    at_work = found["resourceType"] == "PractitionerRole"
    return {
        "what": found.get("practitioner", {}).get("display", "") if at_work else text_in(found, "name"),
        "job": text_in(found, "code" if at_work else "relationship"),
        "phone": next((one.get("value", "") for one in found.get("telecom", ())), ""),
        "when": extension_in(found, WHEN, "String"),
        "whose": WORK if at_work else extension_in(found, f"{FIELDS}:whose", "Code"),
    }


def service_out(part: Part, subject: Json) -> Json:
    return {
        "resourceType": "ServiceRequest",
        "extension": [phone_out(part)],
        "status": STATES.get(part.says("state"), "unknown"),
        "intent": "plan",
        "code": {"text": part.says("what")},
        "subject": subject,
        "reasonCode": [{"text": part.says("why")}],
    }


def service_in(found: Json) -> dict[str, str]:
    return {"what": found.get("code", {}).get("text", ""), "why": text_in(found, "reasonCode"), "phone": phone_in(found), "state": state_in(found)}


def equipment_out(part: Part, subject: Json) -> Json:
    return {
        "resourceType": "DeviceRequest",
        "extension": [phone_out(part)],
        "status": STATES.get(part.says("state"), "unknown"),
        "intent": "plan",
        "codeCodeableConcept": {"text": part.says("what")} if part.says("what") else unknown(),
        "subject": subject,
        "performer": ref(None, part.says("who")),
        "reasonCode": [{"text": part.says("why")}],
    }


def equipment_in(found: Json) -> dict[str, str]:
    who = found.get("performer", {}).get("display", "")
    said = {"why": text_in(found, "reasonCode"), "phone": phone_in(found), "state": state_in(found), "who": who}
    return {"what": found.get("codeCodeableConcept", {}).get("text", ""), **said}


def document_out(part: Part, subject: Json) -> Json:
    """A pointer to a paper that is kept elsewhere. It holds nothing of the paper."""
    paper = part.says("paper")
    called = str(CHOICES["paper"].get(paper, paper))
    return {
        "resourceType": "DocumentReference",
        "extension": [extension(KEPT_AT, "String", part.says("where")), extension(WHO_HAS, "String", part.says("who_has"))],
        "status": "current",
        "type": concept(called, (FIELDS, paper)) if paper else None,
        "subject": subject,
        "content": [{"attachment": {"title": called} if called else unknown("not-applicable")}],
    }


def document_in(found: Json) -> dict[str, str]:
    paper = next((one.get("code", "") for one in found.get("type", {}).get("coding", ())), "")
    return {"paper": paper, "where": extension_in(found, KEPT_AT, "String"), "who_has": extension_in(found, WHO_HAS, "String")}


def care_out(part: Part) -> Json:
    """One thing of the person's week: a line of the plan's own activities."""
    day = part.says("weekday")
    weekly = {"frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": [DAYS[day]]} if day in DAYS else None
    repeat = {"frequency": 1, "period": 1, "periodUnit": "d"} if day == "0" else weekly
    timing = {"repeat": repeat, "code": {"text": part.says("time")} if part.says("time") else None}
    detail = {
        "id": str(item_in(part).id),
        "status": "scheduled",
        "scheduledTiming": timing,
        "performer": [ref(None, part.says("who"))],
        "description": part.says("what"),
    }
    back = care_in(tidy(detail))
    lost = [field_out(name, words) for name, words in part.words.items() if back.get(name, "") != words]
    return {"detail": {**detail, "extension": lost}}


def care_in(detail: Json) -> dict[str, str]:
    timing = detail.get("scheduledTiming", {})
    repeat = timing.get("repeat", {})
    named = next(iter(repeat.get("dayOfWeek", ())), "")
    day = next((day for day, name in DAYS.items() if name == named), "0" if repeat else "")
    who = next((one.get("display", "") for one in detail.get("performer", ())), "")
    return {"weekday": day, "time": timing.get("code", {}).get("text", ""), "what": detail.get("description", ""), "who": who}


def test_out(part: Part, subject: Json) -> Json:
    """How far it is has words of its own, which FHIR's few states do not tell apart: they go along as a field."""
    return {
        "resourceType": "ServiceRequest",
        "status": TESTS.get(part.says("test_state"), "unknown"),
        "intent": "plan",
        "code": {"text": part.says("what")},
        "subject": subject,
        "occurrenceDateTime": part.says("by_when"),
        "reasonCode": [{"text": part.says("why")}],
    }


def test_in(found: Json) -> dict[str, str]:
    return {"what": found.get("code", {}).get("text", ""), "why": text_in(found, "reasonCode"), "by_when": found.get("occurrenceDateTime", "")}


def other_out(part: Part, subject: Json) -> Json:
    """What FHIR has no resource for, such as a decision made together: its fields go along by their names."""
    item = item_in(part)
    within = extension(WITHIN, "Reference", ref(item.goal_id)) if item.goal_id else None
    return {"resourceType": "Basic", "extension": [within], "code": concept("", (FIELDS, item.kind.value)), "subject": subject}


def phone_out(part: Part) -> Json | None:
    return extension(PHONE, "ContactPoint", {"system": "phone", "value": part.says("phone")} if part.says("phone") else None)


def phone_in(found: Json) -> str:
    return next((one["valueContactPoint"].get("value", "") for one in found.get("extension", ()) if one.get("url") == PHONE), "")


def state_in(found: Json) -> str:
    return next((name for name, status in STATES.items() if status == found.get("status")), "")


def text_in(found: Json, name: str) -> str:
    return next((one.get("text", "") for one in found.get(name, ())), "")


OUT: dict[ItemKind, Callable[[Part, Json], Json]] = {
    ItemKind.MEDICINE: medicine_out,
    ItemKind.CONTACT: contact_out,
    ItemKind.SERVICE: service_out,
    ItemKind.EQUIPMENT: equipment_out,
    ItemKind.DOCUMENT: document_out,
    ItemKind.TEST: test_out,
}
IN: dict[ItemKind, Callable[[Json], dict[str, str]]] = {
    ItemKind.MEDICINE: medicine_in,
    ItemKind.CONTACT: contact_in,
    ItemKind.SERVICE: service_in,
    ItemKind.EQUIPMENT: equipment_in,
    ItemKind.DOCUMENT: document_in,
    ItemKind.TEST: test_in,
}


def thing_out(part: Part, subject: Json) -> Json:
    kind = item_in(part).kind
    return whole_out(part, OUT.get(kind, other_out)(part, subject), IN.get(kind, lambda _found: {}))
