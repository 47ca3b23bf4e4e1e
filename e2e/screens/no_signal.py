"""A phone where the network does as it is told, and the pack on it."""

import re
from contextlib import contextmanager, suppress

import sqlalchemy as sa
from playwright.sync_api import Error, Page, expect
from sqlmodel import select

from e2e.screens.history import pause, until, until_worker
from e2e.screens.phone import Pack, Phone
from webapp.people.models import Person
from webapp.preparation.models import Note
from webapp.preparation.models import Pack as Pack_
from webapp.receipts.models import Receipt

WAITING = "1 answer is still on this phone."
QUESTION = "Why am I so tired?"
BOX = "Anything you want to ask or tell us?"
PACK = re.compile("/people/.*/pack$")


def pack_of(page: Page, name: str = "Gwen Griffiths") -> Pack:
    phone = Phone(page)
    phone.be(name)
    pack = Pack(phone)
    pack.expect_ready()
    return pack


def answers(page: Page, what: str, says: dict[str, str] | None = None) -> list[str]:
    """Each post from here on: `off` never goes, a number is answered in the server's place, saying `says`. The keys they had."""
    asked = []

    def answer(route):
        if route.request.method != "POST" or "/pack" not in route.request.url:
            return route.fallback()
        asked.append(route.request.headers.get("outbox-key", ""))
        return route.abort() if what == "off" else route.fulfill(status=int(what), headers=says, body="")

    page.route(re.compile("/people/"), answer)
    return asked


def hold_back(page: Page) -> None:
    """No sending of a pack goes out of this browser, whoever is signed in; all else does. Over with `context.unroute_all()`."""
    # A file that a coming worker asks for just then would be held up for ever by the browser's driver, and with it this call.
    until_worker(page)
    page.context.route(re.compile("/pack$"), lambda route: route.abort() if route.request.method == "POST" else route.fallback())


@contextmanager
def on_its_way(page: Page):
    """Each sending of a pack stands on its way until this ends; then it goes. The list of them."""
    held = []
    page.route(PACK, lambda route: held.append(route) if route.request.method == "POST" else route.fallback())
    try:
        yield held
    finally:
        page.unroute(PACK)
        for route in held:
            # Nobody may wait for it any more.
            with suppress(Error):
                route.continue_()


def signal_again(page: Page) -> None:
    page.unroute(re.compile("/people/"))
    say_online(page)


def say_online(page: Page) -> None:
    """What waited may be sent at that very moment, and the page go on."""
    with suppress(Error):
        page.evaluate("() => dispatchEvent(new Event('online'))")


def kept_words(surgery, box: str = "ask", given: str = "Gwen") -> list[str]:
    """What the surgery has of this person's box, oldest first."""
    theirs = select(Note).join(Pack_, Pack_.id == Note.pack_id).join(Person, Person.id == Pack_.person_id).where(Note.box == box, Person.given_name == given)
    with surgery.database.reading() as session:
        return [note.words for note in session.exec(theirs.order_by(Note.saved_at))]


def write(surgery, statement) -> None:
    with surgery.database.writing() as session:
        session.execute(statement)


def receipts(surgery) -> int:
    with surgery.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Receipt))


def until_kept(page: Page, surgery, last: str) -> None:
    """Until these are the newest words the surgery has, or fifteen seconds have passed."""
    for _ in range(150):
        if kept_words(surgery)[-1:] == [last]:
            return
        pause(page, 100)


def expect_kept(page: Page, surgery, *words: str) -> None:
    """The surgery has exactly these, in this order, before long; and the phone says that nothing waits."""
    until_kept(page, surgery, words[-1])
    assert kept_words(surgery) == list(words)
    expect(page.get_by_text("still on this phone")).to_be_hidden(timeout=15_000)


# Runs `ask` on a store of the outbox's database.
ASKED = """([store, ask, wanted]) => new Promise((done) => {
  indexedDB.open('in-my-words').onsuccess = (opened) => {
    const db = opened.target.result;
    const found = db.transaction(store).objectStore(store);
    (ask ? found.get(ask) : found.count()).onsuccess = (event) => { db.close(); done(Boolean(event.target.result) === wanted); };
  };
})"""


def wait_until_kept(page: Page, store: str, ask: str = "", wanted: bool = True) -> None:
    """Until that store of the phone has something in it, or has what is named so; or not."""
    until(page, ASKED, [store, ask, wanted])


# Does `work` to every row of a store of the outbox's database.
DONE = """([store, work, by]) => new Promise((done) => {
  indexedDB.open('in-my-words').onsuccess = (opened) => {
    const db = opened.target.result, run = db.transaction(store, 'readwrite');
    run.oncomplete = () => { db.close(); done(); };
    run.objectStore(store).openCursor().onsuccess = ({target: {result: row}}) => {
      if (!row) return;
      if (work === 'forget') row.delete();
      else row.update({...row.value, at: row.value.at - by * 86400000});
      row.continue();
    };
  };
})"""


def aged(page: Page, days: int) -> None:
    """What waits on this phone was written so many days earlier."""
    page.evaluate(DONE, ["entries", "age", days])


def without_keys(page: Page) -> None:
    """Nothing sealed on this phone opens any more."""
    page.evaluate(DONE, ["keys", "forget", 0])
