"""What could stand on the list of what both want from the talk: the person's own topics first, then what the surgery wrote down."""

from webapp.plans.queries import Part
from webapp.plans.rules import LONGEST, TODAY
from webapp.talks.sheets import TalkSheet

MOST_OFFERED = 12


def offered(sheet: TalkSheet | None, own: Part) -> list[str]:
    """Words as they would be put on the list. What the person ranked comes first, then what else they chose or ask. Nothing that stands there."""
    theirs = [choice.label for choice in (*sheet.first, *sheet.others)] if sheet else []
    asked = [line for said in sheet.words for line in lines(said.words)] if sheet else []
    found = dict.fromkeys([*map(str, theirs), *asked, *lines(own.says("professional"))])
    standing = {own.says(place) for place in TODAY}
    return [words for words in found if words not in standing and len(words) <= LONGEST][:MOST_OFFERED]


def lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
