"""Fifty people save at once on ten shared plans. Nobody's words are lost, nobody gets an error, and no revision is missing or made twice."""

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from tests.people_cast import a_person
from webapp.accounts.changes import account_of_person
from webapp.chapters.kinds import ItemKind
from webapp.plans.changes import Hand, add_item, open_plan, save_words
from webapp.plans.models import Plan, Revision, Side, Words
from webapp.plans.queries import items_of, whole_plan
from webapp.plans.rules import Typed

PLANS, HANDS, SAVES = 10, 5, 2


@pytest.fixture
def goals(session, cast) -> list:
    """(a person's id, the goal they share with whoever writes it down for them)."""
    made = []
    for _number in range(PLANS):
        person = a_person(session, cast.practice)
        by = Hand(account_of_person(session, person.id).id, Side.PERSON)
        made.append((person.id, add_item(session, plan=open_plan(session, person_id=person.id), kind=ItemKind.GOAL, by=by).id, by))
    session.commit()
    return made


def save(database, person_id, goal_id, by, seen, **words) -> dict:
    """One press of Save, in a transaction of its own. Returns what clashed, by field."""
    with database.writing() as session:
        plan = open_plan(session, person_id=person_id)
        items = {one.id: one for one in items_of(session, plan.id)}
        typed = {goal_id: {name: Typed(text, seen.get(name)) for name, text in words.items()}}
        saved = save_words(session, plan=plan, typed=typed, by=by, items=items)
        return {field: kept for (_about, field), kept in saved.clashes.items()}


def shown(database, person_id) -> dict:
    """What a form opened now stands on."""
    with database.reading() as session:
        [goal] = whole_plan(session, person_id).goals
        return goal.seen


def write(database, cast, goal, hand: int, start: Barrier) -> list[str]:
    """One of the fifty: the same box as everybody, twice; told of a clash, they read both and press Save again. Returns what was kept."""
    person_id, goal_id, own = goal
    by = own if hand % 2 else cast.scribe
    kept = []
    start.wait()
    for number in range(SAVES):
        text, seen = f"{person_id} {hand} {number}", {}
        while save(database, person_id, goal_id, by, seen, want=text):
            seen = shown(database, person_id)
        kept.append(text)
    return kept


def all_at_once(count: int, do) -> list:
    with ThreadPoolExecutor(count) as pool:
        return [done.result() for done in [pool.submit(do, number) for number in range(count)]]


def test_fifty_who_save_at_once_on_ten_plans_lose_nothing(database, cast, goals):
    start = Barrier(PLANS * HANDS)
    kept = all_at_once(PLANS * HANDS, lambda number: write(database, cast, goals[number % PLANS], number // PLANS, start))
    typed = Counter(text for texts in kept for text in texts)
    with database.reading() as session:
        rows = session.exec(select(Words).where(Words.field == "want")).all()
        assert Counter(row.words for row in rows) == typed and typed.total() == PLANS * HANDS * SAVES
        assert one_chain_each(rows) and numbers_without_gaps(session)


def one_chain_each(rows) -> bool:
    """Of each goal one row stands, and each older one was replaced by exactly one that came after it."""
    by_goal = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.made_in):
        by_goal[row.about_id].append(row)
    return all([row.replaced_in for row in chain] == [*(row.made_in for row in chain[1:]), None] for chain in by_goal.values())


def numbers_without_gaps(session) -> bool:
    numbers = defaultdict(list)
    for plan_id, number in session.exec(select(Revision.plan_id, Revision.number).order_by(Revision.number)):
        numbers[plan_id].append(number)
    return len(numbers) == PLANS and all(found == list(range(1, 2 + HANDS * SAVES)) for found in numbers.values())


def test_twenty_who_open_one_plan_at_once_make_one(database, cast):
    start = Barrier(20)

    def opened(_number):
        start.wait()
        with database.writing() as session:
            return open_plan(session, person_id=cast.person.id).id

    assert len(set(all_at_once(20, opened))) == 1
    with database.reading() as session:
        assert len(session.exec(select(Plan)).all()) == 1
