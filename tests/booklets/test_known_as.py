"""The name somebody likes to be called: said by them in their plan, or written down with them at the visit."""

import pytest

from tests.browsing import markup, words
from tests.people_cast import sign_in
from webapp.people.models import Person


@pytest.fixture
def about(cast, session) -> str:
    cast.goal(session, want="Swim")
    return f"/people/{cast.person.id}/plan/about"


@pytest.fixture
def sam(about, browse, session, cast):
    return sign_in(browse(), session, session.get(Person, cast.person.id))


def called(database, cast) -> str | None:
    with database.reading() as session:
        return session.get(Person, cast.person.id).known_as


def test_the_person_says_it_and_is_called_so_from_then_on(sam, about, cast, database):
    front = about.removesuffix("/about")
    assert f"{about}#known_as" in markup(sam.get(front))
    assert sam.post(about, {"known_as": " Ŵyn  \t O'Neill "}).status_code == 303
    assert called(database, cast) == "Ŵyn O'Neill"
    assert "Ŵyn O'Neill" in words(sam.get(front)) and "My plan: Ŵyn O'Neill Carter" in words(sam.get(f"{front}/page"))
    assert "Ŵyn" in markup(sam.get(about))


def test_emptied_it_is_the_first_name_again_and_a_page_that_did_not_ask_changes_nothing(sam, about, cast, database):
    sam.post(about, {"known_as": "Sammy"})
    sam.post(about, {"matters-plan": "My garden"})
    assert called(database, cast) == "Sammy"
    sam.post(about, {"known_as": "  "})
    assert called(database, cast) is None


def test_a_name_that_is_too_long_is_asked_again_with_all_that_was_typed(sam, about, cast, database):
    reply = sam.post(about, {"known_as": "S" * 41})
    assert reply.status_code == 422 and "40 letters or fewer" in words(reply) and f'value="{"S" * 41}"' in markup(reply)
    assert called(database, cast) is None


def test_what_is_typed_is_never_more_than_a_name(sam, about):
    sam.post(about, {"known_as": "<b>Sam</b>"})
    assert "<b>Sam</b>" not in markup(sam.get(about.removesuffix("/about"))) and "<b>Sam</b>" in words(sam.get(about.removesuffix("/about")))


def test_staff_write_it_down_at_the_visit(browse, session, cast, about, database):
    nurse, visit = sign_in(browse(), session, cast.nurse), f"/people/{cast.person.id}/visit"
    assert "What do they like to be called?" in words(nurse.get(visit))
    assert "1 line is saved." in words(nurse.follow(nurse.post(visit, {"known_as": "Sammy"})))
    assert called(database, cast) == "Sammy" and "Likes to be called Sammy" in words(nurse.get(visit.replace("/visit", "/conversation")))
    assert nurse.post(visit, {"known_as": "S" * 41, "value-weight": "80"}).status_code == 422
    assert called(database, cast) == "Sammy"
