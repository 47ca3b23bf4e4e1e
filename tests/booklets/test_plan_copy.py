"""A copy of the plan for the person's own phone: who gets one, what is in it, and how it is ended. Sealing and reading it: service_worker/tests, e2e."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.access.cast import a_passkey
from tests.browsing import markup, words
from tests.conversations.test_pages import press
from tests.doors.through import rows
from tests.people_cast import a_mobile, a_person, a_staff_member, sign_in
from webapp.access.models import AccessLogEntry
from webapp.accounts.changes import account_of_person, say_not_own, start_sign_in
from webapp.accounts.jobs import forget_old
from webapp.accounts.models import Account, PlanCopy, SignIn, Tier
from webapp.accounts.passkeys import end_passkey
from webapp.accounts.phones import end_phone, remember_phone
from webapp.base.clock import now, today
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.results.models import Result


@pytest.fixture
def plan(session, cast) -> str:
    session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
    cast.goal(session, want="Swim")
    return f"/people/{cast.person.id}/plan"


def on_own_phone(browser, session, person, tier=Tier.STRONG, **more):
    """Signed in at this tier on a phone that is remembered for them."""
    account = account_of_person(session, person.id)
    token, phone = remember_phone(session, account=account, until_on=today() + timedelta(days=365))
    signed_in = start_sign_in(session, account=account, tier=tier, phone_id=phone.id, **more)
    session.commit()
    for name, value in (("phone", token), ("in", signed_in)):
        browser.client.set_cookie(name, value)
    return browser


@pytest.fixture
def sam(plan, browse, session, cast):
    return on_own_phone(browse(), session, session.get(Person, cast.person.id))


@pytest.fixture
def token(sam, plan) -> str:
    return sam.post(f"{plan}/copies").headers["Plan-Copy"]


def standing(browser, token: str) -> str:
    return browser.post("/plan-copy", {"token": token}).get_json()["standing"]


def test_what_is_handed_over_is_the_plan_on_a_page_with_its_day_in_each_language(sam, plan, session, cast):
    cast.save(session, None, danger="Chest pain: phone 999", matters="My dog")
    with time_machine.travel("2026-11-22T10:00:00+00:00"):
        reply = on_own_phone(sam, session, cast.person).post(f"{plan}/copies")
    said = words(reply)
    assert all(part in said for part in ("Swim", "Chest pain: phone 999", "My dog", "Tree Tops Surgery", "Sam Carter"))
    page = reply.get_data(as_text=True)
    assert 'data-en="Sunday 22 November 2026"' in page and 'data-cy="Dydd Sul 22 Tachwedd 2026"' in page and 'href="tel:01632960001"' in page
    assert "no-store" in reply.headers["Cache-Control"] and "Set-Cookie" not in reply.headers


def test_no_result_no_note_of_staff_and_no_number_of_theirs_is_in_it(sam, plan, browse, session, cast):
    session.add(Result(person_id=cast.person.id, practice_id=cast.practice.id, code="hba1c", taken_on=date(2026, 11, 1), amount="53.7", sent_value="53.7"))
    session.commit()
    nurse, talk = sign_in(browse(), session, cast.nurse), plan.replace("/plan", "/conversation")
    press(nurse, nurse.get(talk), talk, "save", **{"professional-plan": "plumstaffnote"})
    page = sam.post(f"{plan}/copies").get_data(as_text=True)
    assert "plumstaffnote" in nurse.get(talk).get_data(as_text=True)
    assert not any(kept in page for kept in ("53.7", "plumstaffnote", cast.person.nhs_number, "1950"))


def test_a_code_by_text_is_not_enough_for_it(plan, browse, session, cast):
    own = on_own_phone(browse(), session, cast.person, Tier.OWN)
    assert "/sign-in/sure" in own.get(f"{plan}/copy").headers["Location"] and own.post(f"{plan}/copies").status_code == 401
    assert rows(session, PlanCopy) == []


def test_only_a_phone_of_their_own_keeps_one(plan, browse, session, cast):
    strange = sign_in(browse(), session, cast.person, Tier.STRONG)
    assert "only on a phone that is your own" in words(strange.get(f"{plan}/copy")) and strange.post(f"{plan}/copies").status_code == 409
    shared = on_own_phone(browse(), session, cast.person)
    say_not_own(session, sign_in_id=rows(session, SignIn, SignIn.started_at)[-1].id)
    session.commit()
    assert shared.post(f"{plan}/copies").status_code == 409 and rows(session, PlanCopy) == []
    # Said now, it is enough.
    strange.post("/sign-in/own-phone", {"own": "yes"})
    assert strange.post(f"{plan}/copies").status_code == 200


def test_a_code_from_the_desk_alone_makes_no_copy(plan, browse, session, cast):
    nurse = a_staff_member(session, cast.practice)
    by_desk = on_own_phone(browse(), session, cast.person, given_by=nurse.id)
    assert by_desk.post(f"{plan}/copies").status_code == 409 and "This is my own phone" not in words(by_desk.get(f"{plan}/copy"))


def test_without_script_the_page_offers_paper_instead(sam, plan):
    page = words(sam.get(f"{plan}/copy"))
    assert "This phone cannot keep a copy." in page and f'href="{plan}/page"' in markup(sam.get(f"{plan}/copy"))


def test_a_phone_is_told_whether_it_may_keep_it_and_nothing_else(sam, plan, browse, token):
    reply = browse().post("/plan-copy", {"token": token})
    assert reply.get_json() == {"standing": "kept"} and "Set-Cookie" not in reply.headers and "no-store" in reply.headers["Cache-Control"]
    assert standing(sam, token) == "renewed" and standing(browse(), "none") == standing(browse(), "") == "gone"


def test_only_the_same_person_signed_in_there_makes_it_last(sam, token, browse, session, cast):
    other = sign_in(browse(), session, a_person(session, cast.practice, given="Mia"), Tier.STRONG)
    low = sign_in(browse(), session, cast.person, Tier.LETTERBOX)
    with time_machine.travel(now() + timedelta(days=20)):
        assert standing(other, token) == standing(low, token) == "kept"
        assert standing(sign_in(browse(), session, cast.person), token) == "renewed"
    with time_machine.travel(now() + timedelta(days=49)):
        assert standing(browse(), token) == "kept"
    with time_machine.travel(now() + timedelta(days=51)):
        assert standing(browse(), token) == standing(sign_in(browse(), session, cast.person), token) == "gone"


def test_from_another_phone_it_is_ended_by_a_code_from_a_text_alone(sam, plan, token, browse, session, cast):
    elsewhere, phones = sign_in(browse(), session, cast.person), plan.replace("/plan", "/phones")
    assert "Copies of my plan" in words(elsewhere.get(phones)) and "Copies of my plan" in words(sam.get(phones))
    [copy] = rows(session, PlanCopy)
    ending = plan.replace("/plan", f"/copies/{copy.id}/ending")
    assert elsewhere.post(ending).status_code == 303 and elsewhere.post(ending).status_code == 404
    assert standing(sam, token) == "gone" and "Copies of my plan" not in words(elsewhere.get(phones))


def test_it_ends_with_its_phone_its_passkey_and_its_person(sam, plan, browse, session, cast):
    account = session.get(Account, account_of_person(session, cast.person.id).id)
    passkey = a_passkey(session, account, "finger")
    session.commit()
    tokens = {}
    for why in ("phone", "passkey", "person"):
        own = on_own_phone(browse(), session, cast.person)
        tokens[why] = own.post(f"{plan}/copies", {"passkey": passkey.credential_id if why == "passkey" else ""}).headers["Plan-Copy"]
    copies = rows(session, PlanCopy, PlanCopy.made_at)
    assert [copy.passkey_id for copy in copies] == [None, passkey.id, None]
    end_phone(session, phone_id=copies[0].phone_id, account_id=account.id, by=None)
    end_passkey(session, passkey_id=passkey.id, account_id=account.id, by=account.id)
    session.commit()
    assert [standing(browse(), tokens[why]) for why in tokens] == ["gone", "gone", "kept"]
    session.get(Person, cast.person.id).died_on = date(2026, 11, 22)
    session.commit()
    assert standing(browse(), tokens["person"]) == "gone"


def test_the_same_phone_remembered_anew_keeps_it_and_a_new_copy_there_ends_the_one_before(sam, plan, token):
    sam.post("/sign-in/own-phone", {"own": "yes"})
    assert standing(sam, token) == "renewed" and "A copy is on this phone." in words(sam.get(f"{plan}/copy"))
    newer = sam.post(f"{plan}/copies").headers["Plan-Copy"]
    assert (standing(sam, token), standing(sam, newer)) == ("gone", "renewed")


def test_whoever_holds_the_phone_may_take_it_off(browse, token):
    assert browse().post("/plan-copy", {"token": token, "off": "yes"}).get_json() == {"standing": "gone"}
    assert standing(browse(), token) == "gone"


def test_another_site_may_not_ask(browse, token):
    assert browse().post("/plan-copy", {"token": token, "off": "yes"}, site="cross-site").status_code == 403
    assert standing(browse(), token) == "kept"


def test_without_a_surgery_it_is_still_theirs(sam, plan, session, cast):
    step_aside(session, person=session.get(Person, cast.person.id), to=Stage.LEFT, by=None, why="moved")
    session.commit()
    assert "Swim" in words(sam.post(f"{plan}/copies")) and sam.get(f"{plan}/copy").status_code == 200


def test_the_look_is_written_down_and_the_token_is_not_kept(sam, plan, token, session):
    assert "plan.copy" in {entry.permission for entry in rows(session, AccessLogEntry)}
    assert token not in str([copy.model_dump() for copy in rows(session, PlanCopy)])
    assert "opened or made a copy of your plan for a phone" in words(sam.get(plan.replace("/plan", "/access-log")))


def test_a_copy_long_gone_from_its_phone_is_forgotten(sam, plan, token, session, database):
    with time_machine.travel(now() + timedelta(days=89)):
        forget_old(database)
    assert len(rows(session, PlanCopy)) == 1
    with time_machine.travel(now() + timedelta(days=91)):
        forget_old(database)
    assert rows(session, PlanCopy) == []


def test_who_has_no_plan_yet_is_shown_that(browse, session, cast):
    own = on_own_phone(browse(), session, cast.person)
    plan = f"/people/{cast.person.id}/plan"
    assert "You do not have a plan yet." in words(own.follow(own.get(f"{plan}/copy"))) and own.post(f"{plan}/copies").status_code == 404


def test_switched_off_no_phone_is_offered_one(settings, sam, plan):
    settings.offline = False
    assert "Keep a copy" not in words(sam.get("/more")) and "Just now no phone can keep one." in words(sam.get(f"{plan}/copy"))
