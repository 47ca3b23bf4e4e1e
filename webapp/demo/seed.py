"""The demo practice, built by calling the real change functions: the real import, triage, release, sending, answers."""

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from webapp.accounts.staff import add_staff
from webapp.base.clock import LONDON, now, today
from webapp.database.session import Database
from webapp.demo import story
from webapp.demo.batch import waits_for_a_yes
from webapp.demo.clock import set_wall
from webapp.demo.files import cast, reports, working
from webapp.demo.letters import letters_to_post
from webapp.demo.queries import demo_practice
from webapp.demo.reading import things_to_read
from webapp.demo.searching import saved_searches
from webapp.demo.settling import settle
from webapp.imports import command
from webapp.practices.models import Practice, Role
from webapp.settings import Settings

TEN = time(10, 0)
EARLIER = timedelta(days=8)


def seed(database: Database, settings: Settings) -> bool:
    """Fill an empty installation. False when there is a practice already."""
    with database.reading() as session:
        if demo_practice(session):
            return False
    practice = open_practice(database)
    first_day = working(practice, now().astimezone(LONDON).date())
    be_at(database, working(practice, first_day - EARLIER))
    bring_in(database, settings, practice, reports(practice, first_day, ready_by=-12))
    story.signed_off(database, practice)
    things_to_read(database, practice)
    story.last_year(database)
    story.what_they_show(database)
    story.first_week(database, practice)
    settle(database, settings)
    be_at(database, first_day)
    bring_in(database, settings, practice, reports(practice, first_day))
    story.this_week(database, practice)
    settle(database, settings)
    story.what_they_wrote(database, practice)
    story.who_they_share_with(database)
    saved_searches(database, practice)
    waits_for_a_yes(database, practice, settings.base_url)
    letters_to_post(database, practice, settings.base_url)
    return True


def open_practice(database: Database) -> Practice:
    with database.writing() as session:
        practice = Practice(**cast()["practice"])
        session.add(practice)
        session.flush()
        for one in cast()["staff"]:
            add_staff(session, practice=practice, name=one["name"], email=one["email"], role=Role(one["role"]))
    return practice


def be_at(database: Database, day: date) -> None:
    with database.writing() as session:
        set_wall(session, datetime.combine(day, TEN, tzinfo=LONDON))


def bring_in(database: Database, settings: Settings, practice: Practice, files: dict[str, bytes]) -> None:
    """Through the same door as `in-my-words import`; anything refused stops the demo, loudly."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / f"{name}.csv"
            path.write_bytes(data)
            outcome = command.run(settings, database, practice=practice, file=path)
            if outcome.get("error") or outcome["refused"] or outcome["set_aside"]:
                raise RuntimeError(f"The demo's {name} did not come in on {today()}: {outcome}")
