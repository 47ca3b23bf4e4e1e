"""One cell at a time: NHS numbers, telephone numbers, e-mail. Each gives the tidy value or says why not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import nhs_number
import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from webapp.tables.refusals import CellRefused, Reason

SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
PROTECTED = re.compile(r"[=']\"?([0-9 -]+)\"?")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_{|}~'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
UK_MOBILE = re.compile(r"(?:0|44|0044)?(7[1-9][0-9]{8})")
DRAMA_MOBILE = re.compile(r"\+447700900[0-9]{3}")
DRAMA_LANDLINE = re.compile(r"\+44(?:1632960|11[3-8]496|121496|131496|141496|151496|161496|191498|2079460|2890180|2920180)[0-9]{3,4}")
# What the window of an envelope shows.
MOST_LINES, LONGEST_LINE = 6, 60
SEXES = {"f": "female", "female": "female", "woman": "female", "m": "male", "male": "male", "man": "male"}


def read_nhs_number(text: str) -> str:
    """Ten digits with a valid check digit. Raises CellRefused."""
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        raise CellRefused(Reason.NO_NHS_NUMBER)
    if SCIENTIFIC.fullmatch(said):
        raise CellRefused(Reason.EXCEL_NUMBER, text)
    if protected := PROTECTED.fullmatch(said):
        said = protected[1]
    digits = re.sub(r"[\s‐‑–-]", "", said)
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1 or not nhs_number.is_valid(digits):
        raise CellRefused(Reason.BAD_NHS_NUMBER, text)
    return digits


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` in E.164 (`+447700900123`). `takes_texts` is false for a landline."""

    number: str
    takes_texts: bool


def read_phone(text: str, *, test_numbers: bool = False) -> Phone | None:
    """None when nobody could be reached on it. `test_numbers` lets in the numbers kept for drama, as the demo's people have."""
    said = re.sub(r"[\s().-]", "", unicodedata.normalize("NFKC", text)).replace("+440", "+44").removeprefix("+")
    if (plain := UK_MOBILE.fullmatch(said)) and not plain[1].startswith(("76", "70")) and not text.strip().startswith("+7"):
        return Phone(f"+44{plain[1]}", takes_texts=True) if test_numbers or not plain[1].startswith("7700900") else None
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if DRAMA_MOBILE.fullmatch(written) or DRAMA_LANDLINE.fullmatch(written):
        return Phone(written, takes_texts=bool(DRAMA_MOBILE.fullmatch(written))) if test_numbers else None
    kind = phonenumbers.number_type(number)
    if number.extension or kind == PhoneNumberType.UNKNOWN:
        return None
    return Phone(written, takes_texts=kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE))


def read_email(text: str) -> str | None:
    said = unicodedata.normalize("NFKC", text).strip()
    return said if len(said) <= 254 and EMAIL.fullmatch(said) and ".." not in said else None


def read_address(cells: Sequence[str | None], postcode: str | None) -> tuple[str, ...] | None:
    """One address, its lines apart; empty when the cells are. None: the report has no such columns. A postcode alone is no address."""
    if all(cell is None for cell in cells):
        return None
    lines = [" ".join(line.split()) for cell in cells for line in re.split(r"[\n,]", cell or "")]
    known = [line[:LONGEST_LINE] for line in dict.fromkeys(lines) if line][:MOST_LINES]
    last = " ".join((postcode or "").upper().split())[:10]
    if last and known and last.replace(" ", "") not in known[-1].upper().replace(" ", ""):
        known.append(last)
    return ("\n".join(known),) if known else ()


def read_sex(text: str) -> str | None:
    """As recorded, or None: never told from a name or a title."""
    return SEXES.get(text.strip().casefold())
