"""Databases used again and again: emptied where they have rows, and made anew when a test changed their tables or holds them still."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from tests.again import Databases, copied
from tests.postgres import PrivatePostgres


class Tables:
    """Every table that tests fill."""

    def __init__(self, names: Iterable[str]):
        self.names = [name for name in names if name != "alembic_version"]
        self.which_have_rows = "SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in self.names)

    def deletes(self, filled: Sequence) -> list[str]:
        """`filled` is what `which_have_rows` found."""
        return [f'DELETE FROM "{name}"' for name, has_rows in zip(self.names, filled, strict=True) if has_rows]


class EmptiedFile:
    """One SQLite file used again and again: emptied between tests, made anew when a test changed its tables or holds it still.

    Every connection to a new file has to read all its tables first, which costs more than most tests; so does the copy.
    """

    def __init__(self, template: Path, path: Path, databases: Databases):
        self.template, self.path, self.databases = template, path, databases
        self.address, self.connection = f"sqlite:///{path}", None
        databases.stay.add(self.address)

    def url(self) -> str:
        """The address of a file with every table and no row."""
        if self.connection is None or not self.emptied():
            self.make()
        return self.address

    def emptied(self) -> bool:
        if not self.path.exists() or self.shape() != self.made_as:
            return False
        try:
            # Who reads still would go on seeing the rows, and nobody may write meanwhile.
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        for delete in self.tables.deletes(self.connection.execute(self.tables.which_have_rows).fetchone()):
            self.connection.execute(delete)
        # Some test says that it is of another version.
        self.connection.execute("UPDATE alembic_version SET version_num = ? WHERE version_num <> ?", (self.version, self.version))
        self.connection.execute("COMMIT")
        return True

    def shape(self) -> tuple[int, int]:
        return self.connection.execute("PRAGMA schema_version").fetchone()[0], self.path.stat().st_ino

    def make(self) -> None:
        self.databases.let_go(self.address)
        if self.connection is not None:
            self.connection.close()
        self.connection = sqlite3.connect(copied(self.template, self.path), isolation_level=None, timeout=0)
        self.connection.execute("PRAGMA synchronous=OFF")
        self.made_as = self.shape()
        names = self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.tables = Tables(name for (name,) in names)
        (self.version,) = self.connection.execute("SELECT version_num FROM alembic_version").fetchone()


class EmptiedDatabase:
    """One database used again and again: emptied between tests, made anew when a test changed its tables.

    A database for each test copies a thousand files each time, which costs more than most tests; and who empties it stays connected, for a
    new connection has to look up every table first.
    """

    # Two sums of the names, ids and numbers of columns: nobody carries six hundred rows over only to compare them.
    LIKE = """SELECT count(*), sum(hashtextextended(concat_ws(' ', relname, oid, relnatts), 0)) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"""
    # Who waits for their next question holds nothing.
    BUSY = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"

    def __init__(self, server: PrivatePostgres, template: str, databases: Databases):
        self.server, self.template, self.databases = server, template, databases
        self.connection, self.address = None, None

    def url(self, *, anew: bool = False) -> str:
        """The address of a database with every table and no row."""
        if anew or self.connection is None or not self.emptied():
            self.make()
        return self.address

    def emptied(self) -> bool:
        self.ask(self.BUSY)
        if self.shape() != self.made_as:
            return False
        (filled,) = self.ask(self.tables.which_have_rows)
        # Some test says that it is of another version.
        self.connection.exec_driver_sql("; ".join([*self.tables.deletes(filled), f"UPDATE alembic_version SET version_num = '{self.version}'"]))
        return True

    def ask(self, sql: str) -> list[tuple]:
        """A question that is asked before each test is planned once."""
        return self.connection.connection.driver_connection.execute(sql, prepare=True).fetchall()

    def shape(self) -> list[tuple]:
        return self.ask(self.LIKE)

    def make(self) -> None:
        self.leave()
        name = f"words_{uuid4().hex}"
        with self.server.admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {self.template} STRATEGY FILE_COPY")
        self.address = self.server.url(name)
        self.databases.stay.add(self.address)
        self.connection = sa.create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool).connect()
        self.connection.exec_driver_sql("SET session_replication_role = replica")
        self.made_as = self.shape()
        self.tables = Tables(self.connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars())
        self.version = self.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()

    def leave(self) -> None:
        """No test comes back to the one before: a server lets only so many in."""
        if self.connection is not None:
            self.connection.close()
            self.databases.stay.remove(self.address)
            self.databases.let_go(self.address)
