"""The words of a message: a template of `templates/<room>/messages/`, or a practice's own wording of it, in the person's language, made to fit.

In a template each line is one piece. A line that begins `?1 ` may be dropped, `?1` first; a blank line breaks the text's line.
What must stay is shortened last: the practice's name, word by word. The word on the person's card is the last piece to be dropped:
without it a text is harder to tell from a scam, but a name cut short looks like one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import extract_from_ast

from webapp.base.clock import in_london
from webapp.base.i18n import LANGUAGES, half_of_day
from webapp.content import catalogue
from webapp.messages import languages
from webapp.messages.places import Own, filled
from webapp.messages.segments import plain, size

WEBAPP = Path(__file__).resolve().parent.parent
LOCALES = WEBAPP.parent / "locales"
NAME_LETTERS = 30
CARD_WORD = "messages/card_word"
OPTIONAL = re.compile(r"\?(\d) ")
NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
COMMON = "family|medical|health|primary|care|group|surgery|practice|centre|partnership|clinic|partners|doctors|and|&"
EVERY_SURGERY = re.compile(rf"^the |( ({COMMON}))+$", re.IGNORECASE)


class Unfit(ValueError):
    """A message that may not be sent: too long, or it says what a text message must never say."""


@dataclass(frozen=True)
class Piece:
    text: str
    drop: int | None = None
    starts_line: bool = False


def language_of(saying: str | Own, language: str) -> str:
    """The language these words can be said in. A draft that nobody has signed counts only in the demo; a practice's own words were read by somebody."""
    if isinstance(saying, Own) or language in LANGUAGES:
        return language
    return language if language in languages.OFFERED and languages.says(language, sentences_of(saying)) else "en"


def compose(template: str | Own, language: str, **words) -> str:
    """The text of `<room>/<name>` for these words, or of a practice's own wording. `practice` is the surgery's name; `day` a date.

    `card_word` is the word on the person's card, if they have one. Raises Unfit.
    """
    body = fitted(template, language_of(template, language), words)
    check(body, unsaid(body, words.get("practice", "")))
    return body


def fitted(template: str | Own, language: str, words: dict) -> str:
    for practice in short_names(plain(words.get("practice", ""))):
        pieces = pieces_of(rendered(template, language, words | {"practice": practice}) + card_word(language, words))
        for kept in ever_fewer(pieces):
            if fits(joined(kept), language):
                return joined(kept)
    raise Unfit(f"{template} does not fit")


def ever_fewer(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """All of them, then without what may go first, and so on."""
    for dropped in (0, *sorted({piece.drop for piece in pieces if piece.drop})):
        yield [piece for piece in pieces if piece.drop is None or piece.drop > dropped]


def fits(body: str, language: str) -> bool:
    """One part in English. Two where the letters of a language, or of a name, need the wide alphabet."""
    measured = size(body)
    return measured.parts <= (1 if language == "en" and measured.is_gsm else 2)


def rendered(template: str | Own, language: str, words: dict) -> str:
    """Its pieces, one a line, with plain quotes and dashes."""
    times = {"short_day": short_day, "clock": clock_time, "named_month": named_month}
    context = {"_": partial(say, translations(language)), **{name: partial(shown, language) for name, shown in times.items()}}
    said = filled(template.lines, spoken(language, words)) if isinstance(template, Own) else file_of(template).render(words | context)
    return plain(said)


def card_word(language: str, words: dict, template: str = CARD_WORD) -> str:
    """The line that says it, or nothing."""
    return f"\n{rendered(template, language, words)}" if words.get("card_word") else ""


def path_of(template: str) -> Path:
    room, name = template.split("/")
    return WEBAPP / "templates" / room / "messages" / f"{name}.txt"


def file_of(template: str) -> Template:
    room, name = template.split("/")
    return environment().get_template(f"{room}/messages/{name}.txt")


def spoken(language: str, words: dict) -> dict[str, str]:
    """What stands in the places of a practice's own wording: a day and its time are made ready here, not there."""
    made = {name: str(word) for name, word in words.items() if word}
    if day := words.get("day"):
        made["day"] = short_day(language, day)
        made |= {"time": clock_time(language, day)} if isinstance(day, datetime) else {}
    if month := words.get("month"):
        made["month"] = named_month(language, month)
    return made


@cache
def sentences_of(template: str) -> frozenset[str]:
    """Every sentence that may be said in it."""
    parsed = environment().parse(path_of(template).read_text("utf-8"))
    return frozenset(str(said[0]) for _line, _function, said in extract_from_ast(parsed, babel_style=False) if isinstance(said, tuple))


def pieces_of(text: str) -> list[Piece]:
    found: list[Piece] = []
    starts_line = False
    for line in text.strip().splitlines():
        optional = OPTIONAL.match(line)
        if line.strip():
            found.append(Piece(OPTIONAL.sub("", line, count=1).strip(), int(optional[1]) if optional else None, starts_line))
        starts_line = not line.strip()
    return found


def joined(pieces: list[Piece]) -> str:
    return "".join(("\n" if piece.starts_line else " ") + piece.text for piece in pieces)[1:]


def short_names(name: str) -> list[str]:
    """Ever shorter forms of a surgery's name, cut at words only; at least one word stays."""
    forms = [name]
    while len(forms[-1].split()) > 1:
        fewer = EVERY_SURGERY.sub("", forms[-1]).strip(" ,")
        forms.append(fewer if fewer and fewer != forms[-1] else forms[-1].rsplit(" ", 1)[0].strip(" ,"))
    start = next((place for place, form in enumerate(forms) if len(form) <= NAME_LETTERS), len(forms) - 1)
    return forms[start:]


def short_day(language: str, day: date | datetime) -> str:
    """`Tue 15 Dec`: the one place where a day is shortened, because a text has 160 letters."""
    day = in_london(day).date() if isinstance(day, datetime) else day
    return format_date(day, "EEE d MMM", locale=locale_of(language)).replace("Sept", "Sep")


def named_month(language: str, month: date) -> str:
    return format_date(month, "LLLL", locale=locale_of(language))


def clock_time(language: str, at: datetime) -> str:
    local = in_london(at)
    if language in languages.known():
        return f"{local:%H:%M}"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{half_of_day(local.hour, Locale.parse(locale_of(language)))}"


def locale_of(language: str) -> str:
    return "en_GB" if language == "en" else language


def say(catalogue_of_language: NullTranslations, text: str, **words) -> str:
    said = catalogue_of_language.gettext(text)
    return said % words if words else said


@cache
def translations(language: str) -> NullTranslations:
    return languages.catalogue(language) if language in languages.known() else Translations.load(LOCALES, [language])


@cache
def environment() -> Environment:
    # A text message is not HTML: escaping would send "&amp;" to a phone.
    return Environment(loader=FileSystemLoader(WEBAPP / "templates"), autoescape=False, undefined=StrictUndefined)  # noqa: S701


def unsaid(body: str, practice: str) -> list[str]:
    """What a text must never say and does: a condition, a result. The surgery's own name may hold such a word (Falls Road Surgery)."""
    for name in short_names(plain(practice)):
        body = body.replace(name, "") if name else body
    return sorted({found.group(0).lower() for found in never_said().finditer(body)})


def check(body: str, said: list[str]) -> None:
    if said:
        raise Unfit(f"A text must not say: {', '.join(said)}")
    if NHS_NUMBER.search(body):
        raise Unfit("A text must not hold an NHS number")


@cache
def never_said() -> re.Pattern:
    labels = {*catalogue.conditions(), *catalogue.conditions().values(), *(result.label for result in catalogue.results().values())}
    spoken = {plain(part).strip().lower() for label in labels for part in (label, label.split("(")[0])}
    words = sorted((re.escape(word) for word in spoken if len(word) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(words)})(?!\w)", re.IGNORECASE)
