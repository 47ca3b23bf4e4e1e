import re
from datetime import timedelta

import pytest

from tests.browsing import words
from tests.doors.through import BIRTHDAY, NUMBER, WRONG_DAY, age, another_code, ask, newest_code, rows, texts
from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.models import Code, RememberedPhone, SignIn, Tier
from webapp.messages.models import MessageKind
from webapp.pathway.changes import stop_texts
from webapp.people.models import ContactPoint
from webapp.practices.models import Role


@pytest.fixture
def sam(session, practice):
    made = a_person(session, practice)
    session.commit()
    return made


@pytest.fixture
def desk(session, browse, practice):
    """A receptionist's browser."""
    return sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))


def desk_code(desk, person) -> str:
    reply = desk.post(f"/people/{person.id}/desk-code")
    return "".join(re.search(r"\b([0-9]{3}) ([0-9]{3})\b", words(reply)).groups())


def check_mobile(desk, person, number="07700 900123", own="yes", shared_with=""):
    return desk.post(f"/people/{person.id}/mobile", {"number": number, "own": own, "shared_with": shared_with})


def own_pages_open(browser, person) -> bool:
    return browser.get(f"/people/{person.id}/phones").status_code == 200


def test_a_desk_code_and_the_birthday_open_the_persons_own_pages(session, browse, desk, sam):
    code, browser = desk_code(desk, sam), browse()
    assert browser.post("/sign-in/desk", {"code": f"{code[:3]} {code[3:]}", **BIRTHDAY}).status_code == 303
    assert own_pages_open(browser, sam)
    assert [found.tier for found in rows(session, SignIn) if found.tier is not Tier.STAFF] == [Tier.OWN]


def test_a_desk_code_opens_one_short_sitting_and_no_phone_is_remembered_by_it(session, browse, desk, sam):
    browser = browse()
    browser.post("/sign-in/desk", {"code": desk_code(desk, sam), "remember": "yes", **BIRTHDAY})
    [kept] = [found for found in rows(session, SignIn) if found.tier is Tier.OWN]
    assert kept.idle_minutes == 15 and kept.ends_at - kept.started_at <= timedelta(hours=1) and kept.phone_id is None
    assert rows(session, RememberedPhone) == [] and "Remember it" not in words(browse().get("/sign-in/desk"))


def test_the_person_is_told_by_text_when_a_code_is_made_at_the_desk(session, desk, practice):
    told = a_person(session, practice, mobile=NUMBER, confirmed=True)
    unchecked, quiet = a_person(session, practice, mobile="+447700900124"), a_person(session, practice, mobile="+447700900125", confirmed=True)
    stop_texts(session, person=quiet, by=None)
    session.commit()
    codes = [desk_code(desk, person) for person in (told, unchecked, quiet)]
    [text] = texts(session)
    assert text.to == NUMBER and "a code to open your pack was made at the desk" in text.body and "Call 01632 960001" in text.body
    assert codes[0] not in text.body and text.kind is MessageKind.DESK_CODE


def test_the_person_reads_by_name_who_made_a_code_for_their_pack(session, browse, practice, sam):
    rosa = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION, name="Rosa Field"))
    rosa.get(f"/people/{sam.id}/mobile")
    desk_code(rosa, sam)
    page = words(sign_in(browse(), session, sam).get(f"/people/{sam.id}/access-log"))
    assert "Rosa Field at the desk (Tree Tops Surgery) made a code to open your pack." in page and "Was it not for you? Phone your GP surgery." in page
    assert "Somebody at the desk (Tree Tops Surgery) opened or changed your phone details." in page


def test_a_desk_code_works_once_and_for_fifteen_minutes(session, browse, desk, sam):
    first = desk_code(desk, sam)
    browse().post("/sign-in/desk", {"code": first, **BIRTHDAY})
    assert browse().post("/sign-in/desk", {"code": first, **BIRTHDAY}).status_code == 422
    second = desk_code(desk, sam)
    age(session, *rows(session, Code), minutes=15)
    assert browse().post("/sign-in/desk", {"code": second, **BIRTHDAY}).status_code == 422


def test_a_new_desk_code_ends_the_one_before(browse, desk, sam):
    first, second = desk_code(desk, sam), desk_code(desk, sam)
    assert first == second or browse().post("/sign-in/desk", {"code": first, **BIRTHDAY}).status_code == 422
    assert browse().post("/sign-in/desk", {"code": second, **BIRTHDAY}).status_code == 303


def test_five_wrong_desk_codes_end_it_with_the_same_words_as_for_nobody(session, browse, desk, sam):
    code = desk_code(desk, sam)
    wrong = {"code": another_code(code), **BIRTHDAY}
    replies = [browse().post("/sign-in/desk", wrong) for _ in range(5)]
    nobody = browse().post("/sign-in/desk", {**wrong, **WRONG_DAY})
    assert {reply.status_code for reply in [*replies, nobody]} == {422} and {words(reply) for reply in replies} == {words(nobody)}
    assert browse().post("/sign-in/desk", {"code": code, **BIRTHDAY}).status_code == 422 and rows(session, Code)[0].wrong_tries == 5


def test_two_people_with_one_birthday_do_not_use_up_each_others_codes(session, browse, desk, practice, sam):
    ali = a_person(session, practice, given="Ali")
    session.commit()
    codes = {person.id: desk_code(desk, person) for person in (sam, ali)}
    for person in (sam, ali):
        browser = browse()
        browser.post("/sign-in/desk", {"code": codes[person.id], **BIRTHDAY})
        assert own_pages_open(browser, person) or codes[sam.id] == codes[ali.id]
    assert {code.wrong_tries for code in rows(session, Code)} == {0}


def test_half_a_code_is_explained_and_kept(browse):
    reply = browse().post("/sign-in/desk", {"code": "12 34", **BIRTHDAY})
    assert reply.status_code == 422 and b'value="12 34"' in reply.data and "The code has 6 numbers" in words(reply)


def test_the_code_typed_on_the_phone_confirms_it_and_the_phone_is_remembered(session, browse, desk, sam):
    assert check_mobile(desk, sam).status_code == 303
    [text] = texts(session)
    assert text.to == NUMBER and "localhost/sign-in/phone" in text.body and "Tell nobody, not even us." in text.body
    phone = browse()
    assert phone.post("/sign-in/phone", {"code": newest_code(session), **BIRTHDAY}).status_code == 303
    [point] = rows(session, ContactPoint)
    assert point.confirmed_at and point.confirmed_by_id == point.recorded_by_id and own_pages_open(phone, sam)
    assert len(rows(session, RememberedPhone)) == 1
    said = words(desk.get(f"/people/{sam.id}/mobile"))
    assert "07700 900123 Checked " in said and "Not checked yet" not in said


def test_until_the_code_comes_back_the_number_is_not_confirmed(session, browse, desk, sam):
    check_mobile(desk, sam)
    assert rows(session, ContactPoint)[0].confirmed_at is None and "Not checked yet" in words(desk.get(f"/people/{sam.id}/mobile"))
    assert browse().post("/sign-in/phone", {"code": another_code(newest_code(session)), **BIRTHDAY}).status_code == 422
    age(session, *rows(session, Code), minutes=2)
    ask(browse())
    assert len(texts(session)) == 1


def test_a_phone_somebody_else_uses_is_confirmed_and_not_remembered(session, browse, desk, sam):
    check_mobile(desk, sam, shared_with="my wife")
    browse().post("/sign-in/phone", {"code": newest_code(session), **BIRTHDAY})
    assert rows(session, ContactPoint)[0].confirmed_at and rows(session, RememberedPhone) == []


def test_a_phone_that_is_not_their_own_gets_no_code_and_loses_its_confirmation(session, browse, desk, sam):
    check_mobile(desk, sam)
    browse().post("/sign-in/phone", {"code": newest_code(session), **BIRTHDAY})
    assert check_mobile(desk, sam, own="no", shared_with="my son").status_code == 303
    [point] = rows(session, ContactPoint)
    assert point.confirmed_at is None and point.shared_with == "my son" and len(texts(session)) == 1


def test_a_mistake_keeps_what_was_typed_and_changes_nothing(session, desk, sam):
    reply = check_mobile(desk, sam, number="0161 496 0000", own="", shared_with="my wife")
    assert reply.status_code == 422 and b"0161 496 0000" in reply.data and b"my wife" in reply.data
    assert "Ask if it is their own phone." in words(reply) and rows(session, ContactPoint) == [] and texts(session) == []


def test_a_second_code_in_the_same_minute_is_kindly_refused(session, desk, sam):
    check_mobile(desk, sam)
    reply = check_mobile(desk, sam)
    assert reply.status_code == 422 and "Wait a little" in words(reply) and len(texts(session)) == 1


def test_staff_stop_a_number_and_forget_a_phone(session, browse, desk, sam):
    check_mobile(desk, sam)
    phone = browse()
    phone.post("/sign-in/phone", {"code": newest_code(session), **BIRTHDAY})
    [point], [row] = rows(session, ContactPoint), rows(session, RememberedPhone)
    assert desk.post(f"/people/{sam.id}/remembered-phones/{row.id}/ending").status_code == 303 and not own_pages_open(phone, sam)
    assert desk.post(f"/people/{sam.id}/mobile/{point.id}/ending").status_code == 303
    assert rows(session, ContactPoint)[0].stopped_at and desk.post(f"/people/{sam.id}/mobile/{point.id}/ending").status_code == 404


def test_another_practices_desk_finds_nobody_here(session, browse, sam):
    stranger = sign_in(browse(), session, a_staff_member(session, a_practice(session, "Z99902", name="Elm Surgery"), Role.RECEPTION))
    assert stranger.post(f"/people/{sam.id}/desk-code").status_code == 404 and check_mobile(stranger, sam).status_code == 404
    assert rows(session, Code) == []
