"""Many people save at once on plans they share: nothing of anybody's is lost, nobody is shown a fault, and how long they wait beside one writer alone.

On every plan the person and four of the surgery write in the same box at the same moment. Whoever is told of a clash presses "Keep both".
"""

import http.client
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from math import ceil
from threading import Barrier
from time import perf_counter
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session, select

from tests import people_cast
from tests.bench.measure import Measured
from tests.bench.pages import Served
from tests.bench.place import Place
from tests.bench.saves import on_postgres
from tests.people_cast import a_cycle, a_person, a_practice, a_staff_member
from webapp.accounts.changes import start_sign_in
from webapp.accounts.models import Account, Tier
from webapp.database.session import Database
from webapp.pathway.models import Stage
from webapp.plans.changes import open_plan
from webapp.plans.queries import whole_plan
from webapp.practices.models import StaffMember
from webapp.versions.history import history

PLANS, EACH, ALONE = 40, 5, 60
BOX = "early_do-plan"
# (method, path, cookie, form) -> status and page.
Ask = Callable[[str, str, str, dict[str, str] | None], tuple[int, str]]


@dataclass(frozen=True)
class Writer:
    """Somebody signed in, on the form of a plan they share. `text` is what they write, like nobody else's."""

    person_id: UUID
    address: str
    cookie: str
    text: str


@dataclass
class Saved:
    """Milliseconds of each press, the statuses that came back, and how often they were told of a clash."""

    took: list[float]
    statuses: list[int]


def together(place: Place) -> Iterator[Measured]:
    yield from together_on(place, place.database, "SQLite", 18441)
    with on_postgres("together") as database:
        yield from together_on(place, database, "PostgreSQL", 18442)


def together_on(place: Place, database: Database, name: str, port: int) -> Iterator[Measured]:
    writers, [alone, *_others] = writers_on(database, PLANS, EACH, f"T{name[0]}"), writers_on(database, 1, 1, f"A{name[0]}")
    with served(place, database, port) as ask:
        one = [save(alone_with(alone, number), ask) for number in range(ALONE)]
        found = all_at_once(writers, ask)
    shown = [status for saved in found for status in saved.statuses if status not in (303, 409)]
    who = f"{name}: {PLANS * EACH} people saving at once on {PLANS} plans"
    yield Measured(f"{who}: lost updates", len(lost(database, writers)), 0, "")
    yield Measured(f"{who}: errors shown", len(shown), 0, "")
    many, single = p95([took for saved in found for took in saved.took]), p95([took for saved in one for took in saved.took])
    told = sum(saved.statuses.count(409) for saved in found)
    # In a queue of single saves the last of 200 would wait 200 times as long as one alone.
    yield Measured(f"{who}: p95 beside one writer's", many / single, PLANS * EACH, why=f"{many:.0f} ms beside {single:.0f} ms; {told} clashes, both kept")


def alone_with(writer: Writer, number: int) -> Writer:
    return Writer(writer.person_id, writer.address, writer.cookie, f"{writer.text} {number}")


def p95(took: list[float]) -> float:
    return sorted(took)[ceil(len(took) * 0.95) - 1]


def writers_on(database: Database, plans: int, each: int, code: str) -> list[Writer]:
    """For each plan the person and, of the surgery, so many others as make `each`."""
    # Away from the numbers of the demo's people.
    people_cast.numbers = count(5000 if plans > 1 else 9000)
    with database.writing() as session:
        practice, found = a_practice(session, code=code), []
        for number in range(plans):
            person = a_person(session, practice)
            a_cycle(session, person, practice, stage=Stage.CONVERSATION)
            open_plan(session, person_id=person.id)
            place = f"/people/{person.id}/"
            found.append(Writer(person.id, f"{place}plan/parts/when-things-change", cookie_of(session, None, person.id), f"{code} {number} person."))
            for other in range(1, each):
                staff = a_staff_member(session, practice)
                address = f"{place}conversation/parts/when-things-change"
                found.append(Writer(person.id, address, cookie_of(session, staff, None), f"{code} {number} nurse {other}."))
        return found


def cookie_of(session: Session, staff: StaffMember | None, person_id: UUID | None) -> str:
    account = session.exec(select(Account).where(Account.staff_id == staff.id if staff else Account.person_id == person_id)).one()
    tier, practice_id = (Tier.STAFF, staff.practice_id) if staff else (Tier.OWN, None)
    return f"in={start_sign_in(session, account=account, tier=tier, practice_id=practice_id)}"


@contextmanager
def served(place: Place, database: Database, port: int) -> Iterator[Ask]:
    """The app as it is served, over this database."""
    server = Served("app", port, place, DATABASE_URL=database.url.render_as_string(hide_password=False))

    def ask(method: str, path: str, cookie: str, form: dict[str, str] | None) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, body=urlencode(form) if form else None, headers=headers)
        reply = line.getresponse()
        page = reply.read().decode()
        line.close()
        return reply.status, page

    try:
        yield ask
    finally:
        server.stop()


def all_at_once(writers: list[Writer], ask: Ask) -> list[Saved]:
    start = Barrier(len(writers))
    with ThreadPoolExecutor(len(writers)) as pool:
        return list(pool.map(lambda writer: save(writer, ask, start), writers))


def save(writer: Writer, ask: Ask, start: Barrier | None = None) -> Saved:
    """Open the form, wait for everybody, press Save; told of a clash, press "Keep both"."""
    status, page = ask("GET", writer.address, writer.cookie, None)
    saved = Saved([], [] if status == 200 else [status])
    form = {BOX: writer.text} | dict(re.findall(rf'name="(seen-{BOX})" value="([^"]*)"', page))
    if start:
        start.wait(300)
    for more in ({"press": "save"}, {"keep": f"both:{BOX}"}):
        began = perf_counter()
        status, page = ask("POST", writer.address, writer.cookie, form | more)
        saved.took.append((perf_counter() - began) * 1000)
        saved.statuses.append(status)
        if status != 409:
            break
    return saved


def lost(database: Database, writers: list[Writer]) -> list[str]:
    """Texts that stand in their plan no more: everybody kept both, so every one of them must."""
    found = []
    with database.reading() as session:
        plans = {person_id: (standing(session, person_id), ever(session, person_id)) for person_id in {writer.person_id for writer in writers}}
    for writer in writers:
        found += [] if all(writer.text in texts for texts in plans[writer.person_id]) else [writer.text]
    return found


def standing(session: Session, person_id: UUID) -> str:
    whole = whole_plan(session, person_id)
    return whole.own.says("early_do") if whole else ""


def ever(session: Session, person_id: UUID) -> str:
    return "\n".join(change.words or "" for entry in history(session, person_id) or [] for change in entry.changes)
