"""What takes long to make and is the same for every test: an engine with the statements it has compiled, an app with its routes."""

import shutil
from pathlib import Path

from tests.templates import compiled
from webapp.app import App, create_app
from webapp.base.sealing import open_ring
from webapp.channels.choice import carried
from webapp.database.session import Database
from webapp.people import ways
from webapp.settings import Settings
from webapp.web.kept import Shelf
from webapp.web.limits import limiter

OF_ONE_TEST = {"instance", "database_url"}
# Where the other ends stand: each test's has a port of its own, and an app asks for it only when it speaks to it.
OTHER_ENDS = {"notify_base_url", "push_service_for_tests", "smtp_port"}


def copied(template: Path, path: Path) -> Path:
    """A fresh copy, and nothing of the last one beside it."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    return shutil.copy(template, path)


class Databases:
    """One engine for each address. What a test hung on it goes with it: the next test gets one of its own."""

    HEARD = ("before_cursor_execute", "after_cursor_execute")

    def __init__(self) -> None:
        self.made: dict[str, tuple[Database, list[int]]] = {}
        # Whose rows alone go after each test: where the next test works again.
        self.stay: set[str] = set()

    def at(self, url: str) -> Database:
        database, listeners = self.made.get(url) or (Database(url), None)
        if listeners is None:
            self.made[url] = database, self.listeners(database)
        return database

    def leave(self, url: str) -> None:
        """What was compiled is kept, and where the next test works again, connections that have learnt the tables. A server lets only so many in."""
        database, listeners = self.made[url]
        is_heard = self.listeners(database) != listeners
        if is_heard or url not in self.stay:
            database.close()
        else:
            database.settle()
        if is_heard:
            del self.made[url]

    def let_go(self, url: str) -> None:
        """Another file, or another database, comes in its place."""
        if url in self.made:
            self.made[url][0].close()

    def listeners(self, database: Database) -> list[int]:
        engines = database.engine, database._writer
        return [len(list(getattr(engine.dispatch, name))) for engine in engines for name in self.HEARD]


class Apps:
    """One app for all tests with the same settings, put back as it was made before each: a thousand routes are not bound anew.

    `hurried`: without the even time of the doors, except where a test asks for it; hundreds of replies would only be waited for.
    """

    def __init__(self, hurried: bool = True) -> None:
        self.hurried = hurried
        self.made: dict[str, tuple[App, dict, object]] = {}

    def over(self, settings: Settings, database: Database) -> App:
        alike = settings.model_dump_json(exclude=OF_ONE_TEST | OTHER_ENDS)
        # The limiter serves one app, the one made last: another test's may have switched it on.
        if alike not in self.made or limiter.enabled or settings.rate_limits:
            app = create_app(settings, database)
            app.testing, app.jinja_env.bytecode_cache = self.hurried, compiled
            self.made[alike] = app, dict(app.config), app.wsgi_app
        app, config, door = self.made[alike]
        # What a process keeps may be another test's.
        open_ring(settings.key_file)
        ways.use(carried(settings))
        app.config.clear()
        app.config.update(config, SETTINGS=settings, **({"EVEN_SECONDS": 0} if self.hurried else {}))
        app.extensions.update(database=database, kept=Shelf())
        app.wsgi_app = door
        return app
