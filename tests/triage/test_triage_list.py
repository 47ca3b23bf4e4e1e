"""Whose results wait, in which order, and the one press."""

from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_practice
from tests.results.labs import bring, lab, released
from webapp.access.queries import looks_at
from webapp.base.clock import now, today
from webapp.findings.triages import waiting
from webapp.pathway.models import Stage
from webapp.triage.targets import agree_target


def one(session, surgery, surname: str, *, talk_in: int | None = None, stage: Stage = Stage.GATHERING):
    made = a_person(session, surgery, given="P", surname=surname, conditions=("diabetes",))
    a_cycle(session, made, surgery, stage=stage, talk_at=now() + timedelta(days=talk_in) if talk_in else None)
    return made


def steady(session, surgery, nurse, surname: str):
    """HbA1c as last time, inside the person's own target."""
    made = one(session, surgery, surname)
    bring(session, surgery, lab(made, "hba1c", "50"), lab(made, "hba1c", "51", ago=300), reaches_back_days=800)
    agree_target(session, person=made, code="hba1c", low=None, high=Decimal(53), agreed_on=today(), by=nurse.id)
    session.commit()
    return made


def test_the_most_urgent_comes_first_then_the_soonest_talk(session, surgery):
    people = {name: one(session, surgery, name, talk_in=days) for name, days in (("Late", 30), ("Soon", 9), ("Alarm", 40), ("Today", 35))}
    values = {"Late": ("hba1c", "50"), "Soon": ("hba1c", "50"), "Alarm": ("potassium", "6.7"), "Today": ("crp", "150")}
    bring(session, surgery, *(lab(people[name], *value) for name, value in values.items()), reaches_back_days=800)
    assert [each.name for each in waiting(session, surgery)] == ["Alarm, P", "Today, P", "Soon, P", "Late, P"]


def test_somebody_who_said_no_is_here_only_for_an_alarm(session, surgery):
    calm, alarm = one(session, surgery, "Calm", stage=Stage.DECLINED), one(session, surgery, "Alarm", stage=Stage.DECLINED)
    bring(session, surgery, lab(calm, "hba1c", "50"), lab(alarm, "potassium", "6.7"), reaches_back_days=800)
    assert [each.name for each in waiting(session, surgery)] == ["Alarm, P"]


def test_another_practice_s_people_are_not_here(session, surgery, desk):
    other = a_practice(session, code="Z99902", name="Far Away")
    bring(session, other, lab(one(session, other, "Stranger"), "potassium", "6.7"))
    assert "Stranger" not in words(desk.get("/staff/triage"))


def test_one_press_releases_whoever_is_named_and_says_who(session, surgery, desk, nurse):
    ann, bob = steady(session, surgery, nurse, "Able"), steady(session, surgery, nurse, "Baker")
    seen = words(desk.get("/staff/triage"))
    assert "Unchanged and in target" in seen
    assert "Able, P" in seen
    reply = desk.post("/staff/triage/unchanged", {f"person-{ann.id}": "yes"})
    assert "Released : Able, P" in words(desk.follow(reply)).replace("Released:", "Released :")
    assert len(released(session, ann)) == 1
    assert released(session, bob) == []
    assert "results.release" in {look.permission for look in looks_at(session, ann.id)}
    assert "results.release" not in {look.permission for look in looks_at(session, bob.id)}


def test_whoever_changed_since_the_page_was_shown_is_left(session, surgery, desk, nurse):
    ann = steady(session, surgery, nurse, "Able")
    bring(session, surgery, lab(ann, "crp", "150"))
    reply = desk.post("/staff/triage/unchanged", {f"person-{ann.id}": "yes"})
    assert "1 person changed since you looked." in words(desk.follow(reply))
    assert released(session, ann) == []


def test_nobody_without_a_target_goes_with_one_press(session, surgery, desk):
    ann = one(session, surgery, "Able")
    bring(session, surgery, lab(ann, "hba1c", "50"), lab(ann, "hba1c", "51", ago=300), reaches_back_days=800)
    desk.post("/staff/triage/unchanged", {f"person-{ann.id}": "yes"})
    assert released(session, ann) == []


def test_a_line_without_a_margin_keeps_the_pack_out_of_the_one_press(session, surgery, desk, nurse):
    ann = steady(session, surgery, nurse, "Able")
    bring(session, surgery, lab(ann, "smoking", "never smoked"))
    assert "Unchanged and in target" not in words(desk.get("/staff/triage"))


def test_the_list_costs_the_same_number_of_statements_however_many_wait(session, surgery, desk, nurse, database):
    steady(session, surgery, nurse, "Able")
    few = statements(database, desk)
    for name in "Baker", "Cole", "Dean", "East":
        steady(session, surgery, nurse, name)
    assert statements(database, desk) == few


def statements(database, desk) -> int:
    seen = []
    sa.event.listen(database.engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    assert desk.get("/staff/triage").status_code == 200
    sa.event.remove(database.engine, "before_cursor_execute", note)
    return len([statement for statement in seen if statement.startswith("SELECT")])
