"""A plan goes out as a FHIR R4 document that HL7's schema, fhir.resources and the R4 invariants all pass."""

import json
import re

import pytest

from tests.bundles.filling import both_say_yes, fill
from tests.bundles.judge import faults
from webapp.base.clock import now
from webapp.bundles.aims import ruler, ruler_in
from webapp.bundles.marks import IMPORTANCE
from webapp.bundles.queries import bundle_of
from webapp.bundles.things import contact_in
from webapp.chapters.kinds import ItemKind
from webapp.chapters.sections import SECTIONS
from webapp.people.models import Deprivation, EthnicGroup
from webapp.plans.changes import add_item, last_number, open_plan

OF_RECORD = {"The list of my health conditions", "Tests and vaccines that are due", "Health conditions on the record"}


@pytest.mark.parametrize("every", [0, 1, 2, 5])
def test_a_full_a_half_filled_and_an_empty_plan_pass_every_judge(session, cast, every):
    if every:
        plan = fill(session, cast, every=every)
        both_say_yes(session, cast, plan, last_number(session, plan.id))
    bundle = bundle_of(session, cast.person.id, at=now())
    assert faults(bundle) == []


def test_the_persons_own_file_says_their_groups_and_no_other_file_does(session, cast):
    fill(session, cast)
    cast.person.ethnic_group, cast.person.deprivation = EthnicGroup.MIXED, Deprivation.TENTH_3
    session.commit()
    own, other = (bundle_of(session, cast.person.id, at=now(), from_lists=lists) for lists in (True, False))
    assert faults(own) == [] and faults(other) == []
    said = {one["url"].rpartition(":")[2]: one for one in patient_of(own)["extension"]}
    assert said["ethnic-group"]["valueCodeableConcept"]["text"] == "Mixed or multiple ethnic groups" and said["deprivation"]["valueString"] == "3/10"
    assert not any("ethnic" in one["url"] or "deprivation" in one["url"] for one in patient_of(other).get("extension", ()))


def patient_of(bundle) -> dict:
    return next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Patient")


def test_what_a_person_reads_in_the_file_has_days_and_choices_in_words(session, cast):
    fill(session, cast)
    read = " ".join(section_texts(bundle_of(session, cast.person.id, at=now())["entry"][0]["resource"]))
    assert "Thursday 24 December 2026" in read and "Sunday 31 January 2027" in read
    assert re.findall(r"\d{4}-\d\d-\d\d", read) == []


def section_texts(part) -> list[str]:
    inside = [text for one in part.get("section", ()) for text in section_texts(one)]
    return [part.get("text", {}).get("div", ""), *inside]


WRONG = [
    lambda found: found.pop("timestamp"),
    lambda found: found["entry"].reverse(),
    lambda found: found["entry"][0]["resource"]["section"][0].update(text={"status": "generated", "div": "<p>no page</p>"}),
    lambda found: found["entry"][0]["resource"]["section"].append({"title": "nothing in it"}),
    lambda found: next(one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == "Goal").pop("subject"),
    lambda found: next(one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == "Task").update(authoredOn="2130-01-01T00:00:00Z"),
    lambda found: found["entry"].pop(1),
    lambda found: found["entry"].append(found["entry"][1]),
]


def test_the_judges_see_what_is_wrong(session, cast):
    fill(session, cast)
    right = json.dumps(bundle_of(session, cast.person.id, at=now()))
    for number, spoil in enumerate(WRONG):
        bundle = json.loads(right)
        spoil(bundle)
        assert faults(bundle) != [], number


@pytest.mark.parametrize(("whose", "kind"), [("own", "RelatedPerson"), ("work", "PractitionerRole"), ("", "RelatedPerson")])
def test_a_contact_goes_out_as_one_of_the_persons_own_or_as_somebody_at_work_and_comes_back(session, cast, whose, kind):
    plan = open_plan(session, person_id=cast.person.id)
    made = add_item(session, plan=plan, kind=ItemKind.CONTACT, by=cast.sam)
    words = {"what": "Mo Khan", "job": "Helps me wash", "phone": "01632 960077"} | ({"whose": whose} if whose else {})
    assert not cast.save(session, made, **words).clashes
    bundle = bundle_of(session, cast.person.id, at=now())
    (found,) = (one["resource"] for one in bundle["entry"] if one["resource"].get("id") == str(made.id))
    assert found["resourceType"] == kind and faults(bundle) == []
    assert {name: said for name, said in contact_in(found).items() if said} == words
    team = next(section for section in SECTIONS if section.key == "team")
    assert [value for line in team.all_lines if line.name == "whose" for value, _said in line.choices] == ["own", "work"]


@pytest.mark.parametrize("kept", ["1", "10", "not-sure"])
def test_a_ruler_goes_out_as_a_number_or_as_not_sure_and_comes_back(kept):
    assert ruler_in({"extension": [ruler(IMPORTANCE, kept)]}, IMPORTANCE) == kept and ruler(IMPORTANCE, "") is None


def test_what_was_never_brought_here_goes_out_as_unknown_and_never_as_none(session, cast):
    fill(session, cast)
    bundle = bundle_of(session, cast.person.id, at=now())
    document, patient = (next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind) for kind in ("Composition", "Patient"))
    empty = [part for section in document["section"] for part in (section, *section.get("section", [])) if "emptyReason" in part]
    assert {part["title"] for part in empty} == {"The surgery's list of my medicines", "Allergies", *OF_RECORD}
    assert {part["emptyReason"]["coding"][0]["code"] for part in empty} == {"unavailable"}
    assert patient["address"][0]["extension"][0]["valueCode"] == "unknown"
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert not kinds & {"AllergyIntolerance", "MedicationRequest", "Immunization"} and "no known" not in json.dumps(bundle).casefold()
