"""A room uses only rooms below it: its imports, its foreign keys and its templates."""

import contextlib
import io
import re
from pathlib import Path

from importlinter.cli import lint_imports
from jinja2 import Environment, meta
from sqlmodel import SQLModel

from tests.guards.source import ROOT, TEMPLATES, floors, may_use, place, templates
from webapp.app import import_models

import_models()
PARSER = Environment(extensions=["jinja2.ext.i18n"])


def room_of_table(name: str) -> str:
    model = next(mapper.class_ for mapper in SQLModel._sa_registry.mappers if mapper.local_table.name == name)
    return model.__module__.split(".")[1]


def test_rooms_import_downwards_only():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert not broken, said.getvalue()


def test_tables_point_downwards_only():
    up = []
    for table in SQLModel.metadata.tables.values():
        for key in table.foreign_keys:
            here, there = room_of_table(table.name), room_of_table(key.column.table.name)
            if not may_use(here, there):
                up.append(f"{here}: {table.name}.{key.parent.name} points up to {there}")
    assert not up, up


def used_from_above(path: Path) -> list[str | None]:
    room = path.relative_to(TEMPLATES).parts[0]
    used = meta.find_referenced_templates(PARSER.parse(path.read_text("utf-8")))
    return [other for other in used if other is None or not may_use(room, other.split("/")[0])]


def test_a_template_uses_only_its_own_room_and_rooms_below():
    assert {place(path): wrong for path in templates() if (wrong := used_from_above(path))} == {}


def test_every_folder_of_templates_is_a_room():
    strays = sorted({path.relative_to(TEMPLATES).parts[0] for path in templates()} - set(floors()))
    assert not strays, strays


def test_the_example_is_refused():
    """The guard itself can fail: a lower room may not use an upper one, nor a peer."""
    assert not may_use("people", "results")
    assert not may_use("imports", "worklists")
    assert may_use("preparation", "base")
    assert re.search(r"exhaustive = true", (ROOT / "pyproject.toml").read_text())
