"""Whose plan it is and who stands around them: the person, their surgery, their team, what they said yes to. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from webapp.access.models import Consent, Use
from webapp.bundles.marks import (
    DEPRIVATION,
    ETHNIC_GROUP,
    FIELDS,
    NEED,
    NHS_NUMBER,
    ODS,
    PRSB,
    TERMS,
    Json,
    concept,
    extension,
    moment,
    own_id,
    ref,
    unknown,
)
from webapp.chapters.kinds import ItemKind
from webapp.grants.models import Grant, Right, SharedPart
from webapp.people.models import ContactKind, ContactPoint, Need, Person
from webapp.people.words import ETHNIC_GROUPS
from webapp.plans.queries import Whole
from webapp.practices.models import Practice

SYSTEMS = {ContactKind.MOBILE: ("phone", "mobile"), ContactKind.LANDLINE: ("phone", "home"), ContactKind.EMAIL: ("email", None)}


def patient_out(person: Person, points: Sequence[ContactPoint], needs: Sequence[Need], surgery: Json | None, *, from_lists: bool = False) -> Json:
    """Without an address on file it is unknown, not none. `from_lists`: as `bundle_of`."""
    official = {"use": "official", "text": f"{person.given_name} {person.surname}", "family": person.surname, "given": [person.given_name]}
    return {
        "resourceType": "Patient",
        "id": str(person.id),
        "extension": [
            *({"url": NEED, "valueCodeableConcept": concept(need.words, (FIELDS, need.code))} for need in needs),
            *(groups_out(person) if from_lists else ()),
        ],
        "identifier": [{"use": "official", "system": NHS_NUMBER, "value": person.nhs_number}],
        "name": [official, *([{"use": "usual", "text": person.known_as}] if person.known_as else [])],
        "telecom": [telecom_out(point) for point in points if point.kind in SYSTEMS],
        "birthDate": person.born_on.isoformat(),
        "address": [address_out(point) for point in points if point.kind is ContactKind.ADDRESS] or [unknown()],
        "communication": [{"language": concept("", ("urn:ietf:bcp:47", person.language)), "preferred": True}],
        "generalPractitioner": [surgery] if surgery else None,
    }


def groups_out(person: Person) -> list[Json | None]:
    """Broad groups, which no code of the standard is as broad as."""
    group = person.ethnic_group
    said = concept(ETHNIC_GROUPS[group], (FIELDS, f"ethnic-group-{group.value}")) if group else None
    return [extension(ETHNIC_GROUP, "CodeableConcept", said), extension(DEPRIVATION, "String", person.deprivation)]


def address_out(point: ContactPoint) -> Json:
    lines = (point.value or "").splitlines()
    return {"use": "home", "text": ", ".join(lines), "line": lines}


def telecom_out(point: ContactPoint) -> Json:
    system, use = SYSTEMS[point.kind]
    return {"system": system, "value": point.value, "use": use}


def surgery_out(practice: Practice) -> Json:
    telecom = [{"system": "phone", "value": practice.phone}] if practice.phone else None
    return {
        "resourceType": "Organization",
        "id": str(practice.id),
        "identifier": [{"system": ODS, "value": practice.code}],
        "name": practice.name,
        "telecom": telecom,
    }


def key_person_out(whole: Whole, of: UUID) -> Json | None:
    """Whom to ask first. The words themselves stand among the answers about the team."""
    own = whole.own
    if not own.says("key_person"):
        return None
    telecom = [{"system": "phone", "value": own.says("key_phone")}] if own.says("key_phone") else None
    who = {"practitioner": ref(None, own.says("key_person")), "telecom": telecom, "availabilityExceptions": own.says("key_hours")}
    return {"resourceType": "PractitionerRole", "id": own_id(of, "key-person"), **who}


def team_out(whole: Whole, of: UUID, *, subject: Json, key: Json | None, surgery: Json | None) -> Json | None:
    members: list[Json] = [{"role": [concept("Key worker", (PRSB, "key-worker"))], "member": ref(key["id"])}] if key else []
    members += [
        {"role": [{"text": part.says("job")}] if part.says("job") else None, "member": ref(part.item.id)}
        for part in whole.entries_of(ItemKind.CONTACT)
        if part.item
    ]
    members += [{"role": [concept("GP surgery", (PRSB, "gp-practice"))], "member": surgery}] if surgery else []
    return {"resourceType": "CareTeam", "id": own_id(of, "team"), "status": "active", "subject": subject, "participant": members} if members else None


def consents_out(consents: Mapping[Use, Consent], *, subject: Json) -> list[Json]:
    """What the person's words may be used for beside their own care, each said yes to on its own."""
    return [consent_out(str(one.id), subject, use.value, moment(one.given_at), {"type": "permit"}) for use, one in consents.items()]


def shares_out(grants: Iterable[Grant], rights: Mapping[UUID, Mapping[SharedPart, Right]], *, subject: Json) -> list[Json]:
    """Each carer as somebody of the person's, and what was shared with them. A phone number of theirs stays here."""
    found: list[Json] = []
    for share in grants:
        who = own_id(share.id, "carer")
        found.append({"resourceType": "RelatedPerson", "id": who, "patient": subject, "name": [{"text": share.name}]})
        actor = [{"role": concept("Carer", (FIELDS, "carer")), "reference": ref(who)}]
        parts = [
            {"type": "permit", "action": [concept(may, (FIELDS, may))], "class": [{"system": FIELDS, "code": part}]} for part, may in rights[share.id].items()
        ]
        provision = {"type": "permit", "period": {"start": moment(share.made_at), "end": share.until_on.isoformat()}, "actor": actor, "provision": parts}
        found.append(consent_out(str(share.id), subject, "sharing", moment(share.made_at), provision))
    return found


def consent_out(name: str, subject: Json, use: str, at: str | None, provision: Json) -> Json:
    return {
        "resourceType": "Consent",
        "id": name,
        "status": "active",
        "scope": concept("", (f"{TERMS}/consentscope", "patient-privacy")),
        "category": [concept("", (FIELDS, f"consent-{use}"))],
        "patient": subject,
        "dateTime": at,
        "performer": [subject],
        "policyRule": {"text": "What the person chose in this app. They can end it at any time."},
        "provision": provision,
    }
