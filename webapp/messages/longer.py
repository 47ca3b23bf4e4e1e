"""The words of an e-mail and of a letter: a template of their own or the same as the text's, with nothing dropped. What they may never say is the same.

An e-mail's first line is its subject; a blank line parts it from the rest. In a letter, and in an e-mail, each piece is a paragraph.
"""

from webapp.messages.places import Own
from webapp.messages.segments import plain
from webapp.messages.words import card_word, check, compose, pieces_of, rendered, unsaid
from webapp.people.models import Way

FRAME, CARD_WORD_WHOLE = "messages/email", "messages/card_word_whole"


def composed(way: Way, template: str | Own, language: str, words: dict) -> str:
    """The words of `<room>/<name>` as this way says them. Raises Unfit."""
    if way in (Way.EMAIL, Way.LETTER):
        return as_email(template, language, words) if way is Way.EMAIL else as_letter(template, language, words)
    return compose(template, language, **words)


def as_letter(template: str | Own, language: str, words: dict) -> str:
    """Paragraphs, one a line. Whose letter it is, and the code that opens a pack, are put round it when it is printed."""
    body = "\n".join(whole(template, language, words, is_printed=True))
    check(body, unsaid(body, words["practice"]))
    return body


def as_email(template: str | Own, language: str, words: dict) -> str:
    """The practice's name and its phone are always in it, and how to stop. What the message is about is never in the subject."""
    subject, hello, *after = whole(FRAME, language, {"practice": words["practice"], "phone": words.get("phone")})
    body = "\n\n".join([subject, hello, *whole(template, language, words), *after])
    check(body, unsaid(body, words["practice"]))
    return body


def whole(template: str | Own, language: str, words: dict, is_printed: bool = False) -> list[str]:
    """Every piece. On paper a piece that may be dropped and only holds a link is: the letter's own code does the same."""
    spoken = words | {"practice": plain(words["practice"])}
    pieces = rendered(template, language, spoken) + card_word(language, spoken, CARD_WORD_WHOLE)
    return [piece.text for piece in pieces_of(pieces) if not (is_printed and piece.drop and "://" in piece.text)]
