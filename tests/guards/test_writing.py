"""One place moves a stage; only the named places commit."""

import ast

from tests.guards.source import called, calls, place, python_files, tree

STAGES = "webapp/pathway/changes.py"
# Where a transaction may end, and why there.
COMMITS = {
    "webapp/app.py": "a request: once, before its reply is built",
    "webapp/database/session.py": "`writing()`: one short transaction",
    "webapp/migrations/env.py": "a migration",
}


def targets(node: ast.AST) -> list[ast.expr]:
    """What an assignment assigns to, tuples taken apart."""
    whole = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []
    return [part for target in whole for part in (target.elts if isinstance(target, ast.Tuple | ast.List) else [target])]


def moves_a_stage(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return called(node).rsplit(".")[-1] in ("values", "Cycle", "setattr") and names_stage(node)
    return any(isinstance(target, ast.Attribute) and target.attr == "stage" for target in targets(node))


def test_only_one_place_moves_a_stage():
    found = [(path, node) for path in python_files("webapp") for node in ast.walk(tree(path)) if moves_a_stage(node)]
    elsewhere = [place(path, node.lineno) for path, node in found if place(path) != STAGES]
    assert not elsewhere, elsewhere
    assert found, "the one place was not found: this guard has gone blind"


def names_stage(node: ast.Call) -> bool:
    return any(word.arg == "stage" for word in node.keywords) or any(isinstance(word, ast.Constant) and word.value == "stage" for word in node.args)


def test_only_the_named_places_commit():
    found = {(place(path), node.lineno) for path in python_files("webapp") for node in calls(path) if called(node).endswith(".commit")}
    elsewhere = sorted(f"{where}:{line}" for where, line in found if where not in COMMITS)
    assert not elsewhere, elsewhere
    assert {where for where, _line in found} == set(COMMITS), "a named place no longer commits: take it off the list"


def test_lower_layers_open_no_transaction_of_their_own():
    """A view's change shares the request's transaction. A reading page that must write one fact does it before it reads."""
    opens = (".writing", ".writing_session")
    lower = ("changes.py", "queries.py", "rules.py", "policy.py", "forms.py", "models.py")
    found = [(place(path), node.lineno) for path in python_files("webapp") for node in calls(path) if called(node).endswith(opens) and path.name in lower]
    elsewhere = [f"{where}:{line}" for where, line in found if not where.startswith("webapp/demo/")]
    assert not elsewhere, elsewhere
