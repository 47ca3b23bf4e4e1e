"""The desk adds, puts right and takes away what people read; bad input keeps what was typed and changes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.leaflets.test_reading import a_leaflet, nurse  # noqa: F401
from tests.people_cast import sign_in
from webapp.base.clock import today
from webapp.base.days import day_typed
from webapp.leaflets.jobs import report_out_of_date
from webapp.leaflets.models import Leaflet
from webapp.tasks.models import Task

FIT = {"kind": "leaflet", "title": "Your feet", "text": "Look each day.", "owner": "Ann", "source": "NHS page", "address": ""}


@pytest.fixture
def desk(browse, session, nurse):  # noqa: F811
    browser = sign_in(browse(), session, nurse)
    session.commit()
    return browser


def posted(**other) -> dict[str, str]:
    return {**FIT, "review": day_typed(today() + timedelta(days=90)), **other}


def rows(session) -> list[tuple[str, bool]]:
    session.expire_all()
    return [(one.title, one.ended_at is None) for one in session.exec(select(Leaflet).order_by(Leaflet.made_at))]


def test_what_was_added_is_in_the_list_with_its_owner_and_day(desk):
    assert desk.post("/staff/leaflets/new", posted()).status_code == 303
    shown = words(desk.get("/staff/leaflets"))
    assert "Your feet Ann NHS page" in shown and "Saved." not in shown


WRONG = [
    ({"kind": "song"}, "kind", "Choose what it is."),
    ({"title": " "}, "title", "Write its title."),
    ({"title": "x" * 81}, "title", "That is too long. Write 80 letters or fewer."),
    ({"text": ""}, "text", "Write what it says. A film needs its words too."),
    ({"text": "x" * 8001}, "text", "That is too long. Write 8,000 letters or fewer."),
    ({"kind": "film"}, "address", "Write where it is, like: https://www.example.org/film"),
    ({"address": "http://example.org"}, "address", "The address must begin with https:// and be whole."),
    ({"address": "https://user:pass@example.org"}, "address", "The address must begin with https:// and be whole."),
    ({"address": "https://[::1"}, "address", "The address must begin with https:// and be whole."),
    ({"address": "javascript:alert(1)"}, "address", "The address must begin with https:// and be whole."),
    ({"owner": ""}, "owner", "Write who looks after it."),
    ({"source": ""}, "source", "Write where the facts come from."),
    ({"review": "soon"}, "review", "Write the day like this: 3/11/2026."),
    ({"review": "1/1/2020"}, "review", "This day has passed. Choose a day to come."),
    ({"review": "1/1/2040"}, "review", "Choose a day within a year."),
]


@pytest.mark.parametrize(("wrong", "name", "told"), WRONG)
def test_what_does_not_fit_is_said_and_nothing_is_kept(desk, session, wrong, name, told):
    reply = desk.post("/staff/leaflets/new", posted(**wrong))
    assert reply.status_code == 422 and told in words(reply) and f'href="#{name}"' in reply.get_data(as_text=True)
    assert "NHS page" in reply.get_data(as_text=True) or name == "source"
    assert rows(session) == []


def test_a_change_is_a_new_row_and_the_old_one_is_kept(desk, session, practice, nurse):  # noqa: F811
    made = a_leaflet(session, practice, nurse)
    assert desk.post(f"/staff/leaflets/{made.id}", posted(title="Your feet and legs")).status_code == 303
    assert rows(session) == [("Your feet", False), ("Your feet and legs", True)]


def test_who_comes_second_keeps_what_they_typed_and_is_told(desk, session, practice, nurse):  # noqa: F811
    made = a_leaflet(session, practice, nurse)
    desk.post(f"/staff/leaflets/{made.id}", posted(title="First"))
    reply = desk.post(f"/staff/leaflets/{made.id}", posted(title="Second"))
    assert reply.status_code == 409 and "Somebody else changed this meanwhile." in words(reply) and 'value="Second"' in reply.get_data(as_text=True)
    assert rows(session) == [("Your feet", False), ("First", True)]


def test_what_is_taken_away_is_gone_for_readers(desk, browse, session, practice, nurse):  # noqa: F811
    made = a_leaflet(session, practice, nurse)
    assert desk.post(f"/staff/leaflets/{made.id}", {"press": "end"}).status_code == 303
    assert browse().get(f"/leaflets/surgery/{made.id}").status_code == 404
    assert rows(session) == [("Your feet", False)]


def test_looking_again_closes_the_task_and_shows_it_again(desk, browse, session, database, practice, nurse):  # noqa: F811
    made = a_leaflet(session, practice, nurse, -1)
    report_out_of_date(database)
    assert "Not shown now" in words(desk.get("/staff/leaflets"))
    assert "Look again at something to read" in words(desk.get("/staff"))
    desk.post(f"/staff/leaflets/{made.id}", posted())
    session.expire_all()
    assert [task.closed_by_id for task in session.exec(select(Task))] == [nurse.id]
    assert "Your feet" in words(browse().get("/leaflets"))
