from datetime import timedelta

import pytest

from tests.browsing import Forms, words
from tests.doors.through import BIRTHDAY, NUMBER, WRONG_DAY, age, another_code, ask, give_code, newest_code, rows, signed_in_as, texts
from tests.people_cast import a_person
from webapp.accounts.models import Code, SignIn, Tier
from webapp.base.clock import now
from webapp.base.sealing import ring
from webapp.people.models import ContactKind, ContactPoint


def test_number_birthday_and_code_open_what_is_the_persons_own(session, browse, sam):
    browser = browse()
    assert ask(browser).headers["Location"] == "/sign-in/code"
    reply = give_code(browser, newest_code(session))
    assert (reply.status_code, reply.headers["Location"]) == (303, "/")
    assert signed_in_as(browser, sam) and rows(session, SignIn)[0].tier is Tier.OWN


def test_the_text_goes_to_the_number_on_file_and_says_to_tell_nobody(session, browse, sam):
    ask(browse())
    [text] = texts(session)
    assert text.to == NUMBER and "Tell nobody, not even us." in text.body and text.useless_after - text.due_at <= timedelta(minutes=10)


def test_the_reply_is_the_same_for_everyone(session, browse, practice, sam):
    a_person(session, practice, given="Ann", surname="New", mobile="+447700900777")
    session.commit()
    seen = set()
    for reach, birthday in ((NUMBER, BIRTHDAY), (NUMBER, WRONG_DAY), ("07700900777", BIRTHDAY), ("07700900999", BIRTHDAY), ("a@b.org", BIRTHDAY)):
        browser = browse()
        reply = ask(browser, reach, birthday)
        page, wrong = browser.follow(reply), give_code(browser, "000000" if not texts(session) else another_code(newest_code(session)))
        seen.add((reply.status_code, reply.headers["Location"], page.data, wrong.status_code, wrong.data))
    assert len(seen) == 1
    assert len(texts(session)) == 1


def test_a_number_nobody_confirmed_gets_no_code(session, browse, practice):
    a_person(session, practice, mobile=NUMBER)
    session.commit()
    ask(browse())
    assert texts(session) == []


def test_a_stopped_number_gets_no_code(session, browse, sam):
    [point] = rows(session, ContactPoint)
    point.stopped_at = now()
    session.add(point)
    session.commit()
    ask(browse())
    assert texts(session) == []


def test_an_email_address_brings_the_code_to_the_confirmed_mobile(session, browse, sam):
    index = ring().blind("sam@example.org", "email")
    session.add(ContactPoint(person_id=sam.id, kind=ContactKind.EMAIL, value="sam@example.org", value_index=index))
    session.commit()
    browser = browse()
    ask(browser, " Sam@Example.org")
    assert texts(session)[0].to == NUMBER and give_code(browser, newest_code(session)).status_code == 303


def test_a_code_works_only_in_the_browser_that_asked(session, browse, sam):
    asking, other = browse(), browse()
    ask(asking)
    ask(other, "07700900999")
    assert give_code(other, newest_code(session)).status_code == 422
    assert give_code(asking, newest_code(session)).status_code == 303


def test_a_code_works_once(session, browse, sam):
    browser = browse()
    ask(browser)
    challenge = browser.client.get_cookie("challenge").value
    code = newest_code(session)
    give_code(browser, code)
    browser.client.set_cookie("challenge", challenge)
    assert give_code(browser, code).status_code == 422


def test_a_code_dies_after_ten_minutes(session, browse, sam):
    browser = browse()
    ask(browser)
    age(session, *rows(session, Code), minutes=10)
    assert give_code(browser, newest_code(session)).status_code == 422


def test_five_wrong_tries_end_a_code_with_the_same_words(session, browse, sam):
    browser = browse()
    ask(browser)
    code = newest_code(session)
    replies = [give_code(browser, another_code(code)) for _ in range(5)] + [give_code(browser, code)]
    assert {reply.status_code for reply in replies} == {422} and rows(session, Code)[0].wrong_tries == 5
    assert "This code does not work" in words(replies[-1]) and not signed_in_as(browser, sam)


def test_ten_wrong_tries_in_a_day_stop_codes_till_the_next_day(session, browse, sam):
    for _ in range(2):
        browser = browse()
        ask(browser)
        code = newest_code(session)
        for _ in range(5):
            give_code(browser, another_code(code))
        age(session, *rows(session, Code), minutes=2)
    ask(browse())
    assert len(texts(session)) == 2
    age(session, *rows(session, Code), hours=24)
    ask(browse())
    assert len(texts(session)) == 3


def test_a_new_code_comes_after_a_minute_and_ends_the_old_one(session, browse, sam):
    browser = browse()
    ask(browser)
    first = newest_code(session)
    browser.post("/sign-in/code/new")
    assert len(texts(session)) == 1
    age(session, *rows(session, Code), seconds=61)
    reply = browser.post("/sign-in/code/new")
    assert len(texts(session)) == 2 and "a new code is on its way" in words(browser.follow(reply))
    assert first == newest_code(session) or give_code(browser, first).status_code == 422
    assert give_code(browser, newest_code(session)).status_code == 303


def test_asking_again_too_soon_leaves_the_first_code_good(session, browse, sam):
    browser = browse()
    ask(browser)
    ask(browser)
    assert len(texts(session)) == 1 and give_code(browser, newest_code(session)).status_code == 303


def test_somebody_who_asked_too_often_elsewhere_can_ask_again_here_later(session, browse, sam):
    ask(browse())
    here = browse()
    ask(here)
    assert len(texts(session)) == 1
    age(session, *rows(session, Code), seconds=61)
    here.post("/sign-in/code/new")
    assert len(texts(session)) == 2 and give_code(here, newest_code(session)).status_code == 303


@pytest.mark.parametrize(("apart", "most"), [(timedelta(minutes=2), 3), (timedelta(hours=1), 6)])
def test_codes_are_few(session, browse, sam, apart, most):
    for _ in range(most + 1):
        ask(browse())
        age(session, *rows(session, Code), seconds=apart.total_seconds())
    assert len(texts(session)) == most


def test_what_cannot_be_a_number_or_a_date_is_explained_and_kept(browse):
    reply = ask(browse(), "seven", {**BIRTHDAY, "birth-month": "Sock"})
    assert reply.status_code == 422 and b'value="seven"' in reply.data and b'value="Sock"' in reply.data
    assert "Write your whole phone number" in words(reply) and "Write the day, the month and the whole year" in words(reply)


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "/\\evil.example", "/people/../../x", "/look", "/people/x\r\nX: y", "/peopleevil"]
)
def test_no_other_site_is_ever_the_next_page(session, browse, sam, asked):
    browser = browse()
    reply = ask(browser, next=asked)
    assert reply.headers["Location"] == "/sign-in/code" and b"evil" not in browser.get("/sign-in", query_string={"next": asked}).data
    assert give_code(browser, newest_code(session), next=asked).headers["Location"] == "/"


def test_the_page_asked_for_comes_next_if_it_is_the_persons(session, browse, sam):
    browser, path = browse(), f"/people/{sam.id}/pack?part=2"
    page = browser.follow(ask(browser, next=path))
    assert dict(Forms(page.get_data(as_text=True)).found[0]["fields"])["next"] == path
    assert give_code(browser, newest_code(session), next=path).headers["Location"] == path


def test_somebody_elses_page_is_not_where_a_person_lands(session, browse, practice, sam):
    other, browser = a_person(session, practice, given="Mia"), browse()
    session.commit()
    ask(browser)
    assert give_code(browser, newest_code(session), next=f"/people/{other.id}/pack").headers["Location"] == "/"
