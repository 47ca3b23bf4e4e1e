"""A template takes only the macros that something in it calls."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from tests.guards.source import TEMPLATES, place, templates

PAGES = [path for path in templates() if path.suffix == ".html"]
PARSER = Environment(extensions=["jinja2.ext.i18n"])


@cache
def tree(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text("utf-8"))


def taken(path: Path) -> set[str]:
    names = [one for taking in tree(path).find_all(nodes.FromImport) for one in taking.names]
    return {one if isinstance(one, str) else one[1] for one in names}


def called(path: Path) -> set[str]:
    return {one.name for one in tree(path).find_all(nodes.Name) if one.ctx == "load"}


def seen_from_inside(path: Path) -> set[Path]:
    """What is included, or taken with its context, sees what is around it."""
    inside = [one.template for kind in (nodes.Include, nodes.FromImport) for one in tree(path).find_all(kind) if one.with_context]
    named = {TEMPLATES / one.value for one in inside if isinstance(one, nodes.Const)}
    return named.union(*map(seen_from_inside, named))


def taken_for_nothing(path: Path) -> set[str]:
    return taken(path) - called(path).union(*map(called, seen_from_inside(path)))


def test_a_template_takes_only_what_is_called():
    assert {place(path): names for path in PAGES if (names := taken_for_nothing(path))} == {}
