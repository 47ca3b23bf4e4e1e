"""Reading what was typed: a request, by anybody or at the desk, and the answer to it."""

import re
from dataclasses import dataclass, field
from datetime import date

from webapp.accounts import rules
from webapp.asks.changes import Answer, Asked
from webapp.asks.models import Asker, Outcome, Told
from webapp.base.clock import today
from webapp.base.i18n import _

LINE, TEXT = 120, 1000
ADDRESS = re.compile(r"https?:|www\.|\[url", re.IGNORECASE)
# Nobody sees this box; what fills it in is no human.
TRAP = "website"


@dataclass
class AskForm:
    asker: str = ""
    name: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    reach: str = ""
    asker_name: str = ""
    note: str = ""
    born: date | None = None
    is_trapped: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "AskForm":
        made = cls(**{name: " ".join(posted.get(name, "")[: LINE + 1].split()) for name in ("asker", "name", "reach", "asker_name")})
        made.day, made.month, made.year = (posted.get(f"birth-{part}", "")[:20] for part in ("day", "month", "year"))
        made.note, made.is_trapped = posted.get("note", "")[: TEXT + 1].strip(), bool(posted.get(TRAP))
        made.born = rules.birth_date(made.day, made.month, made.year, today())
        made.find_errors()
        return made

    def find_errors(self) -> None:
        if self.asker not in set(Asker):
            self.errors["asker"] = _("Choose who the talk is for.")
        self.ask_line("name", self.name, _("Write the name of the person the talk is for."))
        if self.born is None:
            self.errors["birth"] = _("Write the day, the month and the whole year. Like this: 14 3 1950.")
        self.ask_line("reach", self.reach, _("Write how we can reach you."))
        if self.asker == Asker.CARER:
            self.ask_line("asker_name", self.asker_name, _("Write your own name."))
        if len(self.note) > TEXT:
            self.errors["note"] = _("That is too long. Write %(most)s letters or fewer.", most=TEXT)
        for name in ("name", "reach", "asker_name", "note"):
            if ADDRESS.search(getattr(self, name)):
                self.errors.setdefault(name, _("Please leave out addresses of web pages."))

    def ask_line(self, name: str, said: str, missing: str) -> None:
        if not said:
            self.errors[name] = missing
        elif len(said) > LINE:
            self.errors[name] = _("That is too long. Write %(most)s letters or fewer.", most=LINE)

    def asked(self) -> Asked:
        """Only of a form without errors."""
        helper = self.asker_name if self.asker == Asker.CARER else ""
        return Asked(Asker(self.asker), self.name, self.born or today(), self.reach, helper, self.note)


@dataclass
class AnswerForm:
    outcome: str = ""
    told: str = ""
    why: str = ""
    own_words: str = ""
    may_ask_again: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted) -> "AnswerForm":
        made = cls(
            posted.get("outcome", ""), posted.get("told", ""), posted.get("why", "")[: LINE * 2].strip(), posted.get("own_words", "")[: TEXT + 1].strip()
        )
        made.may_ask_again = bool(posted.get("may_ask_again"))
        if made.outcome not in set(Outcome):
            made.errors["outcome"] = _("Choose what came of it.")
        if made.told not in set(Told):
            made.errors["told"] = _("Choose how you tell them.")
        if made.outcome == Outcome.NO and not (made.why or made.own_words):
            made.errors["why"] = _("Say why, in words they can read.")
        if len(made.own_words) > TEXT:
            made.errors["own_words"] = _("That is too long. Write %(most)s letters or fewer.", most=TEXT)
        return made

    def answer(self, words: str) -> Answer:
        """Only of a form without errors. `words` are ours, where they wrote none of their own."""
        return Answer(Outcome(self.outcome), Told(self.told), self.own_words or words, self.may_ask_again)
