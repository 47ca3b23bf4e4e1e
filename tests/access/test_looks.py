"""What a person's own look leaves: nothing lost, nothing twice, whatever becomes of the process."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.browsing import words
from webapp.access import looks
from webapp.access.looks import Notebook
from webapp.access.models import AccessLogEntry
from webapp.accounts.models import Account
from webapp.base.clock import now
from webapp.base.records import timed_id
from webapp.practices.models import Practice

LOOKS_AND_DIES = """
import sys, os, signal
from pathlib import Path
from datetime import datetime
from uuid import UUID
from webapp.access.looks import Notebook
folder, person, account, practice = sys.argv[1:5]
book = Notebook(Path(folder) / "theirs.looks")
for place, name in enumerate(sys.argv[5:]):
    book.note({"id": UUID(name), "person_id": UUID(person), "account_id": UUID(account), "practice_id": UUID(practice) if place else None,
               "permission": "plan.read", "at": datetime.fromisoformat("2026-03-03T10:00:00.123456+00:00")})
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(settings) -> Path:
    made = settings.instance / "looks"
    made.mkdir(exist_ok=True)
    return made


def logged(database) -> list[AccessLogEntry]:
    with database.reading() as session:
        return list(session.exec(select(AccessLogEntry).order_by(AccessLogEntry.at)))


def a_look(sam, **changed) -> dict:
    return {"id": timed_id(), "person_id": sam.id, "account_id": None, "practice_id": None, "permission": "plan.read", "at": now()} | changed


@pytest.fixture
def waiting(app):
    """Looks are put into the log when the test says so, as a busy second does."""
    app.testing = False
    yield app.extensions["looks"]
    app.testing = True


def test_a_look_is_noted_before_anything_is_read_and_logged_with_the_others(own, sam, waiting, database):
    heard: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda _c, _k, sql, *_more: heard.append(sql))
    assert [own.get(f"/people/{sam.id}/{page}").status_code for page in ("pack", "plan")] == [200, 200]
    waiting.close()
    assert [entry.permission for entry in logged(database)] == ["pack.read", "plan.read"]
    assert sum(sql.startswith("INSERT INTO access_log") for sql in heard) <= 2


def test_who_asks_who_looked_is_told_of_the_last_second_too(own, sam, waiting):
    own.get(f"/people/{sam.id}/plan")
    assert "You opened your plan" in words(own.get(f"/people/{sam.id}/access-log"))
    waiting.close()


def test_what_a_killed_process_noted_is_logged_once(app, database, sam, own, folder, session):
    names, account, practice = [str(timed_id()) for _ in range(3)], session.exec(select(Account.id)).one(), session.exec(select(Practice.id)).one()
    session.commit()
    done = subprocess.run([sys.executable, "-c", LOOKS_AND_DIES, folder, str(sam.id), str(account), str(practice), *names], check=False)
    assert done.returncode == -signal.SIGKILL and [one.name for one in folder.iterdir()] == ["theirs.looks"]
    left = (folder / "theirs.looks").read_bytes()
    app.extensions["looks"].settle()
    entries = logged(database)
    assert [str(entry.id) for entry in entries] == names and {entry.account_id for entry in entries} == {account}
    assert [entry.practice_id is None for entry in entries] == [True, False, False]
    assert {entry.at.isoformat() for entry in entries} == {"2026-03-03T10:00:00.123456+00:00"}
    # and if the process that took them over dies before it forgets them
    (folder / "again.looks").write_bytes(left)
    app.extensions["looks"].settle()
    assert len(logged(database)) == 3 and list(folder.glob("*.looks")) == []


def test_what_a_living_process_notes_is_left_to_it(app, database, sam, folder):
    theirs = Notebook(folder / "theirs.looks")
    theirs.note(a_look(sam))
    app.extensions["looks"].settle()
    assert logged(database) == [] and (folder / "theirs.looks").exists()
    theirs.end()


def test_when_there_is_no_room_a_look_goes_into_the_log_by_itself(own, sam, waiting, database):
    while waiting.note(a_look(sam)):
        pass
    assert own.get(f"/people/{sam.id}/plan").status_code == 200
    waiting.close()
    assert len(logged(database)) == looks.SLOTS + 1


def test_a_look_that_cannot_be_logged_takes_no_other_with_it(waiting, database, sam):
    for look in (a_look(sam), a_look(sam, person_id=timed_id()), a_look(sam)):
        waiting.note(look)
    waiting.close()
    assert {entry.person_id for entry in logged(database)} == {sam.id} and len(logged(database)) == 2


def test_what_a_stopped_database_refuses_stays_noted(app, database, sam):
    with database.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE access_log RENAME TO away")
    with pytest.raises(sa.exc.SQLAlchemyError):
        app.extensions["looks"].note(a_look(sam))
    with database.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO access_log")
    app.extensions["looks"].settle()
    assert len(logged(database)) == 1


def test_without_room_for_a_notebook_each_look_goes_into_the_log_by_itself(own, sam, settings, database):
    (settings.instance / "looks").write_text("no folder")
    assert own.get(f"/people/{sam.id}/plan").status_code == 200
    assert [entry.permission for entry in logged(database)] == ["plan.read"]
