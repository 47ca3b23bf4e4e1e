"""From bytes to text, whichever program saved the file. Never guesses by letter frequency: that called a British file Chinese."""

import codecs
import re

from webapp.base.i18n import lazy

SAMPLE = 20_000
STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
OTHER_FORMATS = ("<html", "<?xml", "<!doc", "%pdf-", "{\\rtf")


class FileRefused(ValueError):
    """A file that cannot be read at all. The text is a plain sentence, shown as it is."""


def decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding). Damaged bytes become U+FFFD, so that only their own rows suffer. Raises FileRefused."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused(lazy("This is an Excel workbook. Open it, choose “Save as”, then “CSV UTF-8”."))
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if looks_binary(text):
        raise FileRefused(lazy("This is not a report in text form. Ask for the report as a CSV file."))
    # A control character is damage too, and PostgreSQL takes no NUL.
    return STRANGE.sub("\ufffd", text), encoding


def encoding_of(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return utf16_without_mark(data) or utf8_or_windows(data)


def utf16_without_mark(data: bytes) -> str | None:
    """English text in UTF-16 has a zero in every second byte."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) * 0.3:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def utf8_or_windows(data: bytes) -> str:
    """UTF-8 when most of its letters beyond ASCII are whole, else Windows-1252: one damaged byte must not spoil every name."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if not damaged or data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    return "utf-8" if sum(c > "\x7f" for c in text) - damaged > damaged else "cp1252"


def looks_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(STRANGE.findall(sample)) > max(20, len(sample) * 0.1) or sample.lstrip()[:5].lower() in OTHER_FORMATS
