"""Three hundred seeded ways to harm a report, and what was left whole.

A digit that becomes another digit, or a month another month, makes a different and well-formed report: nobody could tell, so those are not made.
"""

import random

from tests.reports.exports import sample, table_of, text_of

MONTHS = b"JanFebMarAprMayJunJulAugSepOctNovDec"


def flipped(name: str, dice: random.Random) -> bytes:
    data = bytearray(sample(name))
    for _flip in range(dice.choice([1, 3, 10, 40])):
        place = dice.randrange(len(data))
        new = data[place] ^ (1 << dice.randrange(8))
        same_kind = chr(data[place]).isdigit() and chr(new).isdigit()
        if not same_kind and not (data[place] in MONTHS and new in MONTHS):
            data[place] = new
    return bytes(data)


def cut_off(name: str, dice: random.Random) -> bytes:
    data = sample(name)
    return data[: dice.randrange(len(data))]


def in_a_wrong_encoding(name: str, dice: random.Random) -> bytes:
    text = text_of(name)
    wrong = dice.choice(["cp850", "mac-roman", "cp1250", "utf-16", "utf-16-be", "ascii", "utf-7", "twice", "half"])
    if wrong == "twice":
        return text.encode("utf-8").decode("latin-1").encode("utf-8")
    if wrong == "half":
        middle = dice.randrange(len(text))
        return text[:middle].encode("utf-8") + text[middle:].encode("cp1252", "replace")
    return text.encode(wrong, "replace")


def with_swapped_columns(name: str, dice: random.Random) -> bytes:
    """Two cells of some rows change places, or two headings do."""
    rows = [list(row) for row in table_of(name)]
    one, other = dice.sample(range(len(rows[0])), 2)
    for place in [0] if dice.random() < 0.3 else dice.sample(range(1, len(rows)), 10):
        rows[place][one], rows[place][other] = rows[place][other], rows[place][one]
    return "\r\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows).encode() + b"\r\n"


def with_a_huge_line(name: str, dice: random.Random) -> bytes:
    lines = sample(name).split(b"\r\n")
    place = dice.randrange(len(lines))
    huge = dice.choice([b"x" * 300_000, b'"' + b"y" * 150_000, b"," * 200_000, b'"' * 100_001, b"9992879211," * 9_000])
    return b"\r\n".join([*lines[:place], huge, *lines[place + dice.randrange(2) :]])


def with_lost_line_ends(name: str, dice: random.Random) -> bytes:
    lines = sample(name).split(b"\r\n")
    return b"".join(line + dice.choice([b"\r\n"] * 30 + [b"", b'"\r\n', b"\x00\r\n"]) for line in lines)


HARMS = [flipped, flipped, cut_off, in_a_wrong_encoding, with_swapped_columns, with_a_huge_line, with_lost_line_ends]


def mutants(name: str, count: int, seed: int):
    """(what was done, the harmed file) `count` times, the same ones for the same seed."""
    dice = random.Random(seed)
    for number in range(count):
        harm = HARMS[number % len(HARMS)]
        yield f"{harm.__name__} {number}", harm(name, dice)
