from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.doors.through import BIRTHDAY, NUMBER, WRONG_DAY, rows, texts
from tests.people_cast import a_mobile, a_person
from webapp.access.models import AccessLogEntry
from webapp.accounts.links import make_link, stop_links
from webapp.accounts.models import Account, Link, LinkKind, RememberedPhone, SignIn, Tier
from webapp.accounts.phones import remember_phone
from webapp.base.clock import now, today
from webapp.messages.changes import queue_message
from webapp.messages.models import MessageKind, MessageState
from webapp.people.models import ContactPoint, Registration
from webapp.tasks.models import Task, TaskKind


@pytest.fixture
def sam(session, practice):
    return a_person(session, practice, mobile=NUMBER, confirmed=True)


@pytest.fixture
def link(session, practice, sam):
    """The secret of a link that was texted to Sam."""
    made = make_link(session, person=sam, practice=practice, kind=LinkKind.TEXT, dies_on=today() + timedelta(days=9))
    session.commit()
    return made


@pytest.fixture
def letter(session, practice, sam):
    made = make_link(session, person=sam, practice=practice, kind=LinkKind.LETTER, dies_on=today() + timedelta(days=9))
    session.commit()
    return made


def only(session, kind):
    [row] = rows(session, kind)
    return row


def a_remembered_phone(session, browser, person):
    account = session.exec(select(Account).where(Account.person_id == person.id)).one()
    token, phone = remember_phone(session, account=account, until_on=today() + timedelta(days=100))
    session.commit()
    browser.client.set_cookie("phone", token)
    return phone


def test_the_link_is_twelve_signs_and_is_kept_as_a_hash(session, link):
    assert len(link) == 12 and link not in only(session, Link).secret_hash


def test_looking_changes_nothing_and_names_only_the_surgery(session, browse, link):
    before = only(session, Link).model_dump()
    for method in ("get", "head"):
        reply = getattr(browse().client, method)(f"/i/{link}")
        assert reply.status_code == 200 and "Set-Cookie" not in reply.headers and reply.headers["Cache-Control"].startswith("no-store")
    page = words(browse().get(f"/i/{link}"))
    assert "Tree Tops Surgery" in page and "01632 960001" in page and "Sam" not in page and "Carter" not in page
    assert only(session, Link).model_dump() == before and rows(session, SignIn) == []


def test_the_right_date_on_a_strange_phone_opens_the_letterbox_only(session, browse, sam, link):
    browser = browse()
    reply = browser.post(f"/i/{link}", BIRTHDAY)
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/people/{sam.id}/letterbox")
    assert only(session, SignIn).tier is Tier.LETTERBOX


def test_a_forwarded_link_with_the_right_date_shows_nothing_stored(session, browse, sam, link):
    stranger = browse()
    stranger.post(f"/i/{link}", BIRTHDAY)
    for path in ("access-log", "phones"):
        assert stranger.get(f"/people/{sam.id}/{path}").headers["Location"].startswith("/sign-in/code-needed")
    assert rows(session, AccessLogEntry) == []


def test_the_right_date_on_a_remembered_phone_opens_the_pack(session, browse, sam, link):
    browser = browse()
    phone = a_remembered_phone(session, browser, sam)
    reply = browser.post(f"/i/{link}", BIRTHDAY)
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/people/{sam.id}/pack")
    found = only(session, SignIn)
    assert (found.tier, found.phone_id) == (Tier.OWN, phone.id)


def test_a_phone_remembered_for_somebody_else_counts_as_strange(session, browse, practice, link):
    browser = browse()
    a_remembered_phone(session, browser, a_person(session, practice, given="Mia"))
    browser.post(f"/i/{link}", BIRTHDAY)
    assert only(session, SignIn).tier is Tier.LETTERBOX


def test_a_wrong_date_is_counted_and_what_was_typed_stays(session, browse, link):
    reply = browse().post(f"/i/{link}", WRONG_DAY)
    assert reply.status_code == 422 and b'value="15"' in reply.data and "This does not match what we have" in words(reply)
    assert only(session, Link).wrong_tries == 1


@pytest.mark.parametrize("year", ["50", "", "3050", "nineteen"])
def test_a_date_that_cannot_be_one_is_explained_and_costs_no_try(session, browse, link, year):
    reply = browse().post(f"/i/{link}", {**BIRTHDAY, "birth-year": year})
    assert reply.status_code == 422 and "Write the day, the month and the whole year" in words(reply)
    assert only(session, Link).wrong_tries == 0


def test_five_wrong_dates_kill_the_link_and_never_the_person(session, browse, sam, practice, link):
    replies = [browse().post(f"/i/{link}", WRONG_DAY) for _ in range(5)]
    assert [reply.status_code for reply in replies] == [422, 422, 422, 422, 410]
    assert len({words(reply) for reply in replies[:4]}) == 1
    assert browse().post(f"/i/{link}", BIRTHDAY).status_code == 410 and rows(session, SignIn) == []
    another = make_link(session, person=sam, practice=practice, kind=LinkKind.TEXT, dies_on=today())
    session.commit()
    assert browse().post(f"/i/{another}", BIRTHDAY).status_code == 303


def test_a_right_date_gives_the_tries_back(session, browse, link):
    for _ in range(4):
        browse().post(f"/i/{link}", WRONG_DAY)
    assert browse().post(f"/i/{link}", BIRTHDAY).status_code == 303
    assert only(session, Link).wrong_tries == 0


def test_unknown_dead_stopped_and_spent_links_are_one_page(session, browse, sam, practice):
    dead, stopped, spent = (make_link(session, person=sam, practice=practice, kind=LinkKind.TEXT, dies_on=today() - timedelta(days=n)) for n in (1, 0, 0))
    _dead, second, third = session.exec(select(Link).order_by(Link.made_at)).all()
    second.stopped_at, third.wrong_tries = now(), 5
    session.commit()
    pages = [browse().get(f"/i/{secret}") for secret in (dead, stopped, spent, "1" * 12, "%20")]
    assert {page.status_code for page in pages} == {410} and len({page.data for page in pages}) == 1
    assert b'href="/sign-in"' in pages[0].data


def test_a_link_of_somebody_who_left_does_not_open(session, browse, sam, link):
    registration = only(session, Registration)
    registration.ended_on = today()
    session.add(registration)
    session.commit()
    assert browse().get(f"/i/{link}").status_code == 410


def test_stopping_the_link_ends_its_letterbox_on_the_next_request(session, browse, sam, link):
    browser = browse()
    browser.post(f"/i/{link}", BIRTHDAY)
    assert browser.get("/sign-in/code-needed").status_code == 200
    stop_links(session, person=sam, why="left")
    session.commit()
    assert browser.get("/sign-in/code-needed").headers["Location"] == "/sign-in"


def test_a_letters_code_opens_however_it_is_written(session, browse, letter):
    written = "-".join(letter[i : i + 3] for i in range(0, 12, 3)).lower().replace("0", "o").replace("1", "l").replace("5", "s")
    assert browse().get(f"/l/{letter}").status_code == 200
    assert browse().post("/letter", {"code": f" {written} ", **BIRTHDAY}).status_code == 303
    assert browse().post(f"/l/{letter}", BIRTHDAY).status_code == 303


def test_a_wrong_code_and_a_wrong_date_say_the_same_and_the_date_is_counted(session, browse, letter):
    missing = ("0" if letter[0] != "0" else "1") + letter[1:]
    by_code, by_date = browse().post("/letter", {"code": missing, **WRONG_DAY}), browse().post("/letter", {"code": letter, **WRONG_DAY})
    assert by_code.status_code == by_date.status_code == 422 and words(by_code) == words(by_date)
    assert only(session, Link).wrong_tries == 1


def test_half_a_letter_code_is_explained_and_kept(browse):
    reply = browse().post("/letter", {"code": "7K2 M4P", **BIRTHDAY})
    assert reply.status_code == 422 and b"7K2 M4P" in reply.data and "12 letters and numbers" in words(reply)


def test_a_texts_secret_is_no_letter_code_and_the_other_way_round(browse, link, letter):
    assert browse().get(f"/l/{link}").status_code == 410 and browse().get(f"/i/{letter}").status_code == 410


def queue(session, person, practice, to, more=None):
    return queue_message(
        session, person=person, practice=practice, to=to, kind=MessageKind.CODE, template="accounts/code",
        words={"code": "123456", "host": f"localhost {more or ''}"}, due_at=now(), useless_after=now() + timedelta(hours=1),
    )  # fmt: skip


def test_not_for_me_stops_this_person_here_and_nobody_else(session, browse, practice, sam, link):
    mia = a_person(session, practice, given="Mia", mobile=NUMBER, confirmed=True)
    hers = make_link(session, person=mia, practice=practice, kind=LinkKind.TEXT, dies_on=today())
    his_text, her_text = queue(session, sam, practice, NUMBER), queue(session, mia, practice, NUMBER)
    session.commit()
    reply = browse().post(f"/i/{link}/wrong-number")
    assert reply.status_code == 303 and "Thank you" in words(browse().follow(reply))
    session.expire_all()
    assert (his_text.state, her_text.state) == (MessageState.CANCELLED, MessageState.DUE)
    stopped = {point.person_id: point.stopped_why for point in session.exec(select(ContactPoint))}
    assert stopped == {sam.id: "wrong_number", mia.id: None}
    assert [(task.kind, task.person_id) for task in session.exec(select(Task))] == [(TaskKind.WRONG_NUMBER, sam.id)]
    assert browse().get(f"/i/{link}").status_code == 410 and browse().get(f"/i/{hers}").status_code == 200


def test_not_for_me_stops_the_number_that_was_texted_not_the_newer_one(session, browse, practice, sam, link):
    newer = a_mobile(sam, "+447700900456", confirmed=True)
    session.add(newer)
    queue(session, sam, practice, NUMBER, more=link)
    session.commit()
    browse().post(f"/i/{link}/wrong-number")
    session.expire_all()
    assert newer.stopped_at is None and len([p for p in session.exec(select(ContactPoint)) if p.stopped_at]) == 1


def test_not_for_me_twice_thanks_twice_and_opens_one_task(session, browse, link):
    assert [browse().post(f"/i/{link}/wrong-number").status_code for _ in range(2)] == [303, 303]
    assert only(session, Task)


def test_a_letter_at_the_wrong_house_leaves_the_phone_alone(session, browse, letter):
    assert browse().post(f"/l/{letter}/wrong-number").status_code == 303
    assert only(session, ContactPoint).stopped_at is None and browse().get(f"/l/{letter}").status_code == 410


def test_opening_a_link_ends_no_other_sign_in(session, browse, sam, link):
    first, second = browse(), browse()
    first.post(f"/i/{link}", BIRTHDAY)
    second.post(f"/i/{link}", BIRTHDAY)
    assert first.get("/sign-in/code-needed").status_code == second.get("/sign-in/code-needed").status_code == 200
    assert rows(session, RememberedPhone) == [] and texts(session) == []
