"""Migrations: one line of numbers, nothing the tables have that they lack, and no child row lost on the way."""

import importlib
import re
import shutil

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel, select

from tests.people_cast import a_person, a_practice
from webapp.database.migrate import FOLDER, config, is_current
from webapp.people.models import ContactPoint, Person, Registration
from webapp.people.queries import mobile_of

REBUILD = '''
"""rebuild a parent table"""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("person", recreate="always" if sqlite else "never") as batch:
        batch.add_column(sa.Column("probe", sa.String(), nullable=True))
'''


def test_migrations_are_numbered_in_one_line():
    names = sorted(path.name for path in (FOLDER / "versions").glob("*.py"))
    numbers = [re.match(r"(\d{4})_[a-z0-9_]+\.py$", name).group(1) for name in names]
    assert numbers == [f"{number:04d}" for number in range(1, len(names) + 1)]
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_heads() == [numbers[-1]]
    assert [script.revision for script in scripts.walk_revisions()] == numbers[::-1]


def test_the_tables_are_what_the_migrations_make(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": SQLModel.metadata})
        lacking = compare_metadata(context, SQLModel.metadata)
    assert not lacking, lacking
    assert is_current(database)


def test_rebuilding_a_parent_table_keeps_its_children(database, session, tmp_path):
    """SQLite rebuilds a table by copying and dropping it; with foreign keys on, its children would be gone."""
    person = a_person(session, a_practice(session))
    session.commit()
    session.close()
    shutil.copytree(FOLDER, tmp_path / "migrations")
    settings = config(database)
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    (tmp_path / "migrations" / "versions" / "9999_rebuild.py").write_text(REBUILD.format(head=head))
    settings.set_main_option("script_location", str(tmp_path / "migrations"))
    command.upgrade(settings, "head")
    with database.reading() as after:
        assert after.exec(select(Person.id)).all() == [person.id]
        assert len(after.exec(select(Registration)).all()) == 1
        assert "probe" in {column["name"] for column in sa.inspect(after.connection()).get_columns("person")}


def run_again(database, name: str) -> None:
    """One migration alone, whatever came after it, over a connection that knows the tables as they are now: a migration is a process of its own."""
    database.close()
    made = importlib.import_module(f"webapp.migrations.versions.{name}")
    with database.engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        made.upgrade()


def test_who_else_uses_a_phone_is_carried_over_sealed(database, session):
    """As rows of before stand: clear words, none, and an empty text."""
    practice = a_practice(session)
    people = [a_person(session, practice, surname=name, mobile=f"+44770090012{place}") for place, name in enumerate(("Clear", "None", "Empty"))]
    session.commit()
    ids = [mobile_of(session, person.id).id for person in people]
    session.close()
    with database.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE contact_point RENAME COLUMN shared_with_sealed TO shared_with"))
        before = sa.table("contact_point", sa.column("id", sa.Uuid()), sa.column("shared_with", sa.String()))
        for contact, words in zip(ids, ("my wife Ŵyn", None, ""), strict=True):
            connection.execute(sa.update(before).where(before.c.id == contact).values(shared_with=words))
    run_again(database, "0010_who_else_uses_it_sealed")
    with database.reading() as after:
        kept = [after.get(ContactPoint, contact) for contact in ids]
        assert [contact.shared_with for contact in kept] == ["my wife Ŵyn", None, None]
        assert kept[0].shared_with_sealed.startswith("1.") and "wife" not in kept[0].shared_with_sealed


def test_foreign_keys_hold_after_a_migration(database, session):
    """The migration's own connection had them off; the app's must not."""
    if database.is_sqlite:
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    names = sa.inspect(session.connection()).get_foreign_keys("registration")
    assert {key["referred_table"] for key in names} >= {"person", "practice"}
