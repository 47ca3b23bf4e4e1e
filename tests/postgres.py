"""A private PostgreSQL for the tests: a unix socket in a temporary folder, no TCP port, gone afterwards. Runs as the postgres user when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import sqlalchemy as sa

PLACES = ["/usr/local/bin", *sorted((str(p) for p in Path("/usr/lib/postgresql").glob("*/bin")), reverse=True), "/usr/bin"]

# A fixture that did not commit holds its rows, and a client that wants them would wait for ever in the same thread: it is an error instead.
LIMITS = "-c lock_timeout=30s -c statement_timeout=120s"
# Seconds for the server itself to be made, to start and to stop, however busy the machine.
LONGEST = 300


def program(name: str) -> str:
    for place in PLACES:
        if (Path(place) / name).exists():
            return str((Path(place) / name).resolve())
    raise RuntimeError(f"{name} was not found: apt-get install postgresql")


class PrivatePostgres:
    """`with PrivatePostgres() as server: server.url("name")`."""

    def __enter__(self) -> "PrivatePostgres":
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self.become = None
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.become = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self.run(program("initdb"), "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=120 {LIMITS}"
        self.run(program("pg_ctl"), "-D", self.folder / "data", "-w", "-o", options, "-l", self.folder / "log", "start")
        return self

    def run(self, *command) -> None:
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, timeout=LONGEST, cwd=self.folder, env=env, **(self.become or {}))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def __exit__(self, *_problem) -> None:
        self.run(program("pg_ctl"), "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


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

    def __init__(self, server: PrivatePostgres, template: str):
        self.server, self.template = server, template
        self.count, self.connection = 0, None

    def url(self, *, anew: bool = False) -> str:
        """The address of a database with every table and no row."""
        if anew or self.connection is None or not self.emptied():
            self.make()
        return self.server.url(self.name)

    def emptied(self) -> bool:
        self.ask(self.BUSY)
        if self.shape() != self.made_as:
            return False
        (filled,) = self.ask(self.which_have_rows)
        emptied = [f'DELETE FROM "{table}"' for table, has_rows in zip(self.tables, filled, strict=True) if has_rows]
        # Some test says that it is of another version.
        self.connection.exec_driver_sql("; ".join([*emptied, f"UPDATE alembic_version SET version_num = '{self.version}'"]))
        return True

    def ask(self, sql: str) -> list[tuple]:
        """A question that is asked before each test is planned once."""
        return self.connection.connection.driver_connection.execute(sql, prepare=True).fetchall()

    def shape(self) -> list[tuple]:
        return self.ask(self.LIKE)

    def make(self) -> None:
        self.count += 1
        self.name = f"words_{self.count}"
        with self.server.admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {self.name} TEMPLATE {self.template} STRATEGY FILE_COPY")
        if self.connection is not None:
            self.connection.close()
        engine = sa.create_engine(self.server.url(self.name), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.connection = engine.connect()
        self.connection.exec_driver_sql("SET session_replication_role = replica")
        self.made_as = self.shape()
        tables = self.connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
        self.tables = [table for table in tables if table != "alembic_version"]
        self.which_have_rows = "SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in self.tables)
        self.version = self.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
