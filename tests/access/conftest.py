"""One world a module, on each database: it is asked thousands of questions and must not be changed by those it refuses."""

import shutil
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests.access.cast import World, a_world
from tests.templates import compiled
from webapp.app import create_app
from webapp.base.sealing import open_ring
from webapp.database.session import Database
from webapp.settings import Settings

WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world_url(request, tmp_path_factory) -> str:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("world") / "words.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    server, name = request.getfixturevalue("postgres_server"), f"world_{uuid4().hex}"
    with server.admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template_words STRATEGY FILE_COPY")
    return server.url(name)


@pytest.fixture(scope="module")
def world(world_url, tmp_path_factory, key_file) -> World:
    folder = tmp_path_factory.mktemp("instance")
    shutil.copy(key_file, folder / "keys.json")
    open_ring(folder / "keys.json")
    database = Database(world_url)
    if database.is_sqlite:
        sa.event.listen(database.engine, "connect", without_waiting_for_the_disk)
    plain, demo = (create_app(settings_for(folder, world_url, demo=on), database) for on in (False, True))
    for app in (plain, demo):
        # What the even time of a door hides is held in tests/doors; here hundreds of replies would only be waited for.
        app.testing, app.config["EVEN_SECONDS"], app.jinja_env.bytecode_cache = True, 0, compiled
    made = a_world(plain, demo, database)
    listen(made)
    yield made
    database.close()


def without_waiting_for_the_disk(connection, _record) -> None:
    """No test here asks what survives a crash."""
    connection.execute("PRAGMA synchronous=OFF")


def settings_for(folder, url: str, **more) -> Settings:
    url = url.replace("postgresql+psycopg", "postgresql")
    given = {"base_url": "http://localhost", "test_numbers": True, "rate_limits": False, "sms": "pretend"} | more
    return Settings(instance=folder, DATABASE_URL=url, _env_file=None, **given)


def listen(world: World) -> None:
    @sa.event.listens_for(world.database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, _parameters, _context, _many):
        is_keeping_awake = statement.startswith("UPDATE sign_in SET seen_at")
        if statement.lstrip().upper().startswith(WRITING) and not is_keeping_awake:
            world.writes.append(statement)
