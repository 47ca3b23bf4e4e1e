import pytest
import time_machine
from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import Account
from webapp.chapters.kinds import ItemKind
from webapp.pathway.models import Stage
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Side
from webapp.plans.queries import items_of, whole_plan
from webapp.plans.rules import Typed


class Cast:
    """Sam, whose talk is now, and the nurse who has it with them."""

    def __init__(self, session):
        self.practice = a_practice(session)
        self.nurse = a_staff_member(session, self.practice)
        self.person = a_person(session, self.practice)
        self.cycle = a_cycle(session, self.person, self.practice, stage=Stage.CONVERSATION)
        desk = session.exec(select(Account).where(Account.staff_id == self.nurse.id)).one()
        self.sam = Hand(account_of_person(session, self.person.id).id, Side.PERSON)
        self.pro = Hand(desk.id, Side.PROFESSIONAL)
        self.scribe = Hand(desk.id, Side.PROFESSIONAL, scribe=True)
        session.commit()

    def goal(self, session, **words):
        """A goal whose words these are, said by Sam."""
        plan = open_plan(session, person_id=self.person.id)
        made = add_item(session, plan=plan, kind=ItemKind.GOAL, by=self.sam, cycle=self.cycle)
        save_words(session, plan=plan, typed={made.id: {name: Typed(text) for name, text in words.items()}}, by=self.sam, items={made.id: made})
        session.commit()
        return made

    def save(self, session, item, by=None, seen=None, **words):
        """Save from a form that was opened just now, or that showed `seen`."""
        plan = open_plan(session, person_id=self.person.id)
        about, items = item.id if item else plan.id, {one.id: one for one in items_of(session, plan.id)}
        seen = self.seen(session, about) if seen is None else seen
        typed = {about: {name: Typed(text, seen.get(name)) for name, text in words.items()}}
        saved = save_words(session, plan=plan, typed=typed, by=by or self.sam, items=items)
        session.commit()
        return saved

    def seen(self, session, about) -> dict:
        whole = whole_plan(session, self.person.id)
        return next((part.seen for part in whole.parts if part.item.id == about), whole.own.seen)


@pytest.fixture
def cast(session, keys) -> Cast:
    return Cast(session)


@pytest.fixture
def clock():
    """The day of the talk."""
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def sam(browse, session, cast):
    return sign_in(browse(), session, cast.person)


@pytest.fixture
def nurse(browse, session, cast):
    return sign_in(browse(), session, cast.nurse)


@pytest.fixture
def plan(cast) -> str:
    return f"/people/{cast.person.id}/plan"


@pytest.fixture
def talk(cast) -> str:
    return f"/people/{cast.person.id}/conversation"
