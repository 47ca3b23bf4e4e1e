"""Sam with a plan, Ann who helps, and what a browser does at the carer's door."""

import re
from uuid import uuid4

import pytest
import time_machine
from sqlmodel import select

from tests.people_cast import a_person, a_practice, a_staff_member, sign_in
from webapp.accounts.changes import account_of_person
from webapp.chapters.kinds import ItemKind
from webapp.messages.models import Message
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Side
from webapp.plans.rules import Typed

NUMBER, WORD = "07700 900456", "Bluebell"


class Cast:
    def __init__(self, session):
        self.practice = a_practice(session)
        self.nurse = a_staff_member(session, self.practice)
        self.person = a_person(session, self.practice, given="Sam")
        self.other = a_person(session, self.practice, given="Robin", surname="Vale")
        self.hand = Hand(account_of_person(session, self.person.id).id, Side.PERSON)
        self.item(session, ItemKind.GOAL, want="Dance at the wedding", why="For Ann")
        self.item(session, ItemKind.PROMISE, what="Find a chair class")
        plan = open_plan(session, person_id=self.person.id)
        own = {"matters": "My garden", "danger": "Blue lips", "who_to_call": "Phone Jo", "review_on": "2027-06-01"}
        save_words(session, plan=plan, typed={plan.id: {name: Typed(text) for name, text in own.items()}}, by=self.hand, items={})
        session.commit()
        self.carers, self.plan = f"/people/{self.person.id}/carers", f"/carer/people/{self.person.id}/plan"
        self.nobodys_plan = f"/carer/people/{uuid4()}/plan"

    def item(self, session, kind, **words):
        plan = open_plan(session, person_id=self.person.id)
        made = add_item(session, plan=plan, kind=kind, by=self.hand)
        save_words(session, plan=plan, typed={made.id: {name: Typed(text) for name, text in words.items()}}, by=self.hand, items={made.id: made})


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-12-02T10:00:00+00:00") as traveller:
        yield traveller


@pytest.fixture
def cast(session, keys, clock) -> Cast:
    return Cast(session)


@pytest.fixture
def sam(browse, session, cast):
    return sign_in(browse(), session, cast.person)


@pytest.fixture
def robin(browse, session, cast):
    return sign_in(browse(), session, cast.other)


@pytest.fixture
def texts(database):
    """Every code texted so far, oldest first."""

    def look() -> list[str]:
        with database.reading() as session:
            found = session.exec(select(Message).order_by(Message.made_at)).all()
            return [re.search(r"\d{6}", message.body).group() for message in found if message.template == "accounts/code"]

    return look


def share(browser, person, *, parts=("goals",), number=NUMBER, word=WORD, name="Ann", until="1/3/2027", **more):
    return browser.post(f"/people/{person.id}/carers", {"name": name, "number": number, "word": word, "until": until, "parts": list(parts), **more})


def grant_of(browser, person) -> str:
    page = browser.get(f"/people/{person.id}/carers").get_data(as_text=True)
    return re.search(rf"/people/{person.id}/carers/[0-9a-f-]{{36}}", page).group()


def come_in(browser, texts, number=NUMBER, word=WORD):
    """Number and word, then the code from the newest text."""
    browser.post("/carer", {"number": number, "word": word})
    return browser.post("/carer/code", {"code": (texts() or ["000000"])[-1]})


def seen(reply) -> tuple:
    return reply.status_code, reply.data, sorted((name, value) for name, value in reply.headers if name != "Date")


@pytest.fixture
def ann(browse, sam, cast, texts):
    """Sam shared the goals with Ann, who came in."""
    share(sam, cast.person)
    browser = browse()
    come_in(browser, texts)
    return browser


@pytest.fixture
def rows(database):
    """Every row of one table, in an order."""

    def look(kind, by):
        with database.reading() as session:
            found = session.exec(select(kind).order_by(by)).all()
            session.expunge_all()
        return found

    return look
