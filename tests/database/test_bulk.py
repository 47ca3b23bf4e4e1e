"""Many rows at once, and their ids."""

from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import select

from tests.people_cast import a_practice
from webapp.base.records import timed_id
from webapp.database.bulk import insert_rows
from webapp.people.models import ContactKind, ContactPoint, Person, Registration

AT = datetime(2026, 11, 16, 9, 0, 30, 125_000, tzinfo=UTC)


def person(number: str, **more) -> dict:
    same = {"surname": "Zadie", "given_name": "Ana", "born_on": date(1950, 2, 28), "language": "en", "made_at": AT}
    return {"nhs_number": number, **same, "died_on": None, **more, "id": timed_id()}


def test_rows_put_in_at_once_read_as_they_were_given(session):
    given = [person("9990000018"), person("9990000026", died_on=date(2026, 1, 31))]
    insert_rows(session, Person.__table__, given)
    found = session.execute(sa.select(Person.__table__).order_by(Person.__table__.c.nhs_number)).mappings()
    assert [{name: row[name] for name in given[0]} for row in found] == given


def test_the_order_of_the_columns_does_not_matter(session):
    one, practice = person("9990000018"), a_practice(session)
    insert_rows(session, Person.__table__, [one])
    row = {"seen_at": None, "started_on": date(2026, 1, 2), "practice_id": practice.id, "id": timed_id(), "person_id": one["id"]}
    insert_rows(session, Registration.__table__, [row])
    found = session.exec(select(Registration)).one()
    assert (found.person_id, found.practice_id, found.started_on) == (one["id"], practice.id, date(2026, 1, 2))


def test_a_word_of_a_list_is_kept_as_its_word(session):
    one = person("9990000018")
    insert_rows(session, Person.__table__, [one])
    same = {"person_id": one["id"], "value_sealed": "x", "source": "import", "recorded_at": AT}
    points = [{"id": uuid4(), "kind": kind, "value_index": kind.value, **same} for kind in (ContactKind.EMAIL, ContactKind.MOBILE, ContactKind.MOBILE)]
    insert_rows(session, ContactPoint.__table__, points)
    assert sorted(session.scalars(sa.text("SELECT kind FROM contact_point"))) == ["email", "mobile", "mobile"]


def test_ids_of_many_rows_follow_each_other_and_none_is_made_twice():
    made = [timed_id() for _ in range(20_000)]
    assert len(set(made)) == len(made)
    assert all(one.int >> 80 <= other.int >> 80 for one, other in pairwise(made))
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
