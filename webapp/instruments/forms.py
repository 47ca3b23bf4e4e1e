"""Reading what the desk loads: a published form, or a licensed pack with its evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from webapp.accounts.rules import month_number
from webapp.base.i18n import _
from webapp.content.prompt import Instrument
from webapp.fhir.files import BIGGEST
from webapp.web.typed import seen_only


@dataclass
class LoadForm:
    """`data` is the file as it came, one byte over the limit at most."""

    data: bytes = b""
    leave_out: bool = False
    evidence: str = ""
    declared: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str], files) -> "LoadForm":
        sent = files.get("file")
        made = cls(leave_out=form.get("leave-out") == "yes", evidence=seen_only(form.get("evidence", "")).strip()[:200], declared=form.get("declared") == "yes")
        if sent is None or not sent.filename:
            made.errors["file"] = _("Choose a file first.")
        else:
            made.data = sent.stream.read(BIGGEST + 1)
        return made

    def declare(self) -> None:
        """For a licensed pack: what proves the licence, and a named person's word for it."""
        if not self.evidence:
            self.errors["evidence"] = _("Say which paper proves your licence.")
        if not self.declared:
            self.errors["declared"] = _("Tick that you have read the licence.")


@dataclass
class ScoreForm:
    """A score from elsewhere. `taken_on` is None when something is wrong with it."""

    typed: Mapping[str, str]
    amount: str = ""
    level: str = ""
    taken_on: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, form: Mapping[str, str], asked: Instrument, today: date) -> "ScoreForm":
        made = cls(form, form.get("amount", "").strip().replace(",", "."), seen_only(form.get("level", "")).strip()[:40])
        low, high = asked.scoring.minimum, asked.scoring.maximum
        if not re.fullmatch(r"-?\d{1,6}(\.\d{1,3})?", made.amount, re.ASCII) or not low <= Decimal(made.amount) <= high:
            made.errors["amount"] = _("Write a number from %(least)s to %(most)s.", least=low, most=high)
        try:
            made.taken_on = date(int(form.get("taken-year", "")), month_number(form.get("taken-month", "")) or 0, int(form.get("taken-day", "")))
        except ValueError:
            made.taken_on = None
        if made.taken_on is None or made.taken_on > today or made.taken_on.year < today.year - 20:
            made.errors["taken"] = _("Write the day it was taken. It cannot be later than today.")
        return made
