"""The lines of a file that something is true of, gathered: each reason once, lines that follow each other as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.base.i18n import _


@dataclass(frozen=True)
class Told:
    """One sentence and the lines it is true of: `["4 to 610", "612"]`."""

    why: str
    count: int
    lines: list[str]


def gathered(said: Iterable[tuple[int, str]]) -> list[Told]:
    lines: dict[str, list[int]] = {}
    for line, why in said:
        lines.setdefault(why, []).append(line)
    return [Told(why, len(found), in_runs(found)) for why, found in lines.items()]


def in_runs(lines: Sequence[int]) -> list[str]:
    """Lines that follow each other are one: 4, 5, 6, 9 is `4 to 6`, `9`."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return [str(first) if first == last else _("%(first)s to %(last)s", first=first, last=last) for first, last in runs]
