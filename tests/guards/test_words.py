"""Words that must not stand in the code: unfinished work, registry hosts, names that say nothing, and words people should not meet."""

import ast
import re

from tests.guards.source import called, calls, files, place, python_files, tree

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
TEXT = (".py", ".html", ".txt", ".js", ".css", ".toml", ".cfg", ".sh", ".md", ".json", ".in", ".po", ".pot", "")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.org|--(extra-)?index-url|\"resolved\":")
EMPTY_NAMES = re.compile(r"^(get|process|handle)_|manager$|_service$|helper|^utils?$", re.IGNORECASE)
# Names that frameworks call.
THEIRS = re.compile(r"^(get_id|get_authorization_header|get_expiry|get_heads|handle_(starttag|endtag|data|startendtag|user_exception))$")


OURS = ("webapp/", "tests/", "e2e/", "service_worker/", "scripts/")
THIS = "tests/guards/test_words.py"
SKIPS = re.compile(r"mark\.(skip|skipif|xfail)\b|unittest.mock|MagicMock|wait_for_timeout|wait_for_function")


def text_of(path) -> str:
    return path.read_text("utf-8", errors="replace")


def holding(pattern: re.Pattern, paths) -> list[str]:
    return [place(path) for path in paths if place(path) != THIS and pattern.search(text_of(path))]


def test_no_work_is_left_unfinished():
    found = holding(UNFINISHED, [path for path in files(*TEXT) if place(path).startswith(OURS)])
    assert not found, found


def test_no_file_names_a_registry():
    found = holding(REGISTRY, files(*TEXT))
    assert not found, found


def test_names_say_something():
    found = []
    for path in python_files("webapp"):
        found += [place(path)] if EMPTY_NAMES.search(path.stem) else []
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and EMPTY_NAMES.search(node.name) and not THEIRS.search(node.name):
                found.append(f"{place(path, node.lineno)} {node.name}")
    assert not found, found


def test_tests_are_honest():
    """No skips, no sleeps, no mocks of our own code, no waiting that takes a promise for a yes (e2e/screens/history.py has one that does not)."""
    forbidden = ("pytest.skip", "pytest.importorskip", "pytest.xfail", "time.sleep", "sleep", "monkeypatch.setattr")
    found = [place(path, node.lineno) for path in python_files("tests", "e2e") for node in calls(path) if called(node) in forbidden]
    marks = holding(SKIPS, python_files("tests", "e2e"))
    assert not found + marks, found + marks
