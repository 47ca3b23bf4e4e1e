"""One file that brings everything back: the database as it was at one moment, and the keys that open it.

A backup is a tar of `about.json`, `database` (SQLite's own file, or pg_dump's custom format) and, unless left out, `keys.json`.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from webapp.base.clock import now
from webapp.base.sealing import KeyRing
from webapp.database.session import Database

PARTS = ("about.json", "database", "keys.json")


class NotDone(Exception):
    """Why nothing was written, in words for whoever typed the command."""


def save(database: Database, key_file: Path, target: Path, *, keys: bool = True) -> None:
    """Write the backup under another name first, so that half a backup never carries the name. Raises NotDone."""
    if target.exists():
        raise NotDone(f"{target} is there already. Choose another name.")
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".backup-") as place:
        folder = Path(place)
        copy_out(database, folder / "database")
        about = {"made_at": now().isoformat(), "kind": kind_of(database), "keys": keys}
        (folder / "about.json").write_text(json.dumps(about))
        if keys:
            shutil.copy(key_file, folder / "keys.json")
        whole = folder / "whole.tar"
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            for name in PARTS if keys else PARTS[:2]:
                tar.add(folder / name, name)
        whole.rename(target)


def restore(database: Database, key_file: Path, source: Path, *, force: bool = False) -> None:
    """Put a backup's database and keys in place of what is here. Without `force` only where nothing is. Raises NotDone."""
    if holds_rows(database) and not force:
        raise NotDone("There is a database here already. Add --force to replace all of it.")
    with tempfile.TemporaryDirectory(prefix="restore-") as place:
        folder = Path(place)
        kind = unpack(source, folder)
        if kind != kind_of(database):
            raise NotDone(f"This backup is of {kind}, and DATABASE_URL means {kind_of(database)}.")
        # Last, and only when they are sure to go: a database that turns out to be damaged must not take the keys to the one here along.
        are_new = may_put_keys_back(folder / "keys.json", key_file, force=force)
        copy_in(database, folder / "database")
        if are_new:
            put_keys_back(folder / "keys.json", key_file)


def unpack(source: Path, folder: Path) -> str:
    """Its parts alone, and only where they are plain files: nothing else that may be in there is written anywhere. Of what kind it is."""
    keys = folder / "keys.json"
    try:
        # `extractall` has no filter in Debian 12's own Python, 3.11.2.
        with tarfile.open(source, "r:") as tar:
            for part in tar:
                if part.name in PARTS and part.isreg() and (there := tar.extractfile(part)):
                    with there, (folder / part.name).open("wb") as here:
                        shutil.copyfileobj(there, here)
        (folder / "database").stat()
        if keys.exists():
            KeyRing.load(keys)
        return str(json.loads((folder / "about.json").read_text())["kind"])
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as why:
        raise NotDone(f"{source} is not a backup made by this app, or it is damaged.") from why


def may_put_keys_back(kept: Path, key_file: Path, *, force: bool) -> bool:
    """Whether there are keys to put in place of those here. Changes nothing."""
    if not kept.exists():
        if not key_file.exists():
            raise NotDone(f"This backup has no keys in it. Put your copy at {key_file} first.")
        return False
    if not key_file.exists():
        return True
    is_other = key_file.read_bytes() != kept.read_bytes()
    if is_other and not force:
        raise NotDone(f"{key_file} holds other keys. Add --force to set them aside.")
    return is_other


def put_keys_back(kept: Path, key_file: Path) -> None:
    """The keys here are never lost: they are set aside under another name."""
    if key_file.exists():
        key_file.rename(key_file.with_name(f"{key_file.name}.before-{now():%Y%m%d-%H%M%S}"))
    key_file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(kept.read_bytes())


def kind_of(database: Database) -> str:
    return "SQLite" if database.is_sqlite else "PostgreSQL"


def holds_rows(database: Database) -> bool:
    """Is there anything here that a restore would replace?"""
    with database.engine.connect() as connection:
        if "alembic_version" not in sa.inspect(connection).get_table_names():
            return False
        return bool(connection.execute(sa.text("SELECT count(*) FROM practice")).scalar())


def copy_out(database: Database, target: Path) -> None:
    if database.is_sqlite:
        with closing(sqlite3.connect(str(database.url.database))) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
        return
    postgres(database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def copy_in(database: Database, source: Path) -> None:
    database.close()
    if database.is_sqlite:
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(str(database.url.database))) as here:
            if not is_sound(there):
                raise NotDone("The database in this backup is damaged. Nothing was changed.")
            there.backup(here)
        return
    postgres(database, "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(source))


def is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def postgres(database: Database, program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs. The password goes by the environment: a command line is public on the machine."""
    places = os.pathsep.join([os.environ.get("PATH", ""), *(str(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))])
    found = shutil.which(program, path=places)
    if not found:
        raise NotDone(f"{program} is needed: install the postgresql-client package.")
    address = database.url.set(drivername="postgresql", password=None).render_as_string()
    env = {**os.environ, **({"PGPASSWORD": str(database.url.password)} if database.url.password else {})}
    done = subprocess.run([found, f"--dbname={address}", *words], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotDone(f"{program} stopped: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no reason given'}")
