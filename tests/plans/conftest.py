import pytest
from sqlmodel import select

from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member
from webapp.accounts.changes import account_of_person
from webapp.accounts.models import Account
from webapp.pathway.models import Stage
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import ItemKind, Side
from webapp.plans.queries import whole_plan
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
        save_words(session, plan=plan, item=made, typed={name: Typed(text) for name, text in words.items()}, by=self.sam)
        session.commit()
        return made

    def save(self, session, item, by=None, **words):
        """Save from a form that was opened just now."""
        whole = whole_plan(session, self.person.id)
        parts = [*whole.goals, *whole.promises, *(action for goal in whole.goals for action in goal.actions)]
        part = next((one for one in parts if item and one.item.id == item.id), whole.own)
        typed = {name: Typed(text, part.seen.get(name)) for name, text in words.items()}
        saved = save_words(session, plan=open_plan(session, person_id=self.person.id), item=item, typed=typed, by=by or self.sam)
        session.commit()
        return saved


@pytest.fixture
def cast(session, keys) -> Cast:
    return Cast(session)
