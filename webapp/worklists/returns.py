"""Somebody who left and has no surgery now comes back, here or to a new surgery. Three things must agree, as for an import."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from webapp.base.i18n import _
from webapp.doors.forms import BirthForm
from webapp.people.models import Person
from webapp.people.queries import person_by_nhs_number, practice_of
from webapp.reports.cells import read_nhs_number
from webapp.reports.names import same_surname
from webapp.tables.refusals import CellRefused


@dataclass
class ReturnForm:
    """What was typed, and what is wrong with it."""

    number: str = ""
    surname: str = ""
    birth: BirthForm = field(default_factory=BirthForm)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> "ReturnForm":
        made = cls(posted.get("number", "")[:40], " ".join(posted.get("surname", "").split())[:80], BirthForm.read(posted))
        if made.nhs_number is None:
            made.errors["number"] = _("Type the NHS number. It has 10 numbers.")
        if not made.surname:
            made.errors["surname"] = _("Type the last name.")
        made.errors |= made.birth.errors
        return made

    @property
    def nhs_number(self) -> str | None:
        try:
            return read_nhs_number(self.number)
        except CellRefused:
            return None


def who_left(session: Session, form: ReturnForm) -> Person | None:
    """The person with this number, birthday and last name whom no surgery has now.

    None for anything else, always alike: which of the three did not agree would tell one surgery what another has on file.
    """
    found = person_by_nhs_number(session, form.nhs_number or "")
    if found is None or found.died_on or found.born_on != form.birth.born or not same_surname(found.surname, form.surname):
        return None
    return None if practice_of(session, found.id) else found
