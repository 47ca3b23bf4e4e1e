"""What a practice sees of the care checks: counts of months that are over, from five people upward, and words that may be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_practice, a_staff_member, sign_in
from tests.questionnaires.care import NEXT_MONTH, TODAY, Checker, somebody_talked
from webapp.access.models import AccessLogEntry
from webapp.content.catalogue import care_check
from webapp.practices.models import Role
from webapp.questionnaires.care_rules import FEWEST, Sheet, months_shown

NAMES = ("Ann", "Bob", "Cat", "Dev", "Eve")


@pytest.fixture
def check(browse, session, practice):
    """`check("Ann", "unnamed", "012-33")`: somebody answers."""

    def check(name, way, answers, **more):
        made = Checker(browse, session, somebody_talked(session, practice, name))
        made.answer(way, answers, **more)
        return made

    return check


@pytest.fixture
def desk(browse, session, practice):
    return lambda role=Role.MANAGER: sign_in(browse(), session, a_staff_member(session, practice, role))


def test_four_are_not_shown_and_five_are_with_and_without_a_name_alike(check, desk, after_the_talk):
    for number, name in enumerate(NAMES[:4]):
        check(name, "unnamed" if number % 2 else "named", "333333")
    after_the_talk.move_to(NEXT_MONTH)
    said = words(desk().get("/staff/care-check"))
    assert "December 2026 Fewer than 5 people answered. Nothing is shown." in said and "Very sure: " not in said
    after_the_talk.move_to(TODAY)
    check("Eve", "unnamed", "003333")
    after_the_talk.move_to(NEXT_MONTH)
    said = words(desk().get("/staff/care-check"))
    assert "5 people answered." in said and "Did staff ask you what matters most to you? 1 0 0 4" in said and "Very sure: 5" in said


def test_a_month_that_is_not_over_is_not_shown(check, desk):
    for name in NAMES:
        check(name, "unnamed", "333333")
    said = words(desk().get("/staff/care-check"))
    assert "No month is over yet with answers in it." in said and "December" not in said


def test_a_question_that_fewer_than_five_answered_is_not_shown(check, desk, after_the_talk):
    for name in NAMES:
        check(name, "unnamed", "-33333" if name == "Ann" else "333333")
    after_the_talk.move_to(NEXT_MONTH)
    said = words(desk().get("/staff/care-check"))
    assert "Did staff ask you what matters most to you? Fewer than 5 people answered this." in said


def test_words_are_shown_to_whom_the_writer_chose_and_who_gave_their_name_sees_who_read(check, desk, after_the_talk, database):
    checkers = [
        check("Ann", "named", "333333", words="plum Ann says", readers="with_name"),
        check("Bob", "named", "333333", words="plum Bob says", readers="no_name"),
        check("Cat", "named", "333333", words="plum Cat says", readers="nobody"),
        check("Dev", "unnamed", "333333", words="plum Dev says", readers="no_name"),
        check("Eve", "unnamed", "333333", words="plum Eve says", readers="nobody"),
    ]
    after_the_talk.move_to(NEXT_MONTH)
    said = words(desk(Role.CLINICIAN).get("/staff/care-check"))
    assert "plum Ann says Ann Annson" in said and "plum Bob says No name given" in said and "plum Dev says No name given" in said
    assert "plum Cat" not in said and "plum Eve" not in said and not [name for name in ("Bobson", "Devson") if name in said]
    with database.reading() as session:
        seen = session.exec(select(AccessLogEntry.person_id).where(AccessLogEntry.permission == "care_check.read")).all()
    assert seen == [checkers[0].person.id]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HCA, Role.COORDINATOR, Role.DUTY])
def test_only_managers_and_clinicians_see_it_and_only_their_own_practice(desk, check, after_the_talk, role, browse, session):
    for name in NAMES:
        check(name, "unnamed", "333333")
    after_the_talk.move_to(NEXT_MONTH)
    assert desk(role).get("/staff/care-check").status_code == 404 and "Care check" not in words(desk(role).get("/staff"))
    elsewhere = a_staff_member(session, a_practice(session, "Z99902"), Role.MANAGER)
    assert "December" not in words(sign_in(browse(), session, elsewhere).get("/staff/care-check"))


SHEETS = st.lists(st.fixed_dictionaries({"q1": st.sampled_from(["0", "1", "2", "3", "skipped"])}), max_size=12)


@given(SHEETS, st.sampled_from([date(2026, 11, 1), date(2026, 12, 1)]))
def test_nothing_of_fewer_than_five_is_ever_shown(said, month):
    for shown in months_shown([Sheet(month, one) for one in said], care_check(), date(2026, 12, 24)):
        assert shown.first == date(2026, 11, 1)
        for counts in (shown.counts or {}).values():
            assert counts is None or sum(counts.values()) >= FEWEST
        assert shown.people is None or shown.people >= FEWEST
