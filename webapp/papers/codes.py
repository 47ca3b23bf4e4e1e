"""What stands beside a question on paper: a letter for its part and a number, `C3`; and the sign that names the whole print. Pure.

A part is a page of the pack's own order, not a sheet of paper: `C3` is the same at every size of letters.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from string import ascii_lowercase

# Without look-alikes, and as many as a prime number: then a wrong sign and two swapped ones both show.
SIGNS = "23456789ACDEFGHJKMNPQRTUVWXYZ"
DRAWN = 5
# Signs typed for others that look alike.
FORGIVEN = str.maketrans({"S": "5", "B": "8", "-": "", " ": ""})
# A choice is typed as one number and one letter, so a part with choices has no tenth line.
MOST_CHOICES = 9


class Kind(StrEnum):
    """How a line is answered: a letter for an option, a tick, one of the ticked lines, or free words."""

    CHOICE = "choice"
    TICK = "tick"
    FIRST = "first"
    WORDS = "words"


class About(StrEnum):
    """Which of the person's answers a line is."""

    FILLER = "filler"
    WITH = "with"
    PROMPT = "prompt"
    FIRST = "first"
    BOX = "box"
    ASK = "ask"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Line:
    """`key` is the prompt, the box or `instrument/question`; `options` are the values of a choice, `a` being the first."""

    code: str
    kind: Kind
    about: About
    key: str
    options: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        return self.code[0]

    @property
    def number(self) -> int:
        return int(self.code[1:])

    def value_of(self, letter: str) -> str | None:
        """The option behind a letter; None when there is no such letter."""
        place = ascii_lowercase.find(letter) if len(letter) == 1 else -1
        return self.options[place] if 0 <= place < len(self.options) else None

    def letter_of(self, value: str) -> str:
        return ascii_lowercase[self.options.index(value)] if value in self.options else ""


@dataclass(frozen=True)
class Key:
    """What each code of one print means. `ticked` are the prompts that were chosen when it was printed."""

    lines: tuple[Line, ...]
    ticked: tuple[str, ...] = ()
    by_code: dict[str, Line] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.by_code.update({line.code: line for line in self.lines})

    @property
    def parts(self) -> list[str]:
        return list(dict.fromkeys(line.part for line in self.lines))

    def part(self, letter: str) -> list[Line]:
        return [line for line in self.lines if line.part == letter]

    def line_about(self, about: About, key: str) -> Line | None:
        return next((line for line in self.lines if line.about is about and line.key == key), None)

    def kept(self) -> str:
        return json.dumps({"ticked": self.ticked, "lines": [asdict(line) for line in self.lines]})

    @classmethod
    def opened(cls, kept: str) -> "Key":
        told = json.loads(kept)
        lines = (Line(row["code"], Kind(row["kind"]), About(row["about"]), row["key"], tuple(row["options"])) for row in told["lines"])
        return cls(tuple(lines), tuple(told["ticked"]))


def numbered(letter: str, asked: Iterable[tuple[Kind, About, str, Sequence[str]]]) -> list[Line]:
    return [Line(f"{letter}{number}", kind, about, key, tuple(options)) for number, (kind, about, key, options) in enumerate(asked, 1)]


def check_sign(drawn: str) -> str:
    """The sixth sign: every wrong sign and every swap of two changes it."""
    return SIGNS[sum(place * SIGNS.index(sign) for place, sign in enumerate(drawn, 1)) % len(SIGNS)]


def with_check(drawn: str) -> str:
    return drawn + check_sign(drawn)


def print_code(typed: str) -> str | None:
    """The code as it is kept: capitals, spaces and dashes ignored. None when its check sign is wrong, so nobody can have such a paper."""
    code = typed.upper().translate(FORGIVEN)
    if len(code) != DRAWN + 1 or not set(code) <= set(SIGNS):
        return None
    return code if check_sign(code[:DRAWN]) == code[DRAWN] else None


def shown(code: str) -> str:
    """`K7M-4PX`: how a print says its code."""
    return f"{code[:3]}-{code[3:]}"
