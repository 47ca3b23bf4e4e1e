"""What decides about a print: how large its letters are, which of the screen's words are newer, and what was typed of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from webapp.papers.codes import Key, Kind, Line

SIZES = (16, 18, 24)
LARGE, LARGEST = SIZES[1:]
CLEARED = ""
TICKED = "x"


def size_for(needs: Sequence[tuple[str, str]]) -> int:
    """The letters the person needs, in points, from their recorded needs: (code, words). Large print is 18, from 20 upwards 24."""
    asked = [words for code, words in needs if code == "large_print"]
    if not asked:
        return SIZES[0]
    numbers = [int(word) for words in asked for word in words.replace("+", " ").split() if word.isdecimal()]
    return LARGEST if max(numbers, default=0) > LARGE else LARGE


def size_or(typed: str | None, usual: int) -> int:
    return int(typed) if typed in {str(size) for size in SIZES} else usual


def is_older(made_at: datetime, changed_at: datetime | None) -> bool:
    """Was something changed on the screen after the print was made?"""
    return changed_at is not None and changed_at > made_at


@dataclass(frozen=True)
class Stop:
    """One place of the typing screen: all the ticks of a part, all its boxes, or one choice."""

    kind: Kind
    lines: tuple[Line, ...]

    @property
    def part(self) -> str:
        return self.lines[0].part


def stops_of(lines: Sequence[Line]) -> list[Stop]:
    """In the paper's order."""
    found: list[Stop] = []
    for line in lines:
        last = found[-1] if found else None
        if last and last.kind is line.kind is not Kind.CHOICE and last.part == line.part:
            found[-1] = Stop(line.kind, (*last.lines, line))
        else:
            found.append(Stop(line.kind, (line,)))
    return found


@dataclass(frozen=True)
class Entry:
    """One answer that was typed. `said` is an option's value, `x`, or empty when it is taken away; `surely`: typed with a plus."""

    line: Line
    said: str
    surely: bool = False


@dataclass
class Reading:
    """`unread` are the pieces that mean nothing here; `onward` is another part's line that was named."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    onward: Line | None = None


def read_typed(typed: str, stop: Stop, key: Key) -> Reading:
    """`3`, `C3`, `3 7 12`, `-3` where things are ticked; `b`, `2b`, `E2b` where one of some is chosen."""
    found = Reading()
    for piece in typed.replace(",", " ").lower().split():
        read = read_choice if stop.kind is Kind.CHOICE else read_tick
        entry = read(piece, stop, key)
        other = key.by_code.get(piece.upper())
        if entry is not None:
            found.entries.append(entry)
        elif other is not None and other not in stop.lines:
            found.onward = other
        else:
            found.unread.append(piece)
    return found


def read_tick(piece: str, stop: Stop, key: Key) -> Entry | None:
    """Where three come first, the codes are those of the ticked part before it."""
    lines = ticked_lines(key) if stop.kind is Kind.FIRST else list(stop.lines)
    sign, code = (piece[0], piece[1:]) if piece[0] in "+-" else ("", piece)
    line = by_number(lines, code)
    return Entry(line, CLEARED if sign == "-" else TICKED, sign == "+") if line else None


def ticked_lines(key: Key) -> list[Line]:
    first = next(line for line in key.lines if line.kind is Kind.FIRST)
    before = chr(ord(first.part) - 1)
    return key.part(before)


def by_number(lines: Sequence[Line], code: str) -> Line | None:
    """`3` and `c3` are the third line; another part's letter is not."""
    wanted = code.upper() if code[:1].isalpha() else f"{lines[0].part}{code}"
    return next((line for line in lines if line.code == wanted), None)


def read_choice(piece: str, stop: Stop, key: Key) -> Entry | None:
    letter, code = piece[-1], piece[:-1]
    line = by_number(key.part(stop.part), code) if code else stop.lines[0]
    value = line.value_of(letter) if line and line.kind is Kind.CHOICE else None
    return Entry(line, value) if line and value is not None else None
