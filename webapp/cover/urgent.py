"""After words were saved that may be about an emergency: the next page offers whom to phone. The words are kept whatever they are.

What the next page must know goes in a cookie, sealed and always of one length, set after each save of words: it holds one letter, never a word.
"""

import re
from datetime import timedelta

from flask import Flask, Response, after_this_request, g, request

from webapp.accounts.signed_in import cookie_name
from webapp.base.sealing import Unopenable, ring
from webapp.content.urgent_words import sounds_urgent
from webapp.doors.arriving import drop_cookie, keep_cookie

NAME, LASTS, BOUND_TO = "offer", timedelta(minutes=30), "what the next page offers"
YES, NO = "y", "n"
# A word as somebody writes one; no number, no token.
WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,20}(?![\w-])")


def install(app: Flask) -> None:
    app.jinja_env.globals["offers_urgent_help"] = offers_urgent_help
    app.after_request(hand_on)


def is_a_save() -> bool:
    """By a person or a carer, or by somebody without a name; staff are asked about nothing."""
    who = g.get("signed_in")
    return request.method == "POST" and (who is None or who.role is None)


def has_words() -> bool:
    """Some word came, whatever it says."""
    return any(WORD.search(words) for words in request.form.values())


def typed_urgent() -> bool:
    return any(sounds_urgent(words) for words in request.form.values())


def hand_on(reply: Response) -> Response:
    if is_a_save() and g.get("signed_in") and reply.status_code < 400 and has_words():
        keep_cookie(reply, NAME, ring().seal(YES if typed_urgent() else NO, BOUND_TO), LASTS)
    return reply


def offers_urgent_help() -> bool:
    """On the page that answers a save, or the next one that is opened. Said once."""
    if request.method == "POST":
        return is_a_save() and typed_urgent()
    kept = request.cookies.get(cookie_name(NAME))
    if not kept:
        return False
    after_this_request(forgotten)
    try:
        return ring().unseal(kept, BOUND_TO) == YES
    except Unopenable:
        return False


def forgotten(reply: Response) -> Response:
    drop_cookie(reply, NAME)
    return reply
