"""A card as small as a bank card, two sides to fold: what stands on it, in which order, and what may be left out when it is too much. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from webapp.base.i18n import _, day_in_words
from webapp.export.shown import PlanShown
from webapp.talks.records import in_groups

# In points. Smaller letters than the last nobody reads in a hurry.
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
LONGEST_TALK = 70
ON_A_SHEET = 4
ENDS = re.compile(r"\n+|(?<=[.!?؟۔।])\s+")
BULLETS = " \t-–—*•·"


@dataclass(frozen=True)
class Row:
    """`phone` stands behind the words, always left to right. `may_go`: left out, last first, when there is no room; it is then said so."""

    label: str
    words: str
    phone: str = ""
    may_go: bool = False
    kind: str = "line"


@dataclass(frozen=True)
class Whom:
    """Somebody to phone."""

    name: str
    phone: str


def lines_of(text: str) -> list[str]:
    """Each line, or each sentence of a line, by itself."""
    return [line for line in (piece.strip(BULLETS) for piece in ENDS.split(text)) if line]


def whom_to_call(shown: PlanShown) -> list[Whom]:
    """Who may stand first on the card: the person's contacts that have a phone, then their key person, then the surgery. None twice."""
    team = next(iter(section for section in shown.all_sections if section.key == "team"))
    found = [Whom(part.says("what"), part.says("phone")) for part in shown.screen.entries(team) if part.says("what") and part.says("phone")]
    found += [Whom(shown.front.key.name, shown.front.key.phone)] if shown.front.key else []
    found += [Whom(shown.practice.name, shown.practice.phone)] if shown.practice else []
    return list(dict.fromkeys(found))


def front_of(shown: PlanShown, first: Whom | None) -> list[Row]:
    key, practice, talk = shown.front.key, shown.practice, talk_of(shown)[0]
    rows = [Row("", _("I have a plan. Ask me."), kind="title"), Row(_("Call me"), shown.front.name, kind="name")]
    rows += [Row(_("Phone first"), first.name, first.phone)] if first else []
    if practice and first != Whom(practice.name, practice.phone):
        rows.append(Row(_("My GP surgery"), practice.name, practice.phone))
    if key and first != Whom(key.name, key.phone) and (practice is None or key.phone != practice.phone or key.name != practice.name):
        rows.append(Row(_("My key person"), key.name, key.phone, may_go=True))
    return rows + ([Row(_("To talk with me"), talk, may_go=True)] if talk else [])


def talk_of(shown: PlanShown) -> tuple[str, str]:
    """How to talk with the person: as many whole sentences as are one line, and the rest."""
    lines = lines_of(shown.screen.whole.own.says("communicate"))
    many = max((many for many in range(1, len(lines) + 1) if many == 1 or len(" ".join(lines[:many])) <= LONGEST_TALK), default=0)
    return " ".join(lines[:many]), " ".join(lines[many:])


def rest_of_talk(shown: PlanShown) -> list[Row]:
    rest = talk_of(shown)[1]
    return [Row(_("To talk with me"), rest)] if rest else []


def back_of(shown: PlanShown, danger: Sequence[str]) -> list[Row]:
    rows = [Row("", _("Danger signs"), kind="danger")] if danger else []
    rows += [Row("", line, may_go=True, kind="sign") for line in danger]
    rows.append(Row("", _("In danger now? Phone 999. Need help today? Phone 111."), kind="urgent"))
    rows += [Row(_("My NHS number"), "", in_groups(shown.person.nhs_number))] if shown.wishes.number else []
    return [*rows, Row("", _("Printed on %(day)s.", day=day_in_words(shown.printed_on, weekday=False)), kind="day")]


def chosen_lines(lines: Sequence[str], ticked: Collection[str]) -> list[str]:
    return [line for place, line in enumerate(lines) if str(place) in ticked]


def without(rows: Sequence[Row], kept: int) -> list[Row]:
    """Only the first `kept` of those that may go; what is missing is said where it would stand."""
    going = [row for row in rows if row.may_go][kept:]
    signs_go = any(row.kind == "sign" for row in going)
    more = Row("", _("There are more. They are in my plan."), kind="more")
    left = [row for row in rows if row not in going]
    place = next((place for place, row in enumerate(left) if row.kind == "urgent"), len(left))
    return [*left[:place], more, *left[place:]] if signs_go else left
