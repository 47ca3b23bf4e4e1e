"""A promise that was not kept: the person says so, sees who answers by when, and what became of it; here, and at the next surgery."""

import time_machine
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_practice, a_staff_member, sign_in
from webapp.chapters.kinds import ItemKind
from webapp.pathway.changes import come_back, step_aside
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.plans.changes import add_item, open_plan
from webapp.tasks.models import Task, TaskKind


def a_promise(session, cast):
    made = add_item(session, plan=open_plan(session, person_id=cast.person.id), kind=ItemKind.PROMISE, by=cast.pro)
    cast.save(session, made, by=cast.pro, what="Ask the pharmacist", who="Nurse Green", by_when="2026-12-01")
    return made


def test_the_person_sees_by_when_and_what_became_of_it_and_the_next_surgery_is_told_anew(browse, session, cast, database):
    with time_machine.travel("2026-12-02T10:00:00+00:00") as clock:
        promise = a_promise(session, cast)
        plan, item = f"/people/{cast.person.id}/plan", f"/people/{cast.person.id}/plan/items/{promise.id}"
        sam, nurse = sign_in(browse(), session, cast.person), sign_in(browse(), session, cast.nurse)
        assert "This is late" in words(sam.get(plan))
        told = words(sam.follow(sam.post(item, {"press": "did_not_happen"})))
        assert "You told us this did not happen. Your GP surgery answers you by Thursday 3 December 2026." in told
        # The surgery closes it, and says what the person reads.
        task = session.exec(select(Task.id).where(Task.kind == TaskKind.PROMISE_NOT_KEPT)).one()
        session.commit()
        assert "They read this on their plan." in words(nurse.get("/staff"))
        nurse.post(f"/staff/tasks/{task}/closing", {f"outcome-{task}": "spoke", "note": "She phones you on Friday."})
        told = words(sam.get(plan))
        assert "Your GP surgery spoke with you." in told and "She phones you on Friday." in told and "It still did not happen" in told
        sam.post(item, {"press": "did_not_happen"})
        clock.move_to("2026-12-04T10:00:00+00:00")
        sam = sign_in(browse(), session, cast.person)
        assert "Nobody was in touch? Please phone." in words(sam.get(plan))
        # After a move the new surgery was told nothing yet: the person may tell it, and it reads the late promise anyhow.
        other = a_practice(session, "Z99902", name="New Street Surgery")
        theirs, person = a_staff_member(session, other), session.get(Person, cast.person.id)
        step_aside(session, person=person, to=Stage.LEFT, by=None, why="moved")
        come_back(session, person=person, practice_id=other.id, by=None, why="new here")
        session.commit()
        assert "Tell this GP surgery" in words(sam.get(plan))
        assert "answers you by Monday 7 December 2026" in words(sam.follow(sam.post(item, {"press": "did_not_happen"})))
        desk = words(sign_in(browse(), session, theirs).get("/staff"))
        assert "They say it did not happen" in desk and "A promise was not kept" in desk
