"""What a wording takes when it is sent: filled in with the longest name on the practice's list, as the network counts it. Pure but for the list."""

from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.messages.places import Own
from webapp.messages.segments import GSM, UCS2, Size, size
from webapp.messages.words import card_word, ever_fewer, fits, joined, pieces_of, rendered, short_names
from webapp.people.card_words import plain_words

# The longest day and month there are in a text: Wed 30 Sep, September.
LONGEST_DAY = datetime(2026, 9, 30, 21, 30, tzinfo=UTC)
# NHS Notify, August 2026, without VAT. GOV.UK Notify is the same.
PENCE_A_PART = 2.4


@dataclass(frozen=True)
class Counted:
    """`body` is what goes to the phone of who has that name; `left_out` the lines there was no room for. `whole` is what all of it would take."""

    body: str
    sent: Size
    whole: Size
    left_out: tuple[str, ...]
    may_go: bool

    @property
    def most_letters(self) -> int:
        """What fits into the parts it takes now."""
        alone, each = GSM if self.sent.is_gsm else UCS2
        return alone if self.sent.parts == 1 else each * self.sent.parts

    @property
    def pence(self) -> str:
        return f"{self.sent.parts * PENCE_A_PART:.1f}"


@dataclass(frozen=True)
class LongestNames:
    """The longest first name in plain letters, and the longest with letters that make a text wide, if there is one."""

    plain: str
    wide: str | None


def longest_names(names: list[str]) -> LongestNames:
    wide = [name for name in names if not size(name).is_gsm]
    longest = max((name for name in names if size(name).is_gsm), key=lambda name: size(name).units, default="Sam")
    return LongestNames(longest, max(wide, key=lambda name: size(name).units, default=None))


def samples(practice: str, phone: str, base_url: str, name: str) -> dict:
    """Every place at its longest. The practice's name is as a text says it: a long one is cut at a word."""
    link = f"{base_url.rstrip('/')}/i/abcdefghijkm"
    word = max(plain_words(), key=len)
    times = {"day": LONGEST_DAY, "month": LONGEST_DAY, "minutes": 30}
    return {"practice": short_names(practice)[0], "phone": phone, "name": name, "link": link, "card_word": word, **times}


def counted(lines: str, language: str, words: dict) -> Counted:
    pieces = pieces_of(rendered(Own(lines, ""), language, words) + card_word(language, words))
    kept = pieces
    for kept in ever_fewer(pieces):
        if fits(joined(kept), language):
            break
    body = joined(kept)
    left_out = tuple(piece.text for piece in pieces if piece not in kept)
    return Counted(body, size(body), size(joined(pieces)), left_out, fits(body, language))
