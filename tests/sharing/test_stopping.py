"""The person stops while the carer's requests are in flight: no reply that begins after the commit holds anything of the plan."""

import os
import random
from threading import Barrier, Event, Thread
from time import perf_counter

import pytest
from sqlmodel import select

from tests.sharing.in_flight import LONGEST, Carer, Gate, all_at
from webapp.database.session import Database
from webapp.grants.changes import stop
from webapp.grants.models import Grant

ASKING, RACES = 20, 40
GOAL, NAME = b"Dance at the wedding", b"Sam Carter"
HOME = "/carer/home"
SEED = int(os.environ.get("IN_MY_WORDS_SOAK_SEED", "20261201"))


@pytest.fixture
def elsewhere(database_url):
    """The process the person's own request came to: it shares nothing with the carer's but the database."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def token(ann) -> str:
    return ann.client.get_cookie("in").value


def stop_sharing(database) -> float:
    """When it was surely done."""
    with database.writing() as session:
        grant = session.exec(select(Grant).where(Grant.stopped_at.is_(None))).one()
        stop(session, grant=grant, by=grant.made_by_id)
    return perf_counter()


def share_again(database) -> None:
    """As if it had never been stopped, for another round."""
    with database.writing() as session:
        session.execute(Grant.__table__.update().values(stopped_at=None, stopped_by_id=None))


@pytest.mark.parametrize("page", ["plan", "home"])
def test_twenty_who_were_let_in_before_it_all_get_the_page_of_somebody_unknown(app, database, elsewhere, cast, token, page):
    path, last_word = {"plan": (cast.plan, "FROM plan_words "), "home": (HOME, "FROM sharing_grant ")}[page]
    unknown = Carer(app, token).ask(cast.nobodys_plan)
    gate = Gate(database.engine, last_word, ASKING)
    with gate.shut(), all_at(ASKING, lambda _n: Carer(app, token).ask(path)) as replies:
        gate.everybody.wait()
        stop_sharing(elsewhere)
        gate.opened.set()
    assert len(replies) == ASKING and not [reply for reply in replies if GOAL in reply.body or NAME in reply.body]
    if page == "plan":
        assert {reply.said for reply in replies} == {unknown.said}


def test_whoever_stops_waits_until_a_reply_they_can_no_longer_hold_back_has_begun(app, elsewhere, cast, token):
    ended: list[float] = []
    stopping = Thread(target=lambda: ended.append(stop_sharing(elsewhere)))

    def beginning() -> None:
        stopping.start()
        # Long enough for a stop that waits for nothing. One that waits is never done here, however slow the machine.
        stopping.join(0.4)

    reply = Carer(app, token, beginning).ask(cast.plan)
    stopping.join(LONGEST)
    assert GOAL in reply.body and ended and reply.began < ended[0]


def race(app, elsewhere, cast, token, patience: int) -> tuple[int, int]:
    """Twenty ask without a pause; it is stopped when one has read the plan `patience` times. How many replies began before and after."""
    everybody, enough = Barrier(ASKING, timeout=LONGEST), Event()
    unknown = Carer(app, token).ask(cast.nobodys_plan)

    def keep_asking(number: int) -> list:
        carer = Carer(app, token)
        heard = [carer.ask(cast.plan)]
        everybody.wait()
        while heard[-1].status == 200:
            heard.append(carer.ask(cast.plan))
            if number == 0 and len(heard) > patience:
                enough.set()
        enough.set()
        return [*heard, carer.ask(HOME)]

    with all_at(ASKING, keep_asking) as asked:
        enough.wait(LONGEST)
        stopped_at = stop_sharing(elsewhere)
    replies = [reply for one in asked for reply in one]
    late = [reply for reply in replies if reply.began > stopped_at]
    assert not [reply for reply in late if GOAL in reply.body or NAME in reply.body], "shown after the commit"
    assert {reply.said for reply in replies if reply.status != 200} == {unknown.said}
    return len(replies) - len(late), len(late)


def test_twenty_who_never_pause_see_nothing_after_the_commit(app, elsewhere, cast, token):
    before, after = race(app, elsewhere, cast, token, patience=3)
    assert before > ASKING and after >= ASKING


@pytest.mark.soak
def test_in_forty_races_nothing_is_seen_after_the_commit(app, elsewhere, cast, token):
    counted, chance = [], random.Random(SEED)
    for _round in range(RACES):
        counted.append(race(app, elsewhere, cast, token, patience=chance.randint(1, 8)))
        share_again(elsewhere)
    before, after = (sum(column) for column in zip(*counted, strict=True))
    print(
        f"\nseed {SEED}, {elsewhere.engine.dialect.name}: 100 stops while {ASKING} asked: {before} replies began before, {after} after; 0 showed anything after"
    )
