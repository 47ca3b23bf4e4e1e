"""A person's own looks at their own pages: noted at once in memory that outlives the process, put into the log many at a time.

A row in a transaction of its own costs as much as the rest of a page; a note costs one copy. The memory is a file mapped into it,
so a crash or a kill -9 loses nothing: whoever comes next puts what was left into the log. A power cut may take the last second.
"""

import atexit
import fcntl
import mmap
import os
import struct
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, Timer
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask

from webapp.access.models import AccessLogEntry
from webapp.base.logs import log

LOOKS = sa.insert(sa.inspect(AccessLogEntry).local_table)
# A slot is a mark, written last, and then: id, person, account, practice (zeros for none), microseconds since 1970, permission.
SLOT = struct.Struct("<16s16s16s16sq55p")
SIZE, SLOTS = 1 + SLOT.size, 8192
FREE, NOTED = 0, 1
IDS, NONE = ("id", "person_id", "account_id", "practice_id"), bytes(16)
BEGAN, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
EVERY = 1.0


def packed(look: dict[str, Any]) -> bytes:
    ids = [look[name].bytes if look[name] else NONE for name in IDS]
    return SLOT.pack(*ids, (look["at"] - BEGAN) // MICROSECOND, look["permission"].encode())


def unpacked(noted: bytes) -> dict[str, Any]:
    *ids, at, permission = SLOT.unpack(noted)
    given = {name: UUID(bytes=one) if one != NONE else None for name, one in zip(IDS, ids, strict=True)}
    return given | {"at": BEGAN + at * MICROSECOND, "permission": permission.decode()}


class Notebook:
    """One process's looks, `SLOTS` at most. It holds the lock of its file for as long as it lives."""

    def __init__(self, path: Path, *, left: bool = False):
        """`left`: by a process that is gone; BlockingIOError if it is not. A new one gets its name when it is locked, so that nobody takes it for left."""
        begun = path if left else path.with_suffix(".begun")
        self.path, self._file = path, begun.open("r+b" if left else "x+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # All of its room is taken now: on a full disk a later write to such memory would end the process.
            os.posix_fallocate(self._file.fileno(), 0, SIZE * SLOTS)
            begun.rename(path)
        except OSError:
            self._file.close()
            if not left:
                begun.unlink(missing_ok=True)
            raise
        self._memory = mmap.mmap(self._file.fileno(), SIZE * SLOTS)
        marks = self._memory[::SIZE]
        self._taken = deque(place for place in range(SLOTS) if marks[place] == NOTED)
        self._free = deque(place for place in range(SLOTS) if marks[place] == FREE)

    def note(self, look: dict[str, Any]) -> bool:
        """False when there is no room."""
        try:
            place = self._free.popleft()
        except IndexError:
            return False
        at = place * SIZE
        self._memory[at + 1 : at + SIZE] = packed(look)
        self._memory[at] = NOTED
        self._taken.append(place)
        return True

    def read(self) -> list[dict[str, Any]]:
        """What is noted now, the oldest first."""
        return [unpacked(self._memory[place * SIZE + 1 : (place + 1) * SIZE]) for place in list(self._taken)]

    def forget(self, how_many: int) -> None:
        """The oldest."""
        for _ in range(how_many):
            place = self._taken.popleft()
            self._memory[place * SIZE] = FREE
            self._free.append(place)

    def end(self) -> None:
        self.path.unlink(missing_ok=True)
        self._memory.close()
        self._file.close()


class Looks:
    """The notebook of this process, and those that processes which are gone left in the folder."""

    def __init__(self, app: Flask):
        self._app, self._turn = app, Lock()
        self._own: Notebook | None = None
        self._soon: Timer | None = None

    @property
    def folder(self) -> Path:
        return self._app.config["SETTINGS"].instance / "looks"

    def note(self, look: dict[str, Any]) -> bool:
        """False when there is no room: then it has to go into the log by itself. Under test it is in the log at once."""
        try:
            own = self._own or self._opened()
        except OSError as problem:
            log.error("looks_not_noted", kind=type(problem).__name__)
            return False
        is_noted = own.note(look)
        if self._app.testing:
            self.settle()
        elif self._soon is None:
            self._settle_soon()
        return is_noted

    def _opened(self) -> Notebook:
        """By the first look: each process has its own."""
        with self._turn:
            if self._own is None:
                self.folder.mkdir(mode=0o700, exist_ok=True)
                self._own = Notebook(self.folder / f"{uuid4()}.looks")
                self._app.extensions["database"].before_close.append(self.close)
                atexit.register(self.close)
            return self._own

    def _settle_soon(self) -> None:
        # Two threads at once may both begin one: the second finds nothing left to do.
        self._soon = Timer(EVERY, self._try)
        self._soon.daemon = True
        self._soon.start()

    def _try(self) -> None:
        self._soon = None
        try:
            self.settle()
        except sa.exc.SQLAlchemyError as problem:
            # They stay noted, and are tried again with the next.
            log.error("looks_not_logged", kind=type(problem).__name__)

    def settle(self) -> None:
        """Into the log with all that is noted here, and with what was left in the folder."""
        with self._turn:
            if self._own:
                self._log(self._own)
            for path in self.folder.glob("*.looks"):
                # Whose lock is held is somebody's, who settles it.
                with suppress(BlockingIOError, FileNotFoundError):
                    left = Notebook(path, left=True)
                    self._log(left)
                    left.end()

    def _log(self, notebook: Notebook) -> None:
        looks = notebook.read()
        try:
            self._write(looks)
        except sa.exc.IntegrityError:
            # Their process ended after its commit, before it forgot them; or somebody is no longer kept here.
            self._write_each(looks)
        notebook.forget(len(looks))

    def _write(self, looks: list[dict[str, Any]]) -> None:
        if looks:
            with self._app.extensions["database"].writing() as session:
                session.execute(LOOKS, looks)

    def _write_each(self, looks: Iterable[dict[str, Any]]) -> None:
        for look in looks:
            with suppress(sa.exc.IntegrityError):
                self._write([look])

    def close(self) -> None:
        """What is noted is in the log, and no file is left."""
        atexit.unregister(self.close)
        if self._soon:
            self._soon.cancel()
        self._try()
        with self._turn:
            own, self._own = self._own, None
        if own and not own.read():
            own.end()


def install(app: Flask) -> None:
    app.extensions["looks"] = Looks(app)
