"""How a goal is going: dated, by whom, only added to; on one page with room to write by hand."""

import time_machine

from tests.browsing import words
from tests.conversations.test_pages import press
from tests.people_cast import sign_in
from webapp.plans.changes import open_plan
from webapp.plans.models import Answer
from webapp.plans.queries import whole_plan
from webapp.plans.rules import Progress
from webapp.progress.notes import add_note
from webapp.progress.rules import fit_on_a_page
from webapp.versions.changes import agree


def test_notes_are_added_and_none_is_changed_and_the_agreed_plan_stays_agreed(browse, session, cast):
    with time_machine.travel("2026-12-02T10:00:00+00:00") as clock:
        goal = cast.goal(session, want="Swim")
        plan, cycle = open_plan(session, person_id=cast.person.id), cast.cycle
        for by in (cast.sam, cast.pro):
            agree(session, plan=plan, number=whole_plan(session, cast.person.id).number, answer=Answer.YES, notes="", by=by, cycle=cycle)
        sam = sign_in(browse(), session, cast.person)
        home, page = f"/people/{cast.person.id}/plan", f"/people/{cast.person.id}/plan/goals/{goal.id}/progress"
        refused = press(sam, sam.get(page), page, note="It rained")
        assert refused.status_code == 422 and "Choose one of the answers." in words(refused) and "It rained" in words(refused)
        press(sam, sam.get(page), page, how="started", note="Swam twice")
        clock.move_to("2026-12-09T10:00:00+00:00")
        sam = sign_in(browse(), session, cast.person)
        told = sam.follow(press(sam, sam.get(page), page, how="done"))
        shown = words(told)
        assert shown.index("Wednesday 9 December 2026 : Done") < shown.index("Wednesday 2 December 2026 : Started") < shown.index("Swam twice")
        assert "You both said yes to this plan." in words(sam.get(home)) and "Done" in words(sam.get(home))
        add_note(session, goal=goal, how=Progress.STARTED, words="", by=cast.pro.account_id)
        session.commit()
        assert "Your GP surgery" in words(sam.get(page))
        for who in (sam, sign_in(browse(), session, cast.nurse)):
            sheet = words(who.get(f"{home}/progress"))
            assert "Swam twice" in sheet and "To write by hand" in sheet and "Printed on 9 December 2026." in sheet


def test_the_more_goals_the_fewer_notes_of_each_on_the_page():
    notes = {goal: list(range(9)) for goal in "abc"}
    assert [len(fit_on_a_page(notes, goals)["a"]) for goals in (0, 1, 2, 3)] == [5, 5, 2, 1] and fit_on_a_page(notes, 2)["a"] == [0, 1]
