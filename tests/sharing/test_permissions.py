"""Stories, evaluation and surveys are asked one by one; no is where each begins, and every change is a dated fact."""

from sqlmodel import select

from tests.browsing import words
from webapp.access.models import Consent


def ticked(reply) -> int:
    return reply.get_data(as_text=True).count(" checked>")


def test_no_is_where_each_begins(sam, cast):
    page = sam.get(f"/people/{cast.person.id}/permissions")
    assert ticked(page) == 0 and page.get_data(as_text=True).count('name="uses"') == 3


def test_each_is_given_alone_and_taken_back_at_any_time_and_the_dates_are_kept(sam, cast, session):
    path = f"/people/{cast.person.id}/permissions"
    given = sam.follow(sam.post(path, {"uses": ["stories"]}))
    assert ticked(given) == 1 and "You said yes on" in words(given)
    sam.post(path, {"uses": ["stories", "surveys"]})
    assert ticked(sam.follow(sam.post(path, {"uses": ["surveys"]}))) == 1
    kept = {row.use.value: row for row in session.exec(select(Consent)).all()}
    assert set(kept) == {"stories", "surveys"} and kept["surveys"].ended_at is None
    story = kept["stories"]
    assert story.given_at <= story.ended_at and story.given_by_id == story.ended_by_id == cast.hand.account_id


def test_saving_again_changes_nothing_and_odd_words_are_passed_over(sam, cast, session):
    path = f"/people/{cast.person.id}/permissions"
    for _again in range(2):
        sam.post(path, {"uses": ["evaluation", "everything"]})
    [row] = session.exec(select(Consent)).all()
    assert row.use.value == "evaluation" and row.ended_at is None


def test_nobody_else_gives_it_for_them(robin, cast, session):
    assert robin.post(f"/people/{cast.person.id}/permissions", {"uses": ["stories"]}).status_code == 404
    assert session.exec(select(Consent)).all() == []
