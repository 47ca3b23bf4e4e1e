"""How many parts a text message takes. Source: GSM 03.38 default alphabet and its extension; NHS Notify pricing page, August 2026."""

from dataclasses import dataclass

BASIC = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
EXTENSION = frozenset("^{}\\[~]|€\f")
# (letters in a text of one part, letters in each part of a longer one)
GSM, UCS2 = (160, 153), (70, 67)
PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("–—‑−•", "-") | dict.fromkeys("\u00a0\u2009\u202f", " ") | {"…": "..."}
)


@dataclass(frozen=True)
class Size:
    """`units` are septets (GSM-7) or UTF-16 code units (UCS-2)."""

    is_gsm: bool
    units: int
    parts: int


def plain(text: str) -> str:
    """Curly quotes, long dashes and fixed spaces as their plain forms: one of them would halve what fits. Letters are never touched."""
    return text.translate(PLAIN)


def size(text: str) -> Size:
    """As the network counts it: a double-width character is never split over two parts."""
    is_gsm = all(letter in BASIC or letter in EXTENSION for letter in text)
    widths = [(2 if letter in EXTENSION else 1) if is_gsm else len(letter.encode("utf-16-le")) // 2 for letter in text]
    alone, each = GSM if is_gsm else UCS2
    units = sum(widths)
    return Size(is_gsm, units, 1 if units <= alone else parts_of(widths, each))


def parts_of(widths: list[int], each: int) -> int:
    parts, used = 1, 0
    for width in widths:
        if used + width > each:
            parts, used = parts + 1, 0
        used += width
    return parts
