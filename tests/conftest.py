"""Real databases for every test: a template of each is made once, then copied. Settings, app and a browser-like client on top."""

import gc
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.again import Apps, Databases, copied
from tests.browsing import Browsing
from tests.emptied import EmptiedDatabase, EmptiedFile
from tests.people_cast import a_practice
from tests.postgres import PrivatePostgres
from webapp.app import import_models
from webapp.base import logs
from webapp.base.clock import shift_pathway
from webapp.base.heap import settle
from webapp.base.sealing import KeyRing, open_ring
from webapp.database.migrate import upgrade
from webapp.database.session import Database
from webapp.jobs import before_each
from webapp.settings import Settings


def pytest_collection_finish():
    """Thousands of tests and every module stay until the end: looking through them for rubbish again and again cost a tenth of the time."""
    settle()
    gc.set_threshold(50_000, 20, 50)


# Before anything is logged, as where it is served: a logger keeps the settings of its first line.
logs.install()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    import_models()
    path = tmp_path_factory.mktemp("template") / "template.db"
    made = Database(f"sqlite:///{path}")
    upgrade(made)
    with made.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    return path


@pytest.fixture(scope="session")
def postgres_server():
    import_models()
    with PrivatePostgres() as server:
        admin = sa.create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
        server.admin = admin
        with admin.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE template_words")
        made = Database(server.url("template_words"))
        upgrade(made)
        made.close()
        yield server
        admin.dispose()


@pytest.fixture(scope="session")
def postgres_database(postgres_server, databases) -> EmptiedDatabase:
    return EmptiedDatabase(postgres_server, "template_words", databases)


@pytest.fixture(scope="session")
def key_file(tmp_path_factory) -> Path:
    """One ring for all tests: a world that outlives one test must still open after another test made its app."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    KeyRing.fresh().save(path)
    return path


@pytest.fixture(autouse=True)
def begins_alone(key_file):
    """What a process keeps is as at its start: the keys, the true time (the demo moves the pathway's), the hooks of its jobs."""
    open_ring(key_file)
    shift_pathway(timedelta())
    before_each.clear()


@pytest.fixture(scope="session")
def databases() -> Databases:
    return Databases()


@pytest.fixture(scope="session")
def apps() -> Apps:
    return Apps()


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory, sqlite_template, databases) -> EmptiedFile:
    return EmptiedFile(sqlite_template, tmp_path_factory.mktemp("database") / "words.db", databases)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request, tmp_path) -> str:
    # The command line's tests take the database itself apart (backup, restore, upgrade) and open it from other processes.
    is_taken_apart = "frame" in request.path.parts
    if request.param == "postgres":
        return request.getfixturevalue("postgres_database").url(anew=is_taken_apart)
    if is_taken_apart:
        return f"sqlite:///{copied(request.getfixturevalue('sqlite_template'), tmp_path / 'words.db')}"
    return request.getfixturevalue("sqlite_database").url()


@pytest.fixture
def database(database_url, databases):
    yield databases.at(database_url)
    databases.leave(database_url)


@pytest.fixture(scope="session")
def settings_alike(tmp_path_factory) -> Settings:
    """What every test's settings have in common, read and checked once."""
    return Settings(
        instance=tmp_path_factory.mktemp("instance"),
        DATABASE_URL="sqlite://",
        base_url="http://localhost",
        test_numbers=True,
        rate_limits=False,
        sms="pretend",
        email="pretend",
        _env_file=None,
    )


@pytest.fixture
def settings(tmp_path, database_url, key_file, settings_alike) -> Settings:
    folder = tmp_path / "instance"
    folder.mkdir(exist_ok=True)
    shutil.copy(key_file, folder / "keys.json")
    return settings_alike.model_copy(update={"instance": folder, "database_url": database_url.replace("postgresql+psycopg", "postgresql")})


@pytest.fixture
def keys(settings):
    return open_ring(settings.key_file)


@pytest.fixture
def session(database, keys):
    """A writing session; commit it before a client looks."""
    with database.writing_session() as opened:
        yield opened


@pytest.fixture
def practice(session):
    """Already there for whoever comes by browser."""
    made = a_practice(session)
    session.commit()
    return made


@pytest.fixture
def app(settings, database, apps):
    return apps.over(settings, database)


@pytest.fixture
def browse(app):
    """`browse()` is somebody with a fresh browser: posts carry what a real browser sends."""
    return lambda: Browsing(app)
