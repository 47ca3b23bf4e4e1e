"""A real browser, the real app over a real file database, the real worker's drain, and texts read from the pretend phone."""

import shutil
import sys
import threading
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from e2e.network import Network
from e2e.plants import plant
from e2e.screens.own_browser import OwnBrowser
from e2e.witness import Witness
from tests.again import Apps, Databases
from tests.conftest import databases, sqlite_template  # noqa: F401
from webapp.base.clock import LONDON, shift_pathway
from webapp.demo.clock import jump, set_wall
from webapp.demo.seed import seed
from webapp.demo.settling import settle
from webapp.settings import Settings

# Any number will do: no browser here ever asks a real push service.
PUSH_KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# As long as any step of a journey may take on a busy machine; a page that is right is never waited for.
expect.set_options(timeout=15_000)


class Surgery:
    """The running demo over a folder: its address, its database, its clock."""

    def __init__(self, folder: Path, databases: Databases, apps: Apps, port: int = 0):  # noqa: F811
        push = {"push_key": PUSH_KEY, "push_contact": "it@example.org"}
        self.settings = Settings(instance=folder, demo=True, sms="pretend", base_url="http://localhost", rate_limits=False, **push, _env_file=None)
        self.databases, self.database = databases, databases.at(self.settings.database)
        # The address stands in the texts, so the port is taken before the app is made.
        self.server = make_server("127.0.0.1", port, lambda *_: [], threaded=True)
        self.url = self.settings.base_url = f"http://localhost:{self.server.port}"
        self.app = apps.over(self.settings, self.database)
        self.witness = Witness(self.app)
        self.server.app = self.network = Network(self.witness)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def later(self, days: int) -> None:
        """So many days on, at ten in the morning; whatever is due is done."""
        with self.database.writing() as session:
            jump(session, days=days)
        settle(self.database, self.settings)

    def at(self, day, hour: int, minute: int = 0) -> None:
        with self.database.writing() as session:
            set_wall(session, datetime.combine(day, time(hour, minute), tzinfo=LONDON))

    def send_texts(self) -> None:
        """What the worker does within seconds."""
        settle(self.database, self.settings)

    def out_of_reach(self) -> None:
        """Nobody answers any more, whatever a phone asks for."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def leave(self) -> None:
        self.databases.leave(self.settings.database)


@pytest.fixture(scope="session")
def journeys_apps() -> Apps:
    return Apps(hurried=False)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, sqlite_template, databases, journeys_apps) -> tuple[Path, int]:  # noqa: F811
    """One seeded folder a worker, copied for each test, and its port: the texts already sent hold their address."""
    folder = tmp_path_factory.mktemp("seeded")
    shutil.copy(sqlite_template, folder / "in-my-words.db")
    running = Surgery(folder, databases, journeys_apps)
    seed(running.database, running.settings)
    with running.database.writing() as session:
        plant(session)
    running.out_of_reach()
    running.leave()
    return folder, running.server.port


@pytest.fixture
def surgery(seeded, databases, journeys_apps, capsys):  # noqa: F811
    """Whatever the journey was about: at its end nobody has met a word they may not see."""
    folder, port = seeded
    # A journey before this one may have moved this thread's clock.
    shift_pathway(timedelta())
    # Always in the same place: the statements that were compiled for it stay.
    instance = folder.parent / "instance"
    shutil.rmtree(instance, ignore_errors=True)
    running = Surgery(shutil.copytree(folder, instance), databases, journeys_apps, port)
    yield running
    running.out_of_reach()
    logged = capsys.readouterr()
    sys.stderr.write(logged.err)
    leaks = running.witness.leaks(running.database, logged.out + logged.err)
    running.leave()
    assert leaks == []


def pytest_generate_tests(metafunc):
    """A journey marked `offline` is walked in Firefox as well: in `make soak`, or, marked `firefox`, always."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "offline" in marks and "engine" in metafunc.fixturenames:
        firefox = pytest.param("firefox", marks=() if "firefox" in marks else pytest.mark.soak)
        metafunc.parametrize("engine", ["chromium", firefox], indirect=True)


@pytest.fixture(scope="session")
def firefox(browsers):
    browser = browsers.firefox.launch(channel="moz-firefox", executable_path=shutil.which("firefox-esr"))
    yield browser
    browser.close()


@pytest.fixture
def engine(request):
    """The browser of a journey."""
    return request.getfixturevalue(getattr(request, "param", "chromium"))


@pytest.fixture
def somebody(engine, surgery):
    """`somebody(js=False)` opens a fresh browser on a phone; `desk=True` on a desk. What the browser complained about stands in `page.complaints`.

    `language` was chosen in this browser before; None: nothing was. A desk has no worker, which fetches a whole set of pages and files for
    when there is no signal: its journeys claim nothing of that (test_triage.py keeps it, so a desk is walked with one too).
    """
    contexts = []

    def opened(*, js: bool = True, desk: bool = False, language: str | None = "en", **choices) -> Page:
        choices.setdefault("service_workers", "block" if desk else "allow")
        contexts.append(engine.new_context(viewport=DESK if desk else PHONE, java_script_enabled=js, base_url=surgery.url, reduced_motion="reduce", **choices))
        if language:
            contexts[-1].add_cookies([{"name": "language", "value": language, "url": surgery.url}])
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.complaints, page.is_somebodys = [], True
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()


@pytest.fixture
def own(browsers, surgery, tmp_path):
    """A whole browser over a profile on the disk: to be killed, to be read."""
    browser = OwnBrowser(browsers, tmp_path / "profile", surgery.url)
    yield browser
    browser.close()
