"""Alembic's environment.

On SQLite, batch mode copies and drops tables: with foreign keys on, ON DELETE would empty the children, so they are off here and checked
before commit.
"""

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

from webapp.app import import_models

import_models()


def run_online() -> None:
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_item,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            if not sqlite:
                # Two machines deploying at once: the second waits and then finds nothing to do.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(727001)"))
            context.run_migrations()
            if sqlite:
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"A migration would break {len(broken)} links between rows; nothing was changed")
        if sqlite:
            connection.commit()
            foreign_keys(connection, "ON")


def foreign_keys(connection: sa.Connection, state: str) -> None:
    """Said to the driver itself: SQLAlchemy would begin a transaction first, and inside one SQLite ignores this without a word."""
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={state}")


def render_item(kind, thing, autogen_context):
    """SQLModel's own types are written as the plain SQLAlchemy ones they stand for."""
    if kind == "type" and type(thing).__module__.startswith("sqlmodel"):
        name = type(thing).__name__
        if name == "AutoString":
            return f"sa.String(length={thing.length})" if thing.length else "sa.String()"
        return "sa.DateTime(timezone=True)" if "DateTime" in name else None
    return False


run_online()
