"""The project's own files, read once, and the order its rooms stand in."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "webapp" / "templates"


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Every file of ours with one of these endings, whether committed yet or not; without what git ignores."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    paths = (ROOT / name for name in sorted(set(listed)))
    return tuple(path for path in paths if path.is_file() and (not endings or path.suffix in endings) and "vendor" not in path.parts)


def python_files(*tops: str) -> list[Path]:
    """Python files under these top folders, migrations left out: they are history."""
    return [path for path in files(".py") if path.relative_to(ROOT).parts[0] in tops and "versions" not in path.parts]


def templates() -> list[Path]:
    return [path for path in files(".html", ".txt") if path.is_relative_to(TEMPLATES)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, line: int | None = None) -> str:
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


@cache
def floors() -> dict[str, int]:
    """Each room's height in the house, from the one contract: peers share a floor."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("exhaustive"))
    return {room: height for height, layer in enumerate(reversed(layers)) for room in re.findall(r"\w+", layer)}


def may_use(room: str, other: str) -> bool:
    return room == other or floors()[other] < floors()[room]


def calls(path: Path):
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    """`session.commit` for `session.commit()`; `gettext` for `gettext()`."""
    return ast.unparse(node.func)
