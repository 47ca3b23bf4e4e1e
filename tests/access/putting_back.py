"""A world put back as it was made: what an act wrote is taken out again, table by table, and at the end every table is held against its copy."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import SQLModel

from webapp.base.clock import now
from webapp.database.session import Database

WRITTEN = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)


def tables_in(statement: str) -> set[str]:
    """What a statement writes. Nothing here is deleted along with anything else: no key of ours cascades."""
    return set(WRITTEN.findall(statement)) & set(SQLModel.metadata.tables)


class Copy:
    """Every table as it is now, beside the tables themselves; a connection of its own that no listener hears and no key holds up."""

    def __init__(self, database: Database):
        self.tables = sorted(SQLModel.metadata.tables)
        if database.is_sqlite:
            self.beside_sqlite(Path(database.url.database))
        else:
            self.beside_postgres(database.url)

    def beside_sqlite(self, path: Path) -> None:
        kept = path.with_name("kept.db")
        kept.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, cached_statements=1000)
        self.run, self.close = connection.execute, connection.close
        self.run(f"VACUUM INTO '{kept}'")
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "busy_timeout=20000"):
            self.run(f"PRAGMA {pragma}")
        self.run(f"ATTACH '{kept}' AS kept")
        self.here, self.zone = "main", ""

    def beside_postgres(self, url: sa.URL) -> None:
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        connection = engine.connect()
        self.run, self.close = connection.exec_driver_sql, connection.close
        self.run("SET session_replication_role = replica")
        self.run("SET client_min_messages = warning")
        copies = [f'CREATE TABLE kept."{table}" AS TABLE public."{table}"' for table in self.tables]
        self.run("; ".join(["CREATE SCHEMA kept", *copies]))
        self.here, self.zone = "public", "+00"

    def put_back(self, tables: Iterable[str]) -> None:
        """And every sign-in is seen now, as it would have been: staff who looked at nothing for a quarter of an hour are signed out."""
        statements = [statement for table in sorted(tables) for statement in self.put_back_one(table)]
        statements.append(f"UPDATE {self.here}.sign_in SET seen_at = '{now():%Y-%m-%d %H:%M:%S.%f}{self.zone}'")
        if self.here == "public":
            self.run("; ".join(["BEGIN", *statements, "COMMIT"]))
            return
        for statement in ["BEGIN IMMEDIATE", *statements, "COMMIT"]:
            self.run(statement)

    def put_back_one(self, table: str) -> list[str]:
        if self.here == "main":
            return [f'DELETE FROM main."{table}"', f'INSERT INTO main."{table}" SELECT * FROM kept."{table}"']
        # Only what differs: a row that is deleted and written again is a dead one to be stepped over until the next vacuum.
        missing = 'WHERE NOT EXISTS (SELECT 1 FROM {0}."{2}" there WHERE there::text = {1}::text)'
        return [
            f'DELETE FROM public."{table}" here {missing.format("kept", "here", table)}',
            f'INSERT INTO public."{table}" SELECT * FROM kept."{table}" here {missing.format("public", "here", table)}',
        ]

    def unlike(self) -> list[str]:
        """The tables that are not as they were copied. When a sign-in was last seen is no part of it."""
        return [table for table in self.tables if self.rows(self.here, table) != self.rows("kept", table)]

    def rows(self, schema: str, table: str) -> list[str]:
        names = [column.name for column in SQLModel.metadata.tables[table].columns if (table, column.name) != ("sign_in", "seen_at")]
        shown = ", ".join(f'"{name}"' for name in names)
        return sorted(repr(tuple(row)) for row in self.run(f'SELECT {shown} FROM {schema}."{table}"'))
