from datetime import date
from itertools import count

import pytest

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.base.clock import today
from webapp.people.models import Person
from webapp.practices.models import Role
from webapp.results.models import Result

numbers = count(1)


class Surgery:
    """A practice, its staff as they are needed, and people who may be found."""

    def __init__(self, session):
        self.session, self.practice, self.staff = session, a_practice(session), {}

    def person(self, given: str, *conditions: str, stage=None, **more) -> Person:
        made = a_person(self.session, self.practice, given=given, surname=given, mobile=f"+4477009{next(numbers):05d}", conditions=conditions, **more)
        if stage:
            a_cycle(self.session, made, self.practice, stage=stage)
        return made

    def result(self, person: Person, code: str, amount: str, on: date | None = None, **more) -> Result:
        about = {"person_id": person.id, "practice_id": self.practice.id, "code": code, "taken_on": on or today()}
        made = Result(**about, amount=amount, sent_value=amount, **more)
        self.session.add(made)
        self.session.flush()
        return made

    def member(self, role=Role.CLINICIAN):
        """The same one each time."""
        if role not in self.staff:
            self.staff[role] = a_staff_member(self.session, self.practice, role)
        return self.staff[role]


@pytest.fixture
def surgery(session, keys) -> Surgery:
    return Surgery(session)


@pytest.fixture
def desk(session, browse, surgery):
    """`desk(Role.RECEPTION)`: a browser of somebody in this role."""
    return lambda role=Role.CLINICIAN: sign_in(browse(), session, surgery.member(role))
