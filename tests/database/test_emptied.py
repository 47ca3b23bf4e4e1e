"""The tests' SQLite file: between two tests every row goes, and whatever a test did to its tables or still holds is left behind with its file."""

import sqlite3

import pytest
import sqlalchemy as sa

from tests.again import Databases
from tests.emptied import EmptiedDatabase, EmptiedFile

VERSION = "SELECT version_num FROM alembic_version"


@pytest.fixture
def file(sqlite_template, tmp_path) -> EmptiedFile:
    return EmptiedFile(sqlite_template, tmp_path / "words.db", Databases())


def rows_of(url: str, table: str = "practice") -> int:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def one_more(url: str):
    """A practice, by somebody who goes on writing: the connection is still open."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    names = [row[1] for row in connection.execute("PRAGMA table_info(practice)")]
    connection.execute(f"INSERT INTO practice VALUES ({', '.join('?' * len(names))})", names)
    return connection


def test_every_row_goes_and_the_file_stays(file):
    url = file.url()
    number, version = file.path.stat().st_ino, file.connection.execute(VERSION).fetchall()
    one_more(url).execute("UPDATE alembic_version SET version_num = 'another'")
    assert rows_of(url) == 1
    assert rows_of(file.url()) == 0 and file.path.stat().st_ino == number
    assert file.connection.execute(VERSION).fetchall() == version


@pytest.mark.parametrize("done", ["BEGIN IMMEDIATE", "ALTER TABLE practice ADD COLUMN more TEXT", "CREATE TABLE more (id INTEGER)"])
def test_what_is_held_or_has_other_tables_is_made_anew(file, done):
    writer = one_more(file.url())
    number = file.path.stat().st_ino
    writer.execute(done)
    assert rows_of(file.url()) == 0 and file.path.stat().st_ino != number
    assert file.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more' OR sql LIKE '% more %'").fetchone() == (0,)


def test_whoever_is_not_come_back_to_leaves_the_server(postgres_server):
    databases = Databases()
    emptied = EmptiedDatabase(postgres_server, "template_words", databases)
    left = []
    for is_heard in (False, True, False):
        database = databases.at(emptied.url(anew=True))
        assert all(one.engine.pool.checkedin() == 0 for one in left), "another database came in its place"
        if is_heard:
            sa.event.listen(database.engine, "before_cursor_execute", lambda *_told: None)
        with database.engine.connect(), database.engine.connect():
            assert database.engine.pool.checkedout() == 2
        databases.leave(emptied.address)
        # Connections that have learnt the tables stay for the next test.
        assert database.engine.pool.checkedin() == (0 if is_heard else 2)
        left.append(database)
    emptied.leave()
    assert emptied.connection.closed and left[-1].engine.pool.checkedin() == 0
