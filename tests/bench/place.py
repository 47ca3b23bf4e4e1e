"""The installation the page is measured on: the demo's practice in a folder of its own, and somebody who reads their pack."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col, select

from webapp.accounts.changes import account_of_person, start_sign_in
from webapp.accounts.models import Tier
from webapp.app import import_models
from webapp.base.sealing import open_ring
from webapp.database.migrate import upgrade
from webapp.database.session import Database
from webapp.demo.seed import seed
from webapp.people.models import Person
from webapp.preparation.models import Pack
from webapp.results.models import Release, Result
from webapp.settings import Settings


@dataclass(frozen=True)
class Place:
    settings: Settings
    database: Database
    path: str
    cookie: str


@contextmanager
def demo_place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["IN_MY_WORDS_INSTANCE"] = folder
        settings = Settings(instance=Path(folder), demo=True, rate_limits=False, _env_file=None)
        import_models()
        open_ring(settings.key_file)
        database = Database(settings.database)
        upgrade(database)
        seed(database, settings)
        person, token = reader(database)
        quiet = settings.model_copy(update={"demo": False})
        yield Place(quiet, database, f"/people/{person.id}/pack", f"in={token}")
        database.close()


def reader(database: Database) -> tuple[Person, str]:
    """Whoever has most released results in an open pack, signed in."""
    with database.writing() as session:
        most = (
            select(Person)
            .join(Pack, col(Pack.person_id) == Person.id)
            .join(Release, sa.and_(col(Release.cycle_id) == Pack.cycle_id, col(Release.withdrawn_at).is_(None)))
            .join(Result, col(Result.person_id) == Person.id)
            .group_by(*Person.__table__.c)
            .order_by(sa.func.count().desc())
        )
        person = session.exec(most.limit(1)).one()
        token = start_sign_in(session, account=account_of_person(session, person.id), tier=Tier.OWN)
    return person, token
