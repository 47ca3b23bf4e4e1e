"""Who is reached and who is missed: counted in the database, and never so finely that somebody is singled out."""

from datetime import date

import pytest
import sqlalchemy as sa
import time_machine
from sqlmodel import col, select

from tests.browsing import words
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.asks.models import Asker, TalkAsk
from webapp.cohorts.rules import Way
from webapp.coverage.queries import coverage_of
from webapp.coverage.rules import Tally, rounded, shown
from webapp.pathway.changes import move
from webapp.pathway.models import Stage
from webapp.pathway.opting_out import opt_out
from webapp.people.models import Deprivation, EthnicGroup, OptOutWay, Person
from webapp.practices.models import Role


@pytest.mark.parametrize(("number", "seen"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (10_000, 10_000)])
def test_small_numbers_are_hidden_and_others_are_to_the_nearest_five(number, seen):
    assert rounded(number) == seen


def test_no_hidden_number_follows_from_the_others():
    assert shown(Tally(4, 4)).total is None and shown(Tally(4, 4)).reached is None
    assert [shown(Tally(100, reached, 0)).missed for reached in (1, 2)] == [100, 100]


@pytest.fixture(autouse=True)
def while_they_are_of_these_ages():
    with time_machine.travel("2026-12-02T10:00:00+00:00"):
        yield


@pytest.fixture
def practice(session):
    """Six women of 76 with diabetes, two of them reached, one of those because she asked; a man of 30 who said no; somebody elsewhere."""
    made = a_practice(session)
    people = [a_person(session, made, given=f"A{n}", conditions=("diabetes",), born=date(1950, 1, 1)) for n in range(6)]
    for person in people:
        person.sex = "female"
    for person in people[:2]:
        move(session, cycle=a_cycle(session, person, made, stage=Stage.ENTRY), to=Stage.INVITED, by=None)
    session.add(TalkAsk(practice_id=made.id, asker=Asker.SELF, name="A0", born="1950-01-01", reach="x", person_id=people[0].id))
    opt_out(session, person=a_person(session, made, given="Bob", born=date(1996, 1, 1), language="pl"), how=OptOutWay.ON_PAPER, by=None)
    a_person(session, a_practice(session, "Z99902", name="Hollow Lane Surgery"))
    session.commit()
    return made


def test_each_group_is_counted_in_three_statements(session, database, practice):
    practice_id, statements = practice.id, []
    sa.event.listen(database.engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: statements.append(statement))
    found = coverage_of(session, practice_id)
    assert len([one for one in statements if "SELECT" in one]) == 3
    whole = found["all"]["all"]
    assert (whole.total, whole.reached, whole.said_no, whole.missed, whole.by_way[Way.ASKED]) == (7, 2, 1, 4, 1)
    assert (found["age"]["65"].total, found["age"]["18"].said_no, found["sex"]["female"].reached) == (6, 1, 2)
    assert (found["language"]["pl"].total, found["condition"]["diabetes"].total) == (1, 6)


@pytest.fixture
def known(session, practice):
    """Of the seven here: six Asian women, five of them in the poorest fifth, told by tenth and by fifth; the man's groups are not known."""
    women = session.exec(select(Person).where(Person.sex == "female").order_by(col(Person.given_name))).all()
    for woman, place in zip(women, ["1/10", "2/10", "1/5", "1/5", "2/10", "10/10"], strict=True):
        woman.ethnic_group, woman.deprivation = EthnicGroup.ASIAN, Deprivation(place)
    session.commit()
    return practice


def test_groups_are_counted_by_ethnic_group_and_by_fifths(session, database, known):
    found = coverage_of(session, known.id)
    assert {group: (tally.total, tally.reached, tally.said_no) for group, tally in found["ethnic_group"].items()} == {"asian": (6, 2, 0), "": (1, 0, 1)}
    assert {group: tally.total for group, tally in found["deprivation"].items()} == {"1": 5, "5": 1, "": 1}


def test_a_child_is_counted_among_children(session, browse):
    here = a_practice(session)
    a_person(session, here, born=date(2020, 1, 1))
    session.commit()
    assert "0 to 17 years Under 5" in words(sign_in(browse(), session, a_staff_member(session, here, Role.MANAGER)).get("/staff/coverage"))


@pytest.mark.parametrize("place", Deprivation)
def test_every_tenth_and_fifth_is_counted_in_its_fifth(session, place):
    here = a_practice(session)
    a_person(session, here).deprivation = place
    session.commit()
    assert list(coverage_of(session, here.id)["deprivation"]) == [str(place.fifth)]
    assert place.fifth == {"10": (int(place.split("/")[0]) + 1) // 2, "5": int(place.split("/")[0])}[place.split("/")[1]]


def test_known_groups_are_shown_without_small_numbers_and_unknown_ones_have_a_row(session, known, browse):
    said = words(sign_in(browse(), session, a_staff_member(session, known, Role.MANAGER)).get("/staff/coverage"))
    ethnic, _title, poor = said.partition("By ethnic group")[2].partition("By how poor their area is")
    assert "Asian 5 Under 5 Under 5 0" in ethnic and "Not known here Under 5" in ethnic
    assert "1, the most poor areas 5 Under 5" in poor and "5, the least poor areas Under 5" in poor and "Not known here Under 5" in poor
    assert poor.index("1, the most poor") < poor.index("5, the least poor") < poor.index("Not known here")
    assert "No report that was brought in says it." not in said


def test_where_only_one_of_the_two_is_known_the_other_is_said_not_to_be(session, known, browse):
    for person in session.exec(select(Person)):
        person.deprivation = None
    session.commit()
    said = words(sign_in(browse(), session, a_staff_member(session, known, Role.MANAGER)).get("/staff/coverage"))
    ethnic, _title, poor = said.partition("By ethnic group")[2].partition("By how poor their area is")
    assert "Asian 5" in ethnic and "No report" not in ethnic and "No report that was brought in says it." in poor


def test_the_page_shows_no_small_number_and_says_what_is_not_known(session, practice, browse):
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.MANAGER))
    said = words(desk.get("/staff/coverage"))
    assert "Women and girls 5 Under 5 Under 5 0" in said and "65 to 79 years 5" in said and "Polish Under 5" in said
    assert "No report that was brought in says it." in said and "A0" not in said
