"""One row of a people report."""

from dataclasses import dataclass
from datetime import date

from webapp.reports.cells import read_address, read_email, read_phone, read_sex
from webapp.reports.dates import read_day
from webapp.reports.groups import deprivation_in, ethnic_group_in, says_not_known
from webapp.reports.identities import Identity, read_identity
from webapp.reports.names import has_lost_letters
from webapp.reports.notes import Note, Said
from webapp.reports.terms import Term, conditions_in, language_in, needs_in
from webapp.tables.files import Sheet
from webapp.tables.records import Row
from webapp.tables.refusals import CellRefused, Reason

DEPRIVATION = {"deprivation_decile": "decile", "deprivation": "", "deprivation_quintile": "quintile"}
ADDRESS = ("address", "address_1", "address_2", "address_3", "address_4", "address_5")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """None means the report has no such column: nothing is known, so nothing may change. An empty tuple means the cell was empty.

    Phones are E.164; an address is its lines.
    """

    line: int
    who: Identity
    sex: str | None = None
    mobiles: tuple[str, ...] | None = None
    landlines: tuple[str, ...] | None = None
    emails: tuple[str, ...] | None = None
    addresses: tuple[str, ...] | None = None
    conditions: tuple[Term, ...] | None = None
    language: str | None = None
    needs: tuple[Term, ...] | None = None
    ethnic_group: str | None = None
    deprivation: str | None = None
    died_on: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def content(self) -> tuple:
        contacts = self.mobiles, self.landlines, self.emails, self.addresses
        return self.who, self.sex, *contacts, self.conditions, self.language, self.needs, self.ethnic_group, self.deprivation, self.died_on


def read_person(sheet: Sheet, row: Row, *, today: date, test_numbers: bool) -> list[PersonRow]:
    """Raises CellRefused."""
    who, notes = read_identity(sheet, row, today=today), []
    if has_lost_letters(who.surname + who.given_name):
        notes.append(Note(Said.LETTERS_LOST))
    died_on = read_death(sheet.cell(row, "died_on") or "", who, today, notes)
    return [
        PersonRow(
            line=row.line,
            who=who,
            sex=read_sex(sheet.cell(row, "sex") or ""),
            died_on=died_on,
            **read_contacts(sheet, row, notes, test_numbers),
            **read_wishes(sheet, row, notes),
            **read_groups(sheet, row, notes),
            notes=tuple(notes),
        )
    ]


def read_death(text: str, who: Identity, today: date, notes: list[Note]) -> date | None:
    if not text:
        return None
    died_on = read_day(text)
    if not who.born_on <= died_on <= today:
        raise CellRefused(Reason.DEATH_DATE_ODD, text)
    notes.append(Note(Said.HAS_DIED))
    return died_on


def read_contacts(sheet: Sheet, row: Row, notes: list[Note], test_numbers: bool) -> dict:
    """A landline written in the mobile column is kept as a landline: it rings, but it cannot get texts. A home phone is never texted."""
    mobile, home, email = (sheet.cell(row, word) for word in ("mobile", "home_phone", "email"))
    mobiles, landlines = (), ()
    if found := usable(mobile, notes, test_numbers):
        mobiles, landlines = ((found.number,), ()) if found.takes_texts else ((), (found.number,))  # type: ignore[assignment]
        notes.extend([] if found.takes_texts else [Note(Said.LANDLINE)])
    if at_home := usable(home, notes, test_numbers):
        landlines = tuple(dict.fromkeys((*landlines, at_home.number)))
    address = read_email(email) if email else None
    if email and not address:
        notes.append(Note(Said.EMAIL_UNUSABLE, email[:40]))
    return {
        "mobiles": None if mobile is None else mobiles,
        "landlines": None if home is None and not landlines else landlines,
        "emails": None if email is None else (address,) if address else (),
        "addresses": read_address([sheet.cell(row, word) for word in ADDRESS], sheet.cell(row, "postcode")),
    }


def usable(text: str | None, notes: list[Note], test_numbers: bool):
    found = read_phone(text, test_numbers=test_numbers) if text else None
    if text and not found:
        notes.append(Note(Said.PHONE_UNUSABLE, text[:40]))
    return found


def read_wishes(sheet: Sheet, row: Row, notes: list[Note]) -> dict:
    """Conditions, language and needs."""
    conditions, needs, language = (sheet.cell(row, word) for word in ("conditions", "needs", "language"))
    said, needed = conditions_in(conditions or ""), needs_in(needs or "")
    spoken = language_in(language) if language else None
    notes.extend(Note(Said.UNKNOWN_CONDITION, term.words[:40]) for term in said if not term.code)
    notes.extend(Note(Said.UNKNOWN_NEED, term.words[:40]) for term in needed if not term.code)
    if language and not spoken:
        notes.append(Note(Said.UNKNOWN_LANGUAGE, language[:40]))
    return {"conditions": None if conditions is None else said, "language": spoken, "needs": None if needs is None else needed}


def read_groups(sheet: Sheet, row: Row, notes: list[Note]) -> dict:
    """Ethnic group and deprivation. Words nobody knows are told; of two columns of deprivation the finer one is taken."""
    group = sheet.cell(row, "ethnic_group") or ""
    places = [(cell, deprivation_in(cell, scale)) for word, scale in DEPRIVATION.items() if (cell := sheet.cell(row, word))]
    if group and not ethnic_group_in(group) and not says_not_known(group):
        notes.append(Note(Said.UNKNOWN_ETHNIC_GROUP, group[:40]))
    notes.extend(Note(Said.UNKNOWN_DEPRIVATION, cell[:40]) for cell, place in places if not place and not says_not_known(cell))
    return {"ethnic_group": ethnic_group_in(group), "deprivation": next((place for _cell, place in places if place), None)}
