"""Words in the reader's language: gettext, dates in full, times, phone numbers grouped."""

import json
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path

import phonenumbers
from babel import Locale
from babel.dates import format_date
from babel.support import Translations
from flask import g, has_request_context, request
from flask.globals import _cv_app
from flask_babel import Babel, get_locale, refresh
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from webapp.base.clock import in_london
from webapp.settings import Settings

__all__ = ["LANGUAGES", "_", "day_in_words", "install", "lazy", "ngettext", "phone_in_words", "speak", "time_in_words"]

# A lazy text says of itself that it is safe HTML; with a typed word in it, it is not. Without this mark templates escape it as any other.
if hasattr(LazyString, "__html__"):
    del LazyString.__html__

LOCALES = Path(__file__).resolve().parent.parent.parent / "locales"
OTHERS = {"cy": "Cymraeg"}
REVIEWED = LOCALES / "reviewed.json"


def offered(reviewed_file: Path, *, drafts: bool) -> dict[str, str]:
    """The languages to choose from: English, and each whose catalogue a named person has read and signed in `reviewed_file`.

    With `drafts` also those nobody has signed yet: a machine's own words are shown in the demo, never to a real practice's people.
    """
    reviewed = json.loads(reviewed_file.read_text("utf-8"))
    signed = {code for code, review in reviewed.items() if review["by"] and review["on"]}
    return {"en": "English"} | {code: name for code, name in OTHERS.items() if code in reviewed and (drafts or code in signed)}


LANGUAGES = offered(REVIEWED, drafts=Settings().draft_languages or Settings().demo)
# Two cookies: what the reader chose, and what is on file of whoever arrived last in this browser.
CHOSEN, ON_FILE = "language", "language-on-file"
SOURCE = NullTranslations()
ENGLISH = Locale("en", "GB")


def chosen_language() -> str:
    """The language of this reply: what it was told to speak, what the reader chose, what is on file of them, what their browser asks for first."""
    if not has_request_context():
        return "en_GB"
    asked = (getattr(g, "language", None), request.cookies.get(CHOSEN), request.cookies.get(ON_FILE), first_named(request.headers.get("Accept-Language", "")))
    found = next((language for language in asked if language in LANGUAGES), "en")
    return "en_GB" if found == "en" else found


def first_named(accepted: str) -> str:
    """The first of our languages in an Accept-Language header. Most name none but English, so the header is seldom taken apart."""
    if not any(code in accepted for code in LANGUAGES if code != "en"):
        return "en"
    return next((tag.split("-")[0] for tag in request.accept_languages.values() if tag.split("-")[0] in LANGUAGES), "en")


def speak(language: str) -> None:
    """This reply is in this language, whatever was chosen before."""
    g.language = language
    refresh()


@cache
def catalogue(locale: Locale) -> NullTranslations:
    """The compiled catalogue of a language, read once. English is the source and needs none."""
    return Translations.load(LOCALES, [str(locale)])


def spoken() -> NullTranslations:
    """The catalogue of this reply. Kept beside flask-babel's locale, which a job may change: its own look-up costs more than the word."""
    inside = _cv_app.get(None)
    if inside is None:
        return SOURCE
    here = inside.g.get("_flask_babel")
    locale, found = getattr(here, "spoken", (None, SOURCE))
    if here is None or locale is None or locale is not getattr(here, "babel_locale", None):
        locale = get_locale()
        found = catalogue(locale) if locale else SOURCE
        if locale:
            g._flask_babel.spoken = (locale, found)
    return found


class Said(str):
    """Words of the catalogue that still know which: `text`, `many` if there are two forms, and what was put in."""

    text: str
    many: str
    variables: dict[str, object]

    __slots__ = ("many", "text", "variables")

    @classmethod
    def of(cls, words: str, text: str, variables: dict[str, object], many: str = "") -> "Said":
        said = cls(words)
        said.text, said.many, said.variables = text, many, variables
        return said


def _(text: str, /, **variables: object) -> str:
    said = spoken().gettext(text)
    return Said.of(said % variables if variables else said, text, variables)


def ngettext(one: str, many: str, num: int, **variables: object) -> str:
    variables = {"num": num, **variables}
    return Said.of(spoken().ngettext(one, many, num) % variables, one, variables, many)


def lazy(text: str, /, **variables: object) -> LazyString:
    """Said when it is shown, in the language of that reply."""
    return LazyString(_, text, **variables)


def plural_samples() -> list[tuple[str, int]]:
    """For each shape that a counted word has in the reader's language (CLDR: one, two, few, many, other) the first number that takes it."""
    return samples_of(get_locale() or ENGLISH)


@cache
def samples_of(locale: Locale) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for number in range(1, 101):
        found.setdefault(locale.plural_form(number), number)
    return sorted(found.items())


@pass_eval_context
def template_gettext(how: EvalContext, text: str, /, **variables: object) -> str:
    """`{{ _("...") }}`: a catalogue's own words are safe, what is put into them is escaped. A text is always a format, so `%%` is one sign."""
    said = marked(spoken(), text) if how.autoescape else spoken().gettext(text)
    return said % variables if variables or "%" in said else said


@lru_cache(maxsize=10_000)
def marked(catalogue: NullTranslations, text: str) -> Markup:
    return Markup(catalogue.gettext(text))  # noqa: S704


@pass_eval_context
def template_ngettext(how: EvalContext, one: str, many: str, num: int, /, **variables: object) -> str:
    said = spoken().ngettext(one, many, num)
    if how.autoescape:
        said = Markup(said)  # noqa: S704
    return said % {"num": num, **variables}


def day_in_words(day: date | datetime, *, year: bool = True, weekday: bool = True) -> str:
    """`Tuesday 3 March 2026`: no word of it shortened (easy-read rule E18). Days long past go without the weekday, which helps only to plan.

    A datetime is shown as its UK day.
    """
    if isinstance(day, datetime):
        day = in_london(day).date()
    return formatted(day, f"{'EEEE ' if weekday else ''}d MMMM{' y' if year else ''}", get_locale() or ENGLISH)


def day_in_each_language(day: date) -> dict[str, str]:
    """`Tuesday 3 March 2026` by language code: for a page whose reader may have chosen another language by then."""
    return {code: formatted(day, "EEEE d MMMM y", ENGLISH if code == "en" else Locale.parse(code)) for code in LANGUAGES}


def month_in_words(month: date) -> str:
    """`March 2026`."""
    return formatted(month, "LLLL y", get_locale() or ENGLISH)


@lru_cache(maxsize=2000)
def formatted(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


def time_in_words(at: datetime) -> str:
    """`10:30am`, `midday`: the NHS way of writing a time; in Welsh `10:30yb`."""
    local = in_london(at)
    if (local.hour, local.minute) == (12, 0):
        return _("midday")
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{hour}{minutes}{half_of_day(local.hour, get_locale() or ENGLISH)}"


def half_of_day(hour: int, locale: Locale) -> str:
    """Most languages have no long form of it."""
    half, forms = "am" if hour < 12 else "pm", locale.day_periods["format"]
    return next(forms[form][half] for form in ("wide", "abbreviated") if half in forms[form])


def phone_in_words(number: str) -> str:
    """`07700 900123` for a UK number kept as E.164; any other in its international form."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == 44
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def locale_tag() -> str:
    return str(get_locale() or "en_GB").replace("_", "-")


def text_direction() -> str:
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def install(app) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(app.config["LOCALES"]))
    Babel(app, locale_selector=chosen_language, timezone_selector=lambda: "Europe/London", default_locale="en_GB")
    app.jinja_env.globals.update(_=template_gettext, gettext=template_gettext, ngettext=template_ngettext, plural_samples=plural_samples)
