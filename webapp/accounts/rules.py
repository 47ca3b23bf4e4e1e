"""Secrets and their shapes, dates of birth as people type them, and how often a code may be asked for. Pure."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import phonenumbers

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# No letter here looks like another letter or digit of the set; those that do are read as what they look like.
LETTER_SIGNS = "0123456789ACDEFGHJKMNPRTVWXY"
LOOK_ALIKES = str.maketrans("OQILZSBU", "0011258V")
SECRET_LENGTH = 12

MOST_TRIES = 5
CODE_LASTS = timedelta(minutes=10)
DESK_CODE_LASTS = timedelta(minutes=15)
RESEND_AFTER = timedelta(seconds=60)
MOST_AN_HOUR, MOST_A_DAY, MOST_WRONG_A_DAY = 3, 6, 10
REMEMBERED_FOR = timedelta(days=395)

STAFF_TRIES = 10
STAFF_WAIT = timedelta(minutes=15)
PASSWORD_LETTERS = (15, 200)

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
LOCAL_PATH = re.compile(r"/my-plan|/new-for-me|/(people|staff|carer)(/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_=&%.+-]*)?")


def link_secret() -> str:
    return "".join(secrets.choice(BASE58) for _ in range(SECRET_LENGTH))


def letter_secret() -> str:
    return "".join(secrets.choice(LETTER_SIGNS) for _ in range(SECRET_LENGTH))


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def in_threes(code: str) -> str:
    """`7K2 M4P 9TX 3CD`: how a letter shows its code."""
    return " ".join(code[i : i + 3] for i in range(0, len(code), 3))


def letter_code(typed: str) -> str | None:
    """The code as we keep it: capitals, spaces and dashes ignored, look-alikes forgiven. None when it cannot be one."""
    code = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(LOOK_ALIKES)
    return code if len(code) == SECRET_LENGTH and set(code) <= set(LETTER_SIGNS) else None


def code_digits(typed: str) -> str | None:
    """The six digits in what was typed, spaces and dashes ignored; None when there are not six."""
    digits = re.sub(r"[\s-]", "", typed)
    return digits if re.fullmatch(r"[0-9]{6}", digits) else None


def month_number(typed: str) -> int | None:
    """A number, or a month's name or its first three letters."""
    word = typed.strip().strip(".").lower()
    if word.isdecimal():
        return int(word)
    found = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return 9 if word == "sept" else (found[0] if found else None)


def birth_date(day: str, month: str, year: str, today: date) -> date | None:
    """A day that can be somebody's birthday, or None. The year has four digits: two are never guessed at."""
    day, year = day.strip(), year.strip()
    if not (re.fullmatch(r"[0-9]{1,2}", day) and re.fullmatch(r"[0-9]{4}", year)):
        return None
    try:
        born = date(int(year), month_number(month) or 0, int(day))
    except ValueError:
        return None
    return born if date(1890, 1, 1) <= born <= today else None


def phone_number(typed: str) -> str | None:
    """A phone number as we keep it (`+447700900123`), or None."""
    try:
        parsed = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(number: str) -> bool:
    """Can it get a text? `number` as kept. Ofcom's made-up mobiles (07700 900000 to 900999) count: they harm nobody."""
    return number.startswith("+447700900") or phonenumbers.number_type(phonenumbers.parse(number)) in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def email_address(typed: str) -> str | None:
    address = typed.strip().casefold()
    return address if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address) and len(address) <= 254 else None


def first_word(name: str | None) -> str:
    """A first name as it is compared: small letters, first word only."""
    words = (name or "").casefold().split()
    return words[0] if words else ""


def may_have_code(made: Sequence[datetime], now: datetime) -> bool:
    """May one more code go, after those made at these times? At most 3 an hour and 6 a day, 60 seconds apart."""
    within = {span: sum(1 for at in made if now - at < span) for span in (RESEND_AFTER, timedelta(hours=1), timedelta(days=1))}
    return within[RESEND_AFTER] == 0 and within[timedelta(hours=1)] < MOST_AN_HOUR and within[timedelta(days=1)] < MOST_A_DAY


def local_path(asked: str | None) -> str | None:
    """Where to go after signing in: only a plain path of ours, never another site."""
    return asked if asked and len(asked) < 300 and LOCAL_PATH.fullmatch(asked) else None


def password_problem(password: str, name: str, email: str) -> str | None:
    """`short`, `long`, `plain` or `own`: why this password will not do; None when it will. Fifteen letters or more, no other recipe."""
    few, many = PASSWORD_LETTERS
    if len(password) < few:
        return "short"
    if len(password) > many:
        return "long"
    if len(set(password.casefold())) < 6:
        return "plain"
    low = password.casefold()
    return "own" if email.casefold() in low or name.casefold().replace(" ", "") in low.replace(" ", "") else None


def fresh_password() -> str:
    """Four groups of five: about 117 bits, easy to copy."""
    return "-".join("".join(secrets.choice(BASE58) for _ in range(5)) for _ in range(4))
