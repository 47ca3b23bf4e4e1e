"""Bring a database to the newest shape, and say whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from webapp.database.session import Database

FOLDER = Path(__file__).resolve().parent.parent / "migrations"


def config(database: Database) -> Config:
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["engine"] = database.engine
    return made


def upgrade(database: Database) -> None:
    command.upgrade(config(database), "head")


def is_current(database: Database) -> bool:
    heads = set(ScriptDirectory.from_config(config(database)).get_heads())
    with database.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads
