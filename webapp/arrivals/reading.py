"""A file opened as a bundle of ours, or refused with the place of each fault and plain words. Pure. The file is untrusted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from webapp.arrivals.checks import refused_words
from webapp.arrivals.parcels import Going, Parcel, Place, Thing, Yes
from webapp.base.i18n import _
from webapp.bundles.aims import PROGRESS_NOTE, goal_in, task_in
from webapp.bundles.marks import AGREED, ANSWER, FIELDS, NHS_NUMBER, NOTES, PLAN, PRSB, REVISION, SIDE, WITHIN, Json, told
from webapp.bundles.things import IN, care_in
from webapp.bundles.wholes import extension_in, whole_in
from webapp.chapters.kinds import ItemKind
from webapp.fhir.files import FormRefused, Refusal, check_size, json_in, refuse
from webapp.fhir.structure import faults, must_understand
from webapp.plans.rules import FIELDS as OWNERS
from webapp.reports.cells import read_nhs_number
from webapp.reports.identities import Identity, read_birth_date
from webapp.reports.names import read_name
from webapp.tables.refusals import CellRefused, reason_text
from webapp.tables.refusals import Refusal as Because

OURS = "personalised-care-and-support-plan"
MOST_ENTRIES = 600


def parcel_in(raw: bytes) -> Parcel:
    """Raises FormRefused with every reason that was found."""
    return opened(bundle_in(raw))


def bundle_in(raw: bytes) -> Json:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b""):
        raise refuse("file", _("This is not the file of a plan. Choose the file that In My Words made."))
    return json_in(raw)


def opened(bundle: Json) -> Parcel:
    """A bundle that was read already, such as one that came sealed."""
    check_size(bundle)
    try:
        return taken_out(bundle)
    except (AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError) as odd:
        # The models looked at the structure, and not at extensions: whatever stands in them is somebody else's, and may be anything.
        raise FormRefused(Refusal("Bundle", _("This file is damaged. Ask for it again."))) from odd


def taken_out(bundle: Json) -> Parcel:
    places = places_in(bundle)
    document = places[0].resource
    if not any(one.get("system") == PRSB and one.get("code") == OURS for one in document.get("type", {}).get("coding", ())):
        raise refuse("Bundle.entry[0].resource.type", _("This plan was not made by In My Words. We cannot read it."))
    check_structure(places)
    check_links(places)
    plan = next((place for place in places if place.kind == "CarePlan"), None)
    if plan is None:
        raise refuse("Bundle.entry", _("There is no plan in this file."))
    made_at = moment_in(document["date"])
    found = Parcel(identity_in(places, made_at.date()), came_from(places, document), made_at)
    found.own = {name: words for place in places for name, words in lines_in(place).items()}
    found.things = [*resources_in(places), *week_in(plan)]
    found.notes = list(notes_in(places))
    found.said = sorted(yeses_in(places), key=lambda one: one.at)
    agreed = next((one.get("valuePositiveInt") for one in plan.resource.get("extension", ()) if one.get("url") == AGREED), None)
    found.agreed = int(agreed) if agreed else None
    if reasons := refused_words(found):
        raise FormRefused(*reasons)
    return found


def places_in(bundle: Json) -> list[Place]:
    entries = bundle.get("entry")
    if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "document" or not isinstance(entries, list) or not entries:
        raise refuse("resourceType", _("This is not the file of a plan."))
    if len(entries) > MOST_ENTRIES:
        raise refuse("Bundle.entry", _("The file has too many parts."))
    found = [Place(f"Bundle.entry[{number}].resource", str(entry["fullUrl"]), entry["resource"]) for number, entry in enumerate(entries)]
    if found[0].kind != "Composition":
        raise refuse(found[0].path, _("This is not the file of a plan."))
    return found


def check_structure(places: list[Place]) -> None:
    """Each resource as FHIR R4 builds it, by its own model. What is not taken over is not looked at."""
    from fhir.resources.R4B import get_fhir_model_class

    reasons: list[Refusal] = []
    for place in places:
        if place.kind in READ:
            reasons += must_understand(place.resource, place.path) or faults(get_fhir_model_class(place.kind), place.resource, place.path)
    if reasons:
        raise FormRefused(*reasons)


READ = {
    *("Composition", "Patient", "Organization", "CarePlan", "Goal", "Task", "QuestionnaireResponse", "Provenance", "Basic", "RelatedPerson"),
    *("MedicationStatement", "PractitionerRole", "ServiceRequest", "DeviceRequest", "DocumentReference"),
}


def check_links(places: list[Place]) -> None:
    """Nothing the plan points to is missing, and nothing is there twice: else a part of the file was lost or pasted."""
    there = [place.address for place in places]
    twice = [place for number, place in enumerate(places) if place.address in there[:number]]
    gone = [Refusal(place.path, _("This points to a part of the file that is not there.")) for place in places if set(links_in(place.resource)) - set(there)]
    if twice or gone:
        raise FormRefused(*gone, *(Refusal(place.path, _("This part stands in the file twice.")) for place in twice))


def links_in(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if str(part.get("reference", "")).startswith("urn:"):
            yield part["reference"]
        for name, value in part.items():
            if name != "contained":
                yield from links_in(value)
    elif isinstance(part, list):
        for one in part:
            yield from links_in(one)


def identity_in(places: list[Place], made_on: date) -> Identity:
    found = [place for place in places if place.kind == "Patient"]
    if len(found) != 1:
        raise refuse("Bundle.entry", _("We need a file about one person. This one is about %(number)s.", number=len(found)))
    patient, path = found[0].resource, found[0].path
    name = patient.get("name", [{}])[0]
    number = next((str(one.get("value", "")) for one in patient.get("identifier", ()) if one.get("system") == NHS_NUMBER), "")
    try:
        born_on = read_birth_date(str(patient.get("birthDate", "")), made_on)
        return Identity(read_nhs_number(number), read_name(str(name.get("family", ""))), read_name(" ".join(name.get("given", ()))), born_on)
    except CellRefused as why:
        raise refuse(path, reason_text(Because(0, why.reason, why.detail))) from why


def came_from(places: list[Place], document: Json) -> str:
    custodian = document.get("custodian", {}).get("reference")
    return next((told(place.resource.get("name", "")) for place in places if place.address == custodian), "")[:120]


def lines_in(place: Place) -> dict[str, str]:
    """The plan's own lines stand among answers of ours; answers to anybody else's form are not taken over."""
    if place.kind != "QuestionnaireResponse" or not str(place.resource.get("questionnaire", "")).startswith(f"{PLAN}:"):
        return {}
    items = place.resource.get("item", [])
    return {one["linkId"]: words for one in items if one["linkId"] in OWNERS[None] and (words := told(one["answer"][0]["valueString"]))}


def resources_in(places: list[Place]) -> Iterator[Thing]:
    for place in places:
        tag = place.tag(FIELDS)
        if tag in set(ItemKind):
            yield thing_in(place, ItemKind(tag))


def thing_in(place: Place, kind: ItemKind) -> Thing:
    found = place.resource
    if place.kind == "Goal":
        return Thing(place.address, place.path, kind, whole_in(kind, found, goal_in))
    if place.kind == "Task":
        ended = found.get("executionPeriod", {}).get("end")
        at = moment_in(ended) if ended else None
        done, failed = (at if found.get("status") == state else None for state in ("completed", "failed"))
        within = str(found.get("focus", {}).get("reference", ""))
        return Thing(place.address, place.path, kind, whole_in(kind, found, lambda task: task_in(task)[1]), within, done, failed)
    within = next((str(one["valueReference"]["reference"]) for one in found.get("extension", ()) if one.get("url") == WITHIN), "")
    return Thing(place.address, place.path, kind, whole_in(kind, found, IN.get(kind, nothing)), within)


def nothing(_found: Json) -> dict[str, str]:
    return {}


def week_in(plan: Place) -> Iterator[Thing]:
    for number, activity in enumerate(plan.resource.get("activity", ())):
        detail: Json = activity.get("detail", {})
        if detail.get("id"):
            yield Thing(str(detail["id"]), f"{plan.path}.activity[{number}].detail", ItemKind.CARE, whole_in(ItemKind.CARE, detail, care_in))


def notes_in(places: list[Place]) -> Iterator[Going]:
    for place in places:
        if place.kind == "Observation" and place.tag(FIELDS) == PROGRESS_NOTE:
            found = place.resource
            how = str(found["valueCodeableConcept"]["coding"][0]["code"])
            words = told("\n".join(str(note["text"]) for note in found.get("note", ())))
            yield Going(str(found["focus"][0]["reference"]), how, moment_in(found["effectiveDateTime"]), words)


def yeses_in(places: list[Place]) -> Iterator[Yes]:
    for place in places:
        found = place.resource
        if place.kind == "Provenance" and (answer := extension_in(found, ANSWER, "Code")):
            number = next((int(one["valuePositiveInt"]) for one in found["extension"] if one.get("url") == REVISION), 0)
            yield Yes(extension_in(found, SIDE, "Code"), answer, moment_in(found["recorded"]), extension_in(found, NOTES, "String"), number)


def moment_in(text: object) -> datetime:
    found = datetime.fromisoformat(str(text))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
