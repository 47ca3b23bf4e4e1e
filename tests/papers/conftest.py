"""The same people as where packs are sent, a paper of Sam's, and the nurse who types it in."""

from dataclasses import dataclass

import pytest
from sqlmodel import select

from tests.browsing import Browsing
from tests.preparation.conftest import *  # noqa: F403
from webapp.papers.codes import About, Key
from webapp.papers.models import Print
from webapp.papers.rules import stops_of


@dataclass
class Paper:
    """A paper on the nurse's desk. `type_in("3 7", "C1")` types a line at the stop with that code; `write(E1="...")` fills boxes."""

    nurse: Browsing
    person_id: object
    print: Print

    @property
    def key(self) -> Key:
        return Key.opened(self.print.key)

    def code(self, about: About, key: str) -> str:
        return self.key.line_about(about, key).code

    def at(self, code: str) -> str:
        stops = stops_of(self.key.lines)
        number = next((number for number, stop in enumerate(stops, 1) if any(line.code == code for line in stop.lines)), len(stops) + 1)
        return f"/people/{self.person_id}/paper-packs/{self.print.id}/{number}"

    def type_in(self, typed: str, code: str):
        return self.nurse.post(self.at(code), {"typed": typed})

    def tick(self, prompt: str):
        code = self.code(About.PROMPT, prompt)
        return self.type_in(code[1:], code)

    def write(self, **words: str):
        return self.nurse.post(self.at(next(iter(words))), {f"words-{code}": text for code, text in words.items()})

    def send(self):
        return self.nurse.post(self.at("the end"))


@pytest.fixture
def paper(sam, nurse, cast, look):
    """`paper()` is printed now."""

    def paper(by=nurse) -> Paper:
        assert sam.post(f"/people/{cast.person.id}/papers", {"size": "16"}).status_code == 200
        return Paper(by, cast.person.id, look(select(Print).order_by(Print.made_at.desc()))[0])

    return paper
