"""The desk's pages: what a second person reads, their answer, how it goes, and the stop."""

import pytest

from tests.batches.conftest import invitation
from tests.browsing import markup, words
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.batches.changes import into_batch
from webapp.batches.models import Batch, BatchState, LeftOut
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.practices.models import Role


@pytest.fixture
def desk(session, browse, staff):
    """`desk(Role.MANAGER)`: the browser of somebody new in this role; `who` is somebody there already."""

    def desk(role=Role.RECEPTION, who=None):
        return sign_in(browse(), session, who or staff(role)[0])

    return desk


def test_a_manager_reads_what_would_go_and_says_yes_and_a_receptionist_stops_it(notify, session, practice, staff, desk, send, browse):
    practice.batch_limit = 3
    maker, account = staff(name="Rita Booking")
    messages = [invitation(session, practice, given=name) for name in ("Bo", "Maximiliane", "Al", "Jo")] + [invitation(session, practice, language="cy")]
    out = {a_person(session, practice, given="Nora").id: LeftOut.NO_WAY}
    made = into_batch(session, practice=practice, label="March", messages=messages, by=account.id, left_out=out)
    step_aside(session, person=session.get_one(Person, messages[2].person_id), to=Stage.DIED, by=None, why="told by family")
    session.commit()
    rita, boss = desk(who=maker), desk(Role.MANAGER)
    place = f"/staff/batches/{made.id}"
    assert "A batch of 5 messages waits for your yes." in words(boss.get("/staff"))
    assert "waits for your yes" not in words(rita.get("/staff"))
    said = words(boss.get(place))
    assert "4 messages would go." in said and "They have died." in said and "Maximiliane Carter , Text message, 1 part" in said
    assert "We have no way to write to them." in said and "Nora Carter" in said
    assert "Somebody else must give it." in words(rita.get(place))
    assert rita.post(f"{place}/answer", {"answer": "yes"}).status_code == 404
    assert "Write what should change." in words(boss.post(f"{place}/answer", {"answer": "back"}))
    assert boss.post(f"{place}/answer", {"answer": "back", "why": "Say March."}).status_code == 303
    assert "Your batch was sent back." in words(rita.get("/staff")) and "Say March." in words(rita.get(place))
    assert rita.post(f"{place}/asking", {"why": "It does."}).status_code == 303
    assert boss.post(f"{place}/answer", {"answer": "yes"}).status_code == 303
    page = boss.get(place)
    assert 'hx-trigger="every 5s"' in markup(page) and "The first 5 are going." in words(page)
    assert "<html" not in markup(boss.get(place, headers={"HX-Request-Type": "partial"}))
    assert rita.post(f"{place}/stopping").status_code == 303 and send() == 0
    assert rita.post(f"{place}/stopping").status_code == 409
    assert rita.post(f"{place}/cancellation").status_code == 303
    assert "Will not go 5" in words(rita.get(place))
    away = sign_in(browse(), session, a_staff_member(session, a_practice(session, "Z99902"), Role.MANAGER))
    assert away.get(place).status_code == 404


def test_whoever_made_it_may_not_say_yes_from_a_second_session(session, practice, staff, desk, batch):
    practice.batch_limit = 3
    maker, account = staff(Role.COORDINATOR)
    made = batch(4, by=account)
    for browser in (desk(who=maker), desk(who=maker)):
        reply = browser.post(f"/staff/batches/{made.id}/answer", {"answer": "yes"})
        assert reply.status_code == 409 and "Somebody else must say yes." in words(reply)
    session.expire_all()
    assert session.get_one(Batch, made.id).state is BatchState.WAITING


def test_a_practice_sets_its_own_rules_within_bounds(session, practice, desk):
    boss = desk(Role.MANAGER)
    good = {"batch_limit": "50", "canary_minutes": "10", "details_days": "7", "messages_a_year": "4"}
    assert boss.post("/staff/batches/rules", good).status_code == 303
    reply = boss.post("/staff/batches/rules", good | {"batch_limit": "5000"})
    assert reply.status_code == 422 and "Type a number from 1 to 100." in words(reply) and 'value="5000"' in markup(reply)
    session.expire_all()
    assert (practice.batch_limit, practice.canary_minutes, practice.details_days, practice.messages_a_year) == (50, 10, 7, 4)


def test_a_page_of_two_thousand_costs_as_many_statements_as_one_of_two(session, practice, desk, batch, statements):
    practice.batch_limit = 1
    few, many = batch(2), batch(60)
    boss = desk(Role.MANAGER)
    pages = [f"/staff/batches/{one.id}" for one in (few, many)]
    for page in pages:
        boss.get(page)
    assert statements(boss, pages[0]) == statements(boss, pages[1]) <= 26
