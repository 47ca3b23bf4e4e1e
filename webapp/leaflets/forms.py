"""Reading what was typed about something to read: every error says how to put it right, and what was typed stays."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from webapp.base.clock import today
from webapp.base.days import day_of, day_refused, day_typed
from webapp.base.i18n import _
from webapp.leaflets.models import Leaflet, LeafletKind

TITLE, LINE, TEXT, ADDRESS = 80, 120, 8000, 300


@dataclass
class LeafletForm:
    """`review` is the day as typed, like 3/11/2026."""

    kind: str = LeafletKind.LEAFLET.value
    title: str = ""
    text: str = ""
    address: str = ""
    owner: str = ""
    source: str = ""
    review: str = ""
    review_on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, found: Leaflet) -> "LeafletForm":
        """As it stands, to be changed. Whoever changes it says anew by when it is looked at again."""
        return cls(found.kind.value, found.title, found.text, found.address, found.owner, found.source, day_typed(found.review_on), found.review_on)

    @classmethod
    def read(cls, posted) -> "LeafletForm":
        said = {name: posted.get(name, "")[: TEXT + 1].strip() for name in ("kind", "title", "text", "address", "owner", "source", "review")}
        made = cls(**said)
        made.review_on = day_of(made.review)
        made.find_errors()
        return made

    def find_errors(self) -> None:
        if self.kind not in set(LeafletKind):
            self.errors["kind"] = _("Choose what it is.")
        self.ask_line("title", self.title, TITLE, _("Write its title."))
        if not self.text:
            self.errors["text"] = _("Write what it says. A film needs its words too.")
        elif len(self.text) > TEXT:
            self.errors["text"] = _("That is too long. Write 8,000 letters or fewer.")
        if self.kind != LeafletKind.LEAFLET and not self.address:
            self.errors["address"] = _("Write where it is, like: https://www.example.org/film")
        elif self.address and not is_https(self.address):
            self.errors["address"] = _("The address must begin with https:// and be whole.")
        self.ask_line("owner", self.owner, LINE, _("Write who looks after it."))
        self.ask_line("source", self.source, LINE, _("Write where the facts come from."))
        refused = day_refused(self.review_on, today())
        if refused:
            self.errors["review"] = refused

    def ask_line(self, name: str, said: str, most: int, missing: str) -> None:
        if not said:
            self.errors[name] = missing
        elif len(said) > most:
            self.errors[name] = _("That is too long. Write %(most)s letters or fewer.", most=most)

    def values(self) -> dict[str, Any]:
        """The columns of a row. Only of a form without errors."""
        said = {name: getattr(self, name) for name in ("title", "text", "address", "owner", "source", "review_on")}
        return {"kind": LeafletKind(self.kind), **said}


def is_https(address: str) -> bool:
    """A whole address on the web, without a name or a secret in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    fits = parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc
    return fits and len(address) <= ADDRESS and address.isprintable() and " " not in address
