"""Small files, small functions. Above the limit, split by a word."""

import ast

from tests.guards.source import place, python_files, templates, tree

FILE, FUNCTION, TEST, TEMPLATE = 300, 30, 40, 120


def lines(path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(tops: tuple[str, ...]):
    return ((path, node) for path in python_files(*tops) for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def length(node: ast.FunctionDef) -> int:
    return node.end_lineno - node.lineno + 1


def long_functions(tops: tuple[str, ...], limit: int) -> list[str]:
    return [f"{place(path, node.lineno)} {node.name}: {length(node)} lines" for path, node in functions(tops) if length(node) > limit]


def test_no_python_file_is_too_long():
    found = [f"{place(path)}: {lines(path)}" for path in python_files("webapp", "tests", "e2e") if lines(path) > FILE]
    assert not found, found


def test_no_template_is_too_long():
    found = [f"{place(path)}: {lines(path)}" for path in templates() if lines(path) > TEMPLATE]
    assert not found, found


def test_no_function_is_too_long():
    found = long_functions(("webapp",), FUNCTION)
    assert not found, "\n".join(found)


def test_no_test_is_too_long():
    found = long_functions(("tests", "e2e"), TEST)
    assert not found, "\n".join(found)
