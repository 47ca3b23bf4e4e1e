"""Six or less of ten: a smaller step or somebody to help is offered, on the person's plan and at the talk."""

import pytest

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.chapters.kinds import ItemKind
from webapp.plans.changes import add_item, open_plan


@pytest.mark.parametrize(("sure", "offered"), [("6", True), ("7", False), ("not-sure", False)])
def test_who_is_not_so_sure_of_a_step_is_offered_a_smaller_one_or_help(browse, session, cast, sure, offered):
    goal = cast.goal(session, want="Swim")
    step = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    cast.save(session, step, what="Swim each day", confidence=sure)
    for who, place in ((cast.person, "plan"), (cast.person, f"plan/goals/{goal.id}"), (cast.nurse, "conversation")):
        page = sign_in(browse(), session, who).get(f"/people/{cast.person.id}/{place}")
        assert ("Make it smaller" in words(page) and "Who could help?" in words(page)) is offered
        assert (f"#who_helps-{step.id}" in page.get_data(as_text=True)) is offered
