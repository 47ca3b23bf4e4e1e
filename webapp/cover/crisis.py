"""Whom a person can phone or text now, by nation. The numbers, their source and the day they were checked are data (crisis.json); the words are here."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from webapp.base.i18n import lazy
from webapp.content.catalogue import catalogue_file
from webapp.cover.rules import holds_for

WHY = {
    "emergency": (lazy("If your life is in danger, or you have hurt yourself."), lazy("Phone"), lazy("Or go to A and E."), "ambulance"),
    "mental_health_111": (lazy("If you need help now."), lazy("Phone"), lazy("Then choose option 2, for mental health."), "phone"),
    "mental_health_hub": (lazy("If you need help now."), lazy("Phone"), lazy("Say that you want help with your mental health."), "phone"),
    "lifeline": (lazy("If you need help now."), lazy("Phone Lifeline"), lazy("It is free, day and night."), "phone"),
    "breathing_space": (lazy("If you want to talk, in the evening or at the weekend."), lazy("Phone Breathing Space"), lazy("It is free."), "talk"),
    "samaritans": (lazy("If you want to talk."), lazy("Phone Samaritans"), lazy("It is free, day and night."), "talk"),
    "shout": (lazy("If you would rather text."), lazy("Text SHOUT to"), lazy("It is free, day and night."), "mobile"),
}
STATUS = {"verified": lazy("Checked on a public page"), "from_knowledge": lazy("Not checked on any page")}


@dataclass(frozen=True)
class CrisisFact:
    """One number. `status` is verified or from_knowledge; `checked` the day somebody last looked it up for the catalogue."""

    id: str
    nations: tuple[str, ...]
    number: str
    way: str
    open: str
    status: str
    source: str
    checked: date
    option: str = ""
    word: str = ""

    @property
    def href(self) -> str:
        bare = self.number.replace(" ", "")
        return f"sms:{bare}?body={self.word}" if self.way == "sms" else f"tel:{bare}"

    @property
    def when(self):
        return WHY[self.id][0]

    @property
    def do(self):
        return WHY[self.id][1]

    @property
    def more(self):
        return WHY[self.id][2]

    @property
    def picture(self) -> str:
        return WHY[self.id][3]

    @property
    def standing(self):
        return STATUS[self.status]


@cache
def all_facts() -> tuple[CrisisFact, ...]:
    rows = catalogue_file("crisis")["facts"]
    return tuple(CrisisFact(**{**row, "nations": tuple(row["nations"]), "checked": date.fromisoformat(row["checked"])}) for row in rows)


def crisis_facts(nation: str) -> tuple[CrisisFact, ...]:
    """In the order of the screen: danger first. `nation` is ENG, WLS, SCT or NIR."""
    return tuple(fact for fact in all_facts() if nation in fact.nations)


def is_check_due(nation: str, checked_here: date | None, today: date) -> bool:
    """The practice's own check counts; before the first one, the catalogue's."""
    last = checked_here or min(fact.checked for fact in crisis_facts(nation))
    return today > last + holds_for("crisis_check")
