"""Tuesday 1 December 2026, ten in the morning; a practice, its desk, and people who were never asked."""

import pytest
import time_machine
from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member
from webapp.accounts.models import Account
from webapp.channels.choice import channels_for
from webapp.channels.models import PretendText
from webapp.outbox.sending import drain
from webapp.pathway.models import Cycle, Stage
from webapp.people.models import Person
from webapp.practices.models import Role
from webapp.recall.changes import ask_people
from webapp.recall.jobs import send_tries
from webapp.recall.models import Recall

BASE = "http://localhost"


@pytest.fixture
def clock():
    with time_machine.travel("2026-12-01T10:00:00+00:00", tick=True) as traveller:
        yield traveller


class Year:
    """One practice's recall, driven by the clock alone."""

    def __init__(self, database, settings, session, clock):
        self.database, self.settings, self.session, self.clock = database, settings, session, clock
        self.practice = a_practice(session, details_days=400)
        self.reception = a_staff_member(session, self.practice, Role.RECEPTION, "Rita Booking")
        self.by = session.exec(select(Account.id).where(Account.staff_id == self.reception.id)).one()
        self.count = 0
        session.commit()

    def person(self, given="Sam", **more) -> Person:
        self.count += 1
        made = a_person(self.session, self.practice, given=given, mobile=more.pop("mobile", f"+4477009001{self.count:02d}"), **more)
        a_cycle(self.session, made, self.practice, stage=Stage.ENTRY)
        self.session.commit()
        return made

    def ask(self, *people: Person):
        told = ask_people(self.session, people=people, practice=self.practice, label="December", by=self.by, base_url=BASE)
        self.session.commit()
        return told

    def recall(self, person: Person) -> Recall:
        """The newest."""
        return self.session.exec(select(Recall).where(Recall.person_id == person.id).order_by(Recall.begun_at.desc())).first()

    def stage(self, person: Person) -> Stage:
        return self.session.exec(select(Cycle.stage).where(Cycle.person_id == person.id)).one()

    def on(self, day: str) -> None:
        self.clock.move_to(f"{day}T11:00:00+00:00")
        self.run()

    def run(self) -> None:
        """Whatever is due is done, twice over, and what is to be sent goes."""
        # Looking takes the write lock too, in this session.
        self.session.commit()
        for _machine in range(2):
            send_tries(self.database, BASE)
        drain(self.database, channels_for(self.settings, self.database), self.settings)
        self.session.expire_all()

    def texts(self, to: str | None = None) -> list[str]:
        with self.database.reading() as session:
            return [text.body for text in session.exec(select(PretendText).order_by(PretendText.at)) if to in (None, text.to)]


@pytest.fixture
def year(clock, database, settings, session) -> Year:
    return Year(database, settings, session, clock)
