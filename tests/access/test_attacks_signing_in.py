"""Sign-ins that must have ended, cookies that must be pinned, doors that must tell nothing."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from tests.access.cast import TIERS, Whole
from tests.browsing import Browsing
from tests.people_cast import a_mobile, a_person
from webapp.accounts.models import Account, Link, SignIn, Tier
from webapp.accounts.staff import add_staff
from webapp.accounts.tokens import token_hash
from webapp.base.clock import now
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.people.models import Person
from webapp.practices.models import StaffMember

BORN = {"birth-day": "14", "birth-month": "3", "birth-year": "1950"}


def cookie(browser, name: str = "in") -> str | None:
    found = browser.client.get_cookie(name)
    return found.value if found else None


def own_page(whole) -> str:
    return f"/people/{whole.person.id}/pack"


def change_sign_in(world, browser, **values) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(SignIn).where(col(SignIn.token_hash) == token_hash(cookie(browser))).values(**values))


@pytest.mark.parametrize("values", [
    {"ended_at": now()},
    {"ends_at": now() - timedelta(seconds=1)},
    {"seen_at": now() - timedelta(minutes=31)},
], ids=["signed out elsewhere", "too old", "idle"])  # fmt: skip
def test_a_sign_in_that_is_over_opens_nothing(world, values):
    for persona, path in (("own", own_page(world.subject)), ("clinician", "/staff")):
        browser = world.fresh_browser(persona)
        assert browser.get(path).status_code == 200
        change_sign_in(world, browser, **values)
        assert "sign-in" in browser.get(path).headers["Location"]
        assert browser.post(path if persona == "own" else "/staff/triage/unchanged", {"words-hard": "xx"}).status_code == 401


def test_a_staff_member_whose_post_ended_is_out_on_the_next_request(world):
    browser = world.fresh_browser("hca")
    assert browser.get("/staff").status_code == 200
    change_staff(world, "hca", ended_at=now())
    assert browser.get("/staff").status_code == 303
    change_staff(world, "hca", ended_at=None)


def change_staff(world, role: str, **values) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(StaffMember).where(col(StaffMember.id) == world.staff[role].id).values(**values))


def test_a_staff_member_who_moved_practice_no_longer_sees_the_old_one(world):
    browser = world.fresh_browser("coordinator")
    path = f"/people/{world.subject.person.id}"
    assert browser.get(path).status_code == 200
    change_staff(world, "coordinator", practice_id=world.other_practice.id)
    assert browser.get(path).status_code != 200 and browser.get("/staff").status_code == 303
    change_staff(world, "coordinator", practice_id=world.practice.id)


@pytest.mark.parametrize("how", [Stage.DIED, Stage.LEFT])
def test_nothing_opens_for_somebody_who_died_or_left(world, how):
    whole = world.fresh_subject()
    browsers = [world.fresh_browser(persona, whole) for persona in TIERS if persona != "another_person"]
    with world.database.writing() as session:
        step_aside(session, person=session.get_one(Person, whole.person.id), to=how, by=None, why="")
    for browser in browsers:
        for path in (own_page(whole), f"/people/{whole.person.id}/letterbox", f"/people/{whole.person.id}/mood"):
            assert browser.get(path).status_code in (303, 404), (how, path)
        assert browser.post(f"/people/{whole.person.id}/letterbox", {"words-hard": "after"}).status_code in (401, 404)
    for path in (f"/i/{whole.secret}", f"/l/{whole.letter}"):
        assert Browsing(world.app).get(path).status_code == 410
        assert Browsing(world.app).post(path, BORN).status_code == 410


def test_a_code_from_the_desk_opens_nothing_for_somebody_who_died_since(world):
    whole = world.fresh_subject()
    shown = world.browser("reception").post(f"/people/{whole.person.id}/desk-code").get_data(as_text=True)
    with world.database.writing() as session:
        step_aside(session, person=session.get_one(Person, whole.person.id), to=Stage.DIED, by=None, why="")
    assert Browsing(world.app).post("/sign-in/desk", {"code": digits_in(shown), **BORN}).status_code == 422


def digits_in(shown: str) -> str:
    return re.search(r"\b(\d{3})\s?(\d{3})\b", re.sub(r"<style.*?</style>|<[^>]+>", " ", shown, flags=re.DOTALL)).group().replace(" ", "")


def test_the_token_is_new_after_every_step_up_and_the_old_one_is_dead(world):
    whole, seen = world.fresh_subject(), []
    browser = Browsing(world.app)
    browser.client.set_cookie("in", "chosen-by-somebody-else")
    browser.post(f"/i/{whole.secret}", BORN)
    seen.append(cookie(browser))
    code = world.browser("reception").post(f"/people/{whole.person.id}/desk-code").get_data(as_text=True)
    assert browser.post("/sign-in/desk", {"code": digits_in(code), **BORN}).status_code == 303
    seen.append(cookie(browser))
    assert len({"chosen-by-somebody-else", *seen}) == 3 and browser.get(own_page(whole)).status_code == 200
    for token in ("chosen-by-somebody-else", seen[0]):
        old = Browsing(world.app)
        old.client.set_cookie("in", token)
        assert old.get(f"/people/{whole.person.id}/letterbox").status_code == 303
    browser.post("/sign-out")
    browser.client.set_cookie("in", seen[1])
    assert browser.get(own_page(whole)).status_code == 303


def test_over_https_every_cookie_is_pinned_to_this_host(world, beside):
    app = beside(base_url="https://words.example")
    whole, browser = world.fresh_subject(), Browsing(app)
    replies = [
        browser.post("/sign-in", {"reach": whole.number, **BORN}, base_url="https://words.example"),
        browser.post(f"/i/{whole.secret}", BORN, base_url="https://words.example"),
    ]
    kept = [line for reply in replies for line in reply.headers.getlist("Set-Cookie")]
    assert {line.split("=")[0] for line in kept} >= {"__Host-challenge", "__Host-in"}
    for line in kept:
        assert all(word in line for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax")) and "Domain" not in line, line
    looks = browser.post("/look", {"theme": "dark"}, base_url="https://words.example").headers.getlist("Set-Cookie")
    assert looks and all("Secure" in line for line in looks)
    assert "Strict-Transport-Security" in browser.get("/help", base_url="https://words.example").headers


def two_on_one_phone(world, session: Session) -> tuple[Person, Person]:
    number = "+447700900555"
    two = [a_person(session, world.practice, given=given, surname="Twin", born=date(1950, 3, 14)) for given in ("Ada", "Bea")]
    session.add_all(a_mobile(person, number, confirmed=True) for person in two)
    session.commit()
    return two[0], two[1]


def test_a_link_for_one_person_on_a_shared_phone_never_opens_the_other(world):
    with world.database.writing_session() as session:
        ada, bea = two_on_one_phone(world, session)
    browser = world.fresh_browser("own", Whole(ada))
    assert browser.get(f"/people/{ada.id}/pack").status_code == 200
    for path in ("pack", "letterbox", "phones", "access-log", "mood"):
        assert browser.get(f"/people/{bea.id}/{path}").status_code == 404


def test_a_letterbox_sign_in_ends_with_its_link(world):
    whole, browser = world.fresh_subject(), Browsing(world.app)
    assert browser.post(f"/i/{whole.secret}", BORN).headers["Location"].endswith("/letterbox")
    assert browser.get(f"/people/{whole.person.id}/letterbox").status_code == 200
    with world.database.writing() as session:
        session.execute(sa.update(Link).where(col(Link.person_id) == whole.person.id).values(stopped_at=now(), stopped_why="test"))
    assert browser.get(f"/people/{whole.person.id}/letterbox").status_code == 303


def replies_at(world, path: str, tries: list[dict], app=None) -> list[tuple]:
    """What each try was answered, and how many statements it took to answer."""
    seen = []
    for data in tries:
        statements: list[str] = []

        def note(_c, _cu, statement, *_rest, kept=statements):
            kept.append(statement)

        sa.event.listen(world.database.engine, "before_cursor_execute", note)
        reply = Browsing(app or world.app).post(path, data)
        sa.event.remove(world.database.engine, "before_cursor_execute", note)
        shown = reply.get_data(as_text=True)
        for text in data.values():
            shown = shown.replace(text, "")
        seen.append((reply.status_code, reply.headers.get("Location"), shown, len(statements)))
    return seen


def test_the_staff_door_answers_an_unknown_address_as_a_known_one(world):
    with world.database.writing() as session:
        add_staff(session, practice=world.practice, name="Kim Reed", email="kim@example.org", role=world.staff["hca"].role)
    tries = [{"email": email, "password": "wrong wrong wrong", "code": "123456"} for email in ("kim@example.org", "who@example.org", "")]
    seen = replies_at(world, "/staff/sign-in", tries)
    assert len(set(seen[:2])) == 1, [(one[0], one[3]) for one in seen]


def test_the_front_door_answers_the_same_with_the_same_work_or_in_even_time(world):
    known, unknown = {"reach": world.another.number, **BORN, "birth-year": "1951"}, {"reach": "07700900998", **BORN}
    seen = replies_at(world, "/sign-in", [known, unknown])
    assert seen[0] == seen[1]


def test_tiers_are_kept_in_the_row_and_not_in_the_cookie(world):
    browser = world.fresh_browser("letterbox")
    with world.database.reading() as session:
        row = session.exec(select(SignIn).join(Account, col(Account.id) == SignIn.account_id).where(SignIn.token_hash == token_hash(cookie(browser)))).one()
    assert row.tier is Tier.LETTERBOX and len(cookie(browser)) >= 43 and "letterbox" not in cookie(browser)
