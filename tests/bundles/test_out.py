"""A plan goes out as a FHIR R4 document that HL7's schema, fhir.resources and the R4 invariants all pass."""

import json

import pytest

from tests.bundles.filling import both_say_yes, fill
from tests.bundles.judge import faults
from webapp.base.clock import now
from webapp.bundles.queries import bundle_of
from webapp.plans.changes import last_number


@pytest.mark.parametrize("every", [0, 1, 2, 5])
def test_a_full_a_half_filled_and_an_empty_plan_pass_every_judge(session, cast, every):
    if every:
        plan = fill(session, cast, every=every)
        both_say_yes(session, cast, plan, last_number(session, plan.id))
    bundle = bundle_of(session, cast.person.id, at=now())
    assert faults(bundle) == []


WRONG = [
    lambda found: found.pop("timestamp"),
    lambda found: found["entry"].reverse(),
    lambda found: found["entry"][0]["resource"]["section"][0].update(text={"status": "generated", "div": "<p>no page</p>"}),
    lambda found: found["entry"][0]["resource"]["section"].append({"title": "nothing in it"}),
    lambda found: next(one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == "Goal").pop("subject"),
    lambda found: next(one["resource"] for one in found["entry"] if one["resource"]["resourceType"] == "Task").update(authoredOn="2030-01-01T00:00:00Z"),
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
