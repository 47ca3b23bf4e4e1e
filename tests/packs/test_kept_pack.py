"""A pack page made from the same facts is given again; one changed fact, another reader or another hour makes another."""

from datetime import timedelta

import pytest
import time_machine
from flask import template_rendered
from sqlmodel import func, select

from tests.browsing import words
from tests.people_cast import a_person, sign_in
from tests.preparation.cast import WEDNESDAY, agree_target, release
from webapp.access.models import AccessLogEntry, TierSetting
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import SignIn, Tier
from webapp.accounts.phones import remember_phone
from webapp.results.models import Release
from webapp.web.kept import Kept, Shelf


@pytest.fixture
def app(app):
    """As it runs for real: a page that was kept is given again and not made anew to be compared."""
    app.testing = False
    return app


@pytest.fixture
def made(app):
    """The templates rendered so far."""
    seen = []

    def note(_app, template, context, **_more):
        seen.append(template.name)

    with template_rendered.connected_to(note, app):
        yield seen


def test_the_second_look_gives_the_same_page_without_making_it_and_is_written_down_too(app, sam, cast, made, look):
    pages = [sam.get(cast.pack, headers={"Accept-Encoding": "br"}) for _ in range(3)]
    # The first look marks the pack as opened, if it was sent; this one was not, so one page serves all three.
    assert len({page.data for page in pages}) == 1 and made == ["packs/pack.html"]
    assert {page.headers["Content-Encoding"] for page in pages} == {"br"} and {page.headers["Cache-Control"] for page in pages} == {"no-store, private"}
    app.extensions["looks"].close()
    assert look(select(func.count()).select_from(AccessLogEntry)) == [3]


def test_words_that_were_saved_stand_on_the_next_page(sam, cast, fill, session):
    sam.get(cast.pack)
    fill(sam, ask="Why am I tired?")
    assert "Why am I tired?" in words(sam.get(cast.pack))
    agree_target(session, cast, "hba1c", "50", "58")
    assert "Your own aim: 50 to 58" in words(sam.get(cast.pack))


def test_a_withdrawn_release_is_gone_at_once(sam, cast, session):
    assert "Sugar in your blood" in words(sam.get(cast.pack))
    session.exec(select(Release)).one().withdrawn_at = WEDNESDAY
    session.commit()
    assert "Sugar in your blood" not in words(sam.get(cast.pack))


def test_a_minute_later_is_the_same_page_and_a_day_later_another(sam, cast, session, browse, made):
    first = sam.get(cast.pack)
    with time_machine.travel(WEDNESDAY + timedelta(minutes=5)):
        assert sam.get(cast.pack).data == first.data and len(made) == 1
    with time_machine.travel(WEDNESDAY + timedelta(days=1)):
        assert sign_in(browse(), session, cast.person).get(cast.pack).status_code == 200
    assert len(made) == 2


def test_large_letters_and_other_ways_of_sending_are_other_pages(sam, cast, made):
    plain = sam.get(cast.pack)
    sam.client.set_cookie("size", "3")
    assert sam.get(cast.pack).data != plain.data
    assert sam.get(cast.pack, headers={"HX-Request-Type": "partial"}).data != plain.data
    assert "Content-Encoding" not in sam.get(cast.pack).headers
    assert len(made) == 3


def test_who_may_not_see_it_any_more_is_given_no_kept_page(sam, cast, session, browse):
    page = sam.get(cast.pack)
    other = sign_in(browse(), session, a_person(session, cast.practice))
    assert other.get(cast.pack).status_code == 404
    session.add(TierSetting(practice_id=cast.practice.id, permission="pack.read", tier=Tier.STRONG))
    session.commit()
    assert sam.get(cast.pack).status_code == 303 and page.status_code == 200
    session.exec(select(SignIn)).all()[0].ended_at = WEDNESDAY
    session.commit()
    assert "/sign-in" in sam.get(cast.pack).headers["Location"]


def test_two_people_with_the_same_results_have_a_page_each(sam, cast, session, browse):
    release(session, cast)
    other = sign_in(browse(), session, a_person(session, cast.practice))
    mine = sam.get(cast.pack).data
    assert str(cast.person.id).encode() in mine and other.get(cast.pack).data != mine


def test_a_key_that_forgets_a_fact_is_found_out_under_test(app, sam, cast):
    app.testing = True
    sam.get(cast.pack)
    shelf: Shelf = app.extensions["kept"]
    for key in list(shelf._pages):
        shelf.put(key, Kept(b"somebody else's page", ""))
    with pytest.raises(AssertionError, match="facts are missing"):
        sam.get(cast.pack)


def test_words_that_found_no_place_in_another_language_stand_on_a_page_that_was_kept(sam, cast):
    sam.get(cast.pack)
    assert "I walk slowly" in words(sam.post(f"/language?to=en&page={cast.pack}", {"left": "I walk slowly"}))


def test_the_same_sign_in_on_what_is_now_their_own_phone_is_another_page(sam, cast, session, made):
    sam.get(cast.pack)
    _token, phone = remember_phone(session, account=account_of_person(session, cast.person.id), until_on=(WEDNESDAY + timedelta(days=9)).date())
    session.flush()
    session.exec(select(SignIn)).one().phone_id = phone.id
    session.commit()
    sam.get(cast.pack)
    assert len(made) == 2
