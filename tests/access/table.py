"""The matrix as it is written, and what each of its words means of a reply."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, quote
from uuid import UUID, uuid4

from tests.access.cast import PERSONAS, Whole, World
from tests.browsing import words
from webapp.base.clock import today
from webapp.web.pages import static_version

TABLE = Path(__file__).with_name("matrix.csv")
REFUSALS = {"login", "staff_login", "carer_login", "again", "code", "sure", "hidden", "token"}
WORDS = REFUSALS | {"open", "asks", "onward"}
# A carer who may write the goals together with the person, and suggest: wherever this says nothing, the word of the carer who only reads.
HELPING = {
    "together.suggestion_form": "open",
    "together.suggested": "open",
    "together.together_goals": "open",
    "together.together_goal": "open",
    "together.together_goal_saved": "asks",
}
# Somebody who holds the goals and the danger signs: they write there in the person's place, and never suggest.
HOLDING = {
    "together.held_part": "open",
    "together.held_part_saved": "open",
    "together.together_goals": "open",
    "together.together_goal": "open",
    "together.together_goal_saved": "asks",
}


@dataclass(frozen=True)
class Row:
    endpoint: str
    rule: str
    methods: tuple[str, ...]
    form: str
    cells: dict[str, str]

    @property
    def is_demo(self) -> bool:
        return self.endpoint.startswith("demo.")

    @property
    def is_about_somebody(self) -> bool:
        return "<" in self.rule or "{" in self.form

    @property
    def name(self) -> str:
        return f"{self.methods[0]} {self.rule}"

    def address(self, world: World, subject: Whole, unknown: bool = False) -> str:
        """About the subject, or about an id that nobody has."""
        ids = {f"{name}_id": value for name, value in subject.ids.items()}
        values = {
            "secret": subject.secret,
            "code": subject.letter,
            "invitation": subject.invitation,
            "number": 1,
            "part": "goals",
            "section": "about-me",
            "kind": "picture",
            "shape": "whole",
            "version": static_version(),
            "path": "css/app.css",
            **ids,
        }
        values |= {"language": "en", "name": "feeling_in_charge", "slug": "yearly-talk", "surgery": world.practice.code, "template": "recall.first"}
        if self.endpoint.startswith("together.held_part"):
            values["part"] = "danger"
        if unknown:
            values |= {name: uuid4() for name, value in values.items() if isinstance(value, UUID)}
        bound = world.demo.url_map.bind("localhost")
        rule = next(rule for rule in world.demo.url_map.iter_rules(self.endpoint) if rule.rule == self.rule)
        return bound.build(self.endpoint, {name: values[name] for name in rule.arguments})

    def posted(self, subject: Whole) -> dict[str, str]:
        return dict(parse_qsl(self.form.format(**subject.ids, soon=(today() + timedelta(days=30)).isoformat()), keep_blank_values=True))


def rows() -> list[Row]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Row(line["endpoint"], line["rule"], tuple(line["method"].split()), line["form"], {persona: cell(line, persona) for persona in PERSONAS})
        for line in csv.DictReader(lines)
    ]


MORE_THAN_READING = {"helping_carer": HELPING, "holder": HOLDING}


def cell(line: dict[str, str], persona: str) -> str:
    return MORE_THAN_READING[persona].get(line["endpoint"], line["carer"]) if persona in MORE_THAN_READING else line[persona]


def doors(row: Row, address: str) -> dict[str, str]:
    """Where each refusal leads. The page asked for goes along, unless the door has forgotten it."""
    asked = "?next=" + quote(address, safe="/") if "/people/" in address or address.startswith(("/staff", "/my-plan", "/new-for-me", "/carer/home")) else ""
    if row.endpoint.startswith("doors."):
        asked = ""
    own = {"login": f"/sign-in{asked}", "code": f"/sign-in/code-needed{asked}", "sure": f"/sign-in/sure{asked}"}
    return own | {"staff_login": f"/staff/sign-in{asked}", "carer_login": f"/carer{asked}"}


def faults(row: Row, expected: str, reply, address: str) -> Iterator[str]:
    """How this reply differs from the word in the table."""
    status, to = reply.status_code, reply.headers.get("Location", "")
    if expected in ("login", "staff_login", "carer_login", "code", "sure"):
        wanted = doors(row, address)[expected]
        if (status, to) != (303, wanted):
            yield f"expected 303 {wanted}, was {status} {to}"
    elif expected == "onward":
        if status not in (302, 303) or not to.startswith(("/people/", "/staff", "/carer/")) or "sign-in" in to:
            yield f"expected to be sent on, was {status} {to}"
    elif expected == "open":
        refused = "sign-in" in to and not row.endpoint.startswith("doors.")
        if status not in ((200,) if "GET" in row.methods else (200, 303)) or refused:
            yield f"expected to be let in, was {status} {to} {words(reply)[:500] if status > 399 else ''}"
    else:
        wanted = {"asks": (409, 410, 422), "again": (401,), "hidden": (404,), "token": (401,)}[expected]
        if status not in wanted:
            yield f"expected {wanted} ({expected}), was {status} {to}"
