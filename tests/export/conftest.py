"""Sam, who holds a whole plan that both sides said yes to, on a phone where we are surely sure of them."""

import pytest

from tests.people_cast import sign_in
from tests.plans.conftest import *  # noqa: F403
from webapp.accounts.models import Tier
from webapp.chapters.kinds import ItemKind
from webapp.plans.changes import add_item, open_plan, save_words
from webapp.plans.models import Answer
from webapp.plans.queries import items_of, whole_plan
from webapp.plans.rules import Typed
from webapp.versions.changes import agree

MINE = {"matters": "My dog Biscuit, and singing", "communicate": "Speak slowly. Write it down."}
OWN = {
    "danger": "Chest pain that does not go: phone 999\nLips or nails go blue: phone 999\nMore than 3 pillows at night: phone the surgery",
    "who_to_call": "Ann in the day. 111 at night.",
    "usual": "I walk to the shop and back.",
    "key_person": "Nurse Ruth Okafor",
    "key_phone": "01632 960050",
    "service_plan": "Two visits a day",
    "charges": "Twelve pounds a week",
}
GOAL = {"want": "Swim with my grandson", "why": "He asks me every week", "importance": "9"}
STEP = {"what": "Walk to the pool", "when": "Tuesdays at 10", "first_step": "Look up the bus"}
STEP |= {"in_the_way": "Rain", "way_round": "Take the bus", "confidence": "7"}
ENTRIES = {
    ItemKind.PROMISE: {"what": "Send the inhaler plan", "who": "Nurse Ruth"},
    ItemKind.CONTACT: {"what": "Ann Carter", "job": "My daughter", "phone": "07700 900321"},
    ItemKind.MEDICINE: {"what": "Metformin", "differently": "I take it with lunch"},
}


def written(session, cast, by, kind=None, goal=None, **words):
    """Words of the plan itself, or of a new thing in it."""
    plan = open_plan(session, person_id=cast.person.id)
    of = {"goal": goal} if goal else {"cycle": cast.cycle} if kind is ItemKind.GOAL else {}
    made = add_item(session, plan=plan, kind=kind, by=by, **of) if kind else None
    typed = {(made or plan).id: {name: Typed(text) for name, text in words.items()}}
    save_words(session, plan=plan, typed=typed, by=by, items={one.id: one for one in items_of(session, plan.id)})
    session.commit()
    return made


def write_all(session, cast, **own) -> None:
    written(session, cast, cast.sam, **MINE)
    written(session, cast, cast.pro, **OWN | own)
    goal = written(session, cast, cast.sam, ItemKind.GOAL, **GOAL)
    written(session, cast, cast.sam, ItemKind.ACTION, goal, **STEP)
    for kind, words in ENTRIES.items():
        written(session, cast, cast.sam, kind, **words)
    decision = written(session, cast, cast.sam, ItemKind.DECISION, what="Do I start insulin?", choice="A", choice_why="Fewer needles")
    written(session, cast, cast.sam, ItemKind.OPTION, decision, letter="A", what="Wait three months", good_for_me="More time")
    both_say_yes(session, cast)


def both_say_yes(session, cast) -> None:
    plan, number = open_plan(session, person_id=cast.person.id), whole_plan(session, cast.person.id).number
    for side in (cast.sam, cast.pro):
        agree(session, plan=plan, number=number, answer=Answer.YES, notes="", by=side, cycle=cast.cycle)
    session.commit()


@pytest.fixture
def plan(session, cast) -> str:
    write_all(session, cast)
    return f"/people/{cast.person.id}/plan"


@pytest.fixture
def sam(plan, browse, session, cast):
    return sign_in(browse(), session, cast.person, Tier.STRONG)
