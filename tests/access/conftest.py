"""One world on each database, put back as it was made after each test: it is asked thousands of questions, and making a person costs as much as ten."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.access.cast import World, a_world
from tests.again import Apps, copied
from tests.people_cast import a_person, sign_in
from tests.templates import compiled
from webapp.app import App, create_app
from webapp.base.clock import shift_pathway, today
from webapp.base.sealing import open_ring
from webapp.settings import Settings

WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")


@pytest.fixture(scope="session")
def world_place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("world") / "words.db"


@pytest.fixture(scope="session")
def worlds() -> Iterator[dict[str, World]]:
    made: dict[str, World] = {}
    yield made
    for world in made.values():
        world.copy.close()


@pytest.fixture(scope="session")
def worlds_apps() -> Apps:
    """Apart from those of the other tests: a world outlives each of them, and its apps must go on speaking to its database."""
    return Apps()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world_url(request, world_place, worlds) -> str:
    known = worlds.get(request.param)
    if known and known.made_on == today():
        return str(known.database.engine.url)
    if known:
        worlds.pop(request.param).copy.close()
    if request.param == "sqlite":
        return f"sqlite:///{copied(request.getfixturevalue('sqlite_template'), world_place)}"
    server = request.getfixturevalue("postgres_server")
    with server.admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS world WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE world TEMPLATE template_words STRATEGY FILE_COPY")
    return server.url("world")


@pytest.fixture(scope="module")
def world(world_url, worlds, worlds_apps, tmp_path_factory, key_file, databases) -> Iterator[World]:
    # It is made before `begins_alone` is asked: a journey before it in this process may have moved the clock.
    shift_pathway(timedelta())
    folder = tmp_path_factory.mktemp("instance")
    shutil.copy(key_file, folder / "keys.json")
    open_ring(folder / "keys.json")
    database = databases.at(world_url)
    if database.is_sqlite and not sa.event.contains(database.engine, "connect", without_waiting_for_the_disk):
        sa.event.listen(database.engine, "connect", without_waiting_for_the_disk)
    plain, demo = (worlds_apps.over(settings_for(folder, world_url, demo=on), database) for on in (False, True))
    which = "sqlite" if database.is_sqlite else "postgres"
    if which not in worlds:
        worlds[which] = a_world(plain, demo, database)
    made = worlds[which]
    made.database = database
    made.served_by(plain, demo)
    made.put_back()
    heard = listen(made)
    yield made
    # Looks that were noted only are written when the database is left.
    databases.leave(world_url)
    made.put_back()
    sa.event.remove(database.engine, "before_cursor_execute", heard)
    assert not made.copy.unlike(), "something was written that nobody heard of"


@pytest.fixture(autouse=True)
def put_back(request):
    yield
    if "world" in request.fixturenames:
        request.getfixturevalue("world").put_back()


@pytest.fixture
def beside(world, tmp_path, key_file):
    """Another app on the world's database and keys, with settings of its own."""
    shutil.copy(key_file, tmp_path / "keys.json")
    return lambda **more: app_under_test(settings_for(tmp_path, str(world.database.engine.url), **more), world.database)


def app_under_test(settings: Settings, database) -> App:
    """Every look is in the log when its reply is here: one that came later would be found in another test."""
    app = create_app(settings, database)
    # What the even time of a door hides is held in tests/doors; here hundreds of replies would only be waited for.
    app.testing, app.config["EVEN_SECONDS"], app.jinja_env.bytecode_cache = True, 0, compiled
    return app


def without_waiting_for_the_disk(connection, _record) -> None:
    """No test here asks what survives a crash."""
    connection.execute("PRAGMA synchronous=OFF")


def settings_for(folder, url: str, **more) -> Settings:
    url = url.replace("postgresql+psycopg", "postgresql")
    given = {"base_url": "http://localhost", "test_numbers": True, "rate_limits": False, "sms": "pretend"} | more
    return Settings(instance=folder, DATABASE_URL=url, _env_file=None, **given)


def listen(world: World) -> Callable:
    def note(_connection, _cursor, statement, _parameters, _context, _many):
        is_keeping_awake = statement.startswith("UPDATE sign_in SET seen_at")
        if statement.lstrip().upper().startswith(WRITING) and not is_keeping_awake:
            world.wrote(statement)

    sa.event.listen(world.database.engine, "before_cursor_execute", note)
    return note


@pytest.fixture
def sam(session, practice):
    made = a_person(session, practice)
    session.commit()
    return made


@pytest.fixture
def own(session, browse, sam):
    return sign_in(browse(), session, sam)
