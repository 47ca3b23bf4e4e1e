"""Values in a unit of several boxes: stones and pounds, feet and inches."""

import re
from collections.abc import Sequence
from decimal import Decimal

from webapp.content.catalogue import AltUnit
from webapp.readings.numbers import decimal, tidy

BOXES = re.compile(
    r"(?P<first>[0-9]+)(?:\s*(?P<first_word>[a-z]+|')\.?)?(?:(?:\s+|(?<=[a-z'.]))(?:and\s+)?(?P<second>[0-9]+(?:\.[0-9]+)?)(?:\s*(?P<second_word>[a-z]+|\"|'')\.?)?)?"
)
WORDS = {
    "stones": {"st", "stone", "stones"},
    "pounds": {"lb", "lbs", "pound", "pounds"},
    "feet": {"ft", "foot", "feet", "'"},
    "inches": {"in", "ins", "inch", "inches", '"', "''"},
}


def parts_of(unit: AltUnit, text: str, *, spelt: bool = False) -> list[Decimal]:
    """The boxes in `text`, largest first: "11 st 4 lb", "11 4", "5' 10\\"". Empty when it is something else.

    A single number with a decimal, "11.5", is refused: it may be eleven and a half, or 11 stones 5. With `spelt` the first
    word must be there, because nothing else says which unit is meant.
    """
    found = BOXES.fullmatch(tidy(text).casefold())
    if found is None or not fits(unit.parts[0].name, found["first_word"], needed=spelt):
        return []
    if found["second"] is None:
        return [Decimal(found["first"])]
    second = decimal(found["second"])
    return [Decimal(found["first"]), second] if second is not None and fits(unit.parts[1].name, found["second_word"]) else []


def fits(name: str, word: str | None, *, needed: bool = False) -> bool:
    return word in WORDS[name] or (not word and not needed)


def smallest_parts(unit: AltUnit, numbers: Sequence[Decimal]) -> Decimal | None:
    """All boxes counted in the smallest part. None when there are too many boxes, or a later box holds more than a whole first one."""
    if len(numbers) > len(unit.parts) or any(number < 0 for number in numbers):
        return None
    if any(number > before.size for before, number in zip(unit.parts, numbers[1:], strict=False)):
        return None
    return sum((part.size * number for part, number in zip(unit.parts, numbers, strict=False)), Decimal(0))


def in_parts(unit: AltUnit, value: Decimal) -> tuple[int, ...]:
    """A value in the primary unit as whole boxes, largest first; 14 pounds become the next stone."""
    left = int(unit.from_primary(value))
    boxes = []
    for part in unit.parts:
        boxes.append(left // int(part.size))
        left %= int(part.size)
    return tuple(boxes)
