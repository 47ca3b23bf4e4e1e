"""Nothing a person wrote reaches a log line: not through an error, not through a local variable, not through a database error."""

import ast
import json

import pytest
import sqlalchemy as sa
import structlog

from tests.guards.source import called, calls, place, python_files

SECRET = "my-own-words-4711"


def test_a_traceback_shows_no_local_variable(capsys):
    typed = SECRET
    try:
        raise ValueError("no") if typed else None
    except ValueError as problem:
        structlog.get_logger().error("it_failed", exc_info=problem)
    said = capsys.readouterr().err
    assert json.loads(said.splitlines()[-1])["exception"][0]["exc_type"] == "ValueError"
    assert SECRET not in said


def test_a_database_error_shows_no_value(database):
    with pytest.raises(sa.exc.SQLAlchemyError) as problem, database.writing() as session:
        session.execute(sa.text("INSERT INTO no_such_table VALUES (:words)"), {"words": SECRET})
    assert SECRET not in str(problem.value)


def test_log_lines_are_given_names_not_sentences():
    """`log.info("pack_sent", ...)`: a fixed word first, so that no text can slip into it."""
    levels = tuple(f"log.{level}" for level in ("debug", "info", "warning", "error", "exception"))
    lines = [(path, node) for path in python_files("webapp") for node in calls(path) if called(node) in levels]
    assert lines, "no log line was found: this guard has gone blind"
    found = [place(path, node.lineno) for path, node in lines if not (node.args and is_word(node.args[0]))]
    assert not found, found


def is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).replace("_", "").isalnum()


def test_nothing_is_printed():
    found = [place(path, node.lineno) for path in python_files("webapp") for node in calls(path) if called(node) == "print" and path.name != "catalogues.py"]
    assert not found, found
