"""A link somebody else got hold of, with the right date of birth: words go in, and nothing that is kept comes out."""

from datetime import date

import pytest

from tests.access.cast import BORN, Whole
from tests.access.table import rows
from tests.browsing import Browsing, nobodys
from tests.people_cast import a_cycle, a_person
from webapp.accounts.links import make_link
from webapp.accounts.models import LinkKind
from webapp.base.clock import today
from webapp.pathway.models import Stage

BIRTHDAY = {"birth-day": "14", "birth-month": "3", "birth-year": "1950"}
ROWS = [row for row in rows() if not row.is_demo]


@pytest.fixture(params=["text", "letter"])
def door(request):
    return lambda whole: f"/i/{whole.secret}" if request.param == "text" else f"/l/{whole.letter}"


def came_in(world, door, whole) -> Browsing:
    browser = Browsing(world.app)
    reply = browser.post(door(whole), BIRTHDAY)
    assert reply.headers["Location"] == f"/people/{whole.person.id}/letterbox"
    return browser


def kept_of(whole: Whole) -> list[str]:
    """Everything kept about this person that a page could show."""
    return [*whole.canaries, whole.person.given_name, "mmol/mol", "HbA1c", "iabetes"]


def test_the_link_opened_says_who_sent_it_and_nothing_about_whom_it_is_for(world, door):
    page = Browsing(world.app).get(door(world.subject)).get_data(as_text=True)
    assert world.practice.name in page and "01632 960001" in page
    assert not [word for word in kept_of(world.subject) if word in page]


def test_no_page_there_is_shows_anything_that_is_kept(world, door):
    whole = world.fresh_subject()
    browser = came_in(world, door, whole)
    for row in (row for row in ROWS if "GET" in row.methods and row.endpoint != "static_file"):
        address = row.address(world, whole)
        page = browser.follow(browser.get(address)).get_data(as_text=True)
        found = [word for word in kept_of(whole) if word in page]
        assert not found or not told_nobody(world, address, found), row.name


def told_nobody(world, address: str, found: list[str]) -> list[str]:
    """Without what that address tells everybody who comes by: a page about tests in general names illnesses."""
    page = Browsing(world.app).get(address).get_data(as_text=True)
    return [word for word in found if word not in page]


def test_nothing_that_is_posted_brings_out_anything_that_is_kept(world, door):
    whole = world.fresh_subject()
    browser = came_in(world, door, whole)
    for row in (row for row in ROWS if "POST" in row.methods and row.endpoint not in ("doors.sign_out", "doors.wrong_number", "doors.wrong_address")):
        if row.rule.startswith("/sign-in") or row.cells["letterbox"] == "hidden":
            continue
        reply = browser.post(row.address(world, whole), row.posted(whole) | {"words-ask": "x", "words-hard": "y", "press": "send"})
        page = browser.follow(reply).get_data(as_text=True)
        assert not [word for word in kept_of(whole) if word in page], row.name


def bare_person(world) -> Whole:
    """Nothing is kept about this one but a link."""
    with world.database.writing_session() as session:
        person = a_person(session, world.practice, born=BORN)
        a_cycle(session, person, world.practice, stage=Stage.PACK_SENT)
        links = [make_link(session, person=person, practice=world.practice, kind=kind, dies_on=today()) for kind in LinkKind]
        session.commit()
    return Whole(person, *links, ids={"person": person.id})


def test_the_letterbox_is_the_same_page_whether_much_is_kept_or_nothing(world, door):
    full, bare = world.fresh_subject(), bare_person(world)
    browsers = [(came_in(world, door, whole), whole) for whole in (full, bare)]
    typed = {"words-hard": "my own words", "prompts": "sleep", "press": "send"}
    for ask in (
        lambda browser, at: browser.get(f"{at}/letterbox"),
        lambda browser, at: browser.get(f"{at}/letterbox?more=1"),
        lambda browser, at: browser.get(f"{at}/mood"),
        lambda browser, at: browser.get(f"{at}/mood/1"),
        lambda browser, at: browser.follow(browser.post(f"{at}/letterbox", typed)),
        lambda browser, at: browser.post(f"{at}/letterbox", typed | {"words-hard": "x" * 5000}),
    ):
        first, second = (ask(browser, f"/people/{whole.person.id}") for browser, whole in browsers)
        assert first.status_code == second.status_code
        assert nobodys(first) == nobodys(second)


def test_words_already_sent_are_not_shown_to_whoever_comes_by_the_same_link(world, door):
    whole = world.fresh_subject()
    came_in(world, door, whole).post(f"/people/{whole.person.id}/letterbox", {"words-hard": "a walk by the sea", "press": "send"})
    again = came_in(world, door, whole)
    for path in ("letterbox", "letterbox/sent", "mood", "mood/1", "mood/end"):
        assert "a walk by the sea" not in again.get(f"/people/{whole.person.id}/{path}").get_data(as_text=True)


def test_five_wrong_dates_close_the_link_and_it_looks_like_one_that_never_was(world, door):
    whole = world.fresh_subject()
    browser = Browsing(world.app)
    for year in range(1951, 1956):
        browser.post(door(whole), BIRTHDAY | {"birth-year": str(year)})
    closed, never = browser.post(door(whole), BIRTHDAY), browser.post(door(Whole(whole.person, "123456789ABC", "000000000000")), BIRTHDAY)
    assert closed.status_code == 410 and closed.data == never.data
    assert world.fresh_browser("own", whole).get(f"/people/{whole.person.id}/pack").status_code == 200, "the link is dead, the person is not"


def test_a_link_kept_past_its_day_opens_nothing(world, door):
    whole = world.fresh_subject()
    with world.database.writing_session() as session:
        late = [make_link(session, person=whole.person, practice=world.practice, kind=kind, dies_on=date(2020, 1, 1)) for kind in LinkKind]
        session.commit()
    assert Browsing(world.app).post(door(Whole(whole.person, *late)), BIRTHDAY).status_code == 410
