"""What a message must not say, and what it must. Pure: the wording, as lines with `{places}`, in; kind errors out, each saying how to put it right.

Source: character facts and the lists of must and must not for texts by NHS Notify and the NHS guidance on messages, August 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.base.i18n import _
from webapp.messages.places import places_in
from webapp.messages.segments import BASIC, EXTENSION
from webapp.messages.words import NHS_NUMBER, OPTIONAL, unsaid
from webapp.wordings.reading import better_words, hard_words, too_long

LONGEST_LINK, LONGEST_STEP = 40, 12
SHORTENERS = ("bit.ly", "tinyurl", "t.co/", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "rb.gy", "cutt.ly", "tiny.cc", "t.ly/", "shorturl", "rebrand.ly")
LINK = re.compile(r"https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|ly|gl|co|io|me|link|site|info|at|cc|gd|gy)\b(?:/\S*)?", re.IGNORECASE)
TESTS = r"blood tests?|test results?|results?|scans?|x-rays?|smear|screening|biopsy|diagnosis|cancer|(?:memory|pain|foot|eye|sexual health) clinic"
ASKED = r"nhs number|date of birth|birthday|home address|postcode|password|bank"
BLAME = r"missed|failed|did not (?:come|attend|turn up)|no.show|wasted|ignored|you must|must attend|still have not|still haven't|you never|your fault"
MONEY = r"pay|paid|costs?|fees?|fine|fined|charged?|money|pounds|pence|refund|invoice|£\s?\d*"
ALARM = r"urgent|urgently|abnormal|immediately|emergency|serious|asap|final notice|last chance|act now|warning"
DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d)")


@dataclass(frozen=True)
class Asked:
    """What is asked about one wording. `ours` are the words that came with the app: a line of theirs was read by us already.

    `needed` and `known` are places. `is_text`: it goes to a phone, where every letter counts.
    """

    ours: str
    practice: str
    language: str
    needed: frozenset[str]
    known: frozenset[str]
    is_text: bool = True

    @property
    def is_english(self) -> bool:
        return self.language == "en"


def faults(text: str, asked: Asked) -> list[str]:
    """Everything to put right, most telling first."""
    if not text.strip():
        return [_("Write the message. Or go back to the words that came with the app.")]
    kept = {OPTIONAL.sub("", line).strip() for line in asked.ours.splitlines()}
    lines = [OPTIONAL.sub("", line, count=1).strip() for line in text.splitlines()]
    new = "\n".join(line for line in lines if line not in kept)
    return [*about_places(text, asked), *about_secrets(new, asked), *about_links(new), *about_tone(new), *about_letters(new, asked), *about_reading(new, asked)]


def about_places(text: str, asked: Asked) -> Iterator[str]:
    must = "\n".join(line for line in text.splitlines() if not OPTIONAL.match(line))
    if "practice" in asked.needed and "practice" not in places_in(must):
        yield _("Name your GP surgery: write {practice} in a line that always stays.")
    if "phone" in asked.needed and "phone" not in places_in(text):
        yield _("Say where to phone: write {phone}.")
    for name in sorted(asked.needed - {"practice", "phone"} - places_in(text)):
        yield _("Write %(place)s where it belongs.", place=f"{{{name}}}")
    for name in sorted(places_in(text) - asked.known):
        yield _("There is no %(place)s here. Use one from the list.", place=f"{{{name}}}")
    if re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
        yield _("A place stands between { and }, like {phone}.")


def about_secrets(new: str, asked: Asked) -> Iterator[str]:
    for word in (*unsaid(new, asked.practice), *(found_in(TESTS, new) if asked.is_text else ())):
        yield _("Take out “%(word)s”. Others may see the phone.", word=word)
    if NHS_NUMBER.search(new) or DATE.search(new):
        yield _("Take out the number or date. It may point to one person.")
    for word in found_in(ASKED, new):
        yield _("Take out “%(word)s”. We never ask for that in a message.", word=word)


def about_links(new: str) -> Iterator[str]:
    for link in LINK.findall(new):
        if any(name in link.lower() for name in SHORTENERS):
            yield _("Take out %(link)s. Short links look like a scam.", link=link)
        elif not link.startswith("https://") or len(link) > LONGEST_LINK or re.search(rf"[?#=@]|/[\w-]{{{LONGEST_STEP + 1},}}", link):
            yield _("Take out %(link)s. Use {link}, or a short plain https address.", link=link)


def about_tone(new: str) -> Iterator[str]:
    for word in found_in(BLAME, new):
        yield _("Say “%(word)s” another way. Nobody should feel blamed.", word=word)
    for word in found_in(MONEY, new):
        yield _("Take out “%(word)s”. A message about money looks like a scam.", word=word)
    for word in found_in(ALARM, new):
        yield _("Take out “%(word)s”. Nobody can answer a text. Phone them.", word=word)


def about_letters(new: str, asked: Asked) -> Iterator[str]:
    wide = sorted({letter for letter in new if letter not in BASIC | EXTENSION and letter != "\n"})
    if asked.is_text and asked.is_english and wide:
        yield _("Take out %(letters)s. With it, the text costs twice as much.", letters=" ".join(wide))


def about_reading(new: str, asked: Asked) -> Iterator[str]:
    if not asked.is_english:
        return
    for sentence in too_long(new):
        yield _("Make this sentence shorter. It may have 15 words: “%(sentence)s”", sentence=f"{sentence[:50]}...")
    for word, better in better_words(new).items():
        yield _("Say “%(better)s” for “%(word)s”.", better=better, word=word)
    for word in hard_words(new):
        if word.lower() not in better_words(new):
            yield _("“%(word)s” is a hard word. Say it another way.", word=word)


def found_in(words: str, text: str) -> list[str]:
    return list(dict.fromkeys(found.group(0).strip().lower() for found in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)))
