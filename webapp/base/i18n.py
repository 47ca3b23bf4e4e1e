"""Words in the reader's language: gettext, dates in full, times, phone numbers grouped."""

from datetime import date, datetime

import phonenumbers
from babel.dates import format_date
from flask import g, has_request_context, request
from flask_babel import Babel, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from webapp.base.clock import in_london

__all__ = ["LANGUAGES", "_", "day_in_words", "install", "lazy", "ngettext", "phone_in_words", "time_in_words"]

LANGUAGES = {"en": "English"}


def chosen_language() -> str:
    """The language of this reply: what the reader chose, else what a job set, else English."""
    if not has_request_context():
        return "en_GB"
    asked = getattr(g, "language", None) or request.cookies.get("language", "en")
    return "en_GB" if asked == "en" or asked not in LANGUAGES else asked


def day_in_words(day: date | datetime, *, year: bool = True) -> str:
    """`Tuesday 3 March 2026`: never shortened (easy-read rule E18). A datetime is shown as its UK day."""
    if isinstance(day, datetime):
        day = in_london(day).date()
    return format_date(day, "EEEE d MMMM y" if year else "EEEE d MMMM", locale=get_locale() or "en_GB")


def time_in_words(at: datetime) -> str:
    """`10:30am`, `midday`: the NHS way of writing a time."""
    local = in_london(at)
    if (local.hour, local.minute) == (12, 0):
        return _("midday")
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


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
