"""What one page hands on to the next, out of sight: sealed in a cookie, for this sign-in and one place, for half an hour.

An address stays in the browser's history, in logs and in the `Referer`. Nothing a person answered, and nothing they were looked up by,
may stand in one.
"""

import json
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, after_this_request, redirect, request

from webapp.accounts.signed_in import cookie_name, visitor
from webapp.base.clock import now
from webapp.base.sealing import Unopenable, ring
from webapp.doors.arriving import drop_cookie, keep_cookie

NAME, LASTS = "handed", timedelta(minutes=30)
# Every cookie is as long as the longest: its length tells nothing.
LENGTH = 640


def onward(to: str, *, place: str | None = None, **said: str | int | None) -> Response:
    """On to the address `to`. The page at `place` (a path; else that of `to`) is given the words by `handed_on`."""
    reply = redirect(to, 303)
    kept = {name: word for name, word in said.items() if word is not None}
    text = json.dumps([(now() + LASTS).timestamp(), kept], ensure_ascii=False)
    text += " " * (LENGTH - len(text.encode()))
    keep_cookie(reply, NAME, ring().seal(text, bound_to(place or urlsplit(to).path)), LASTS)  # type: ignore[arg-type]
    return reply  # type: ignore[return-value]


def handed_on(place: str | None = None, *, once: bool = False) -> dict:
    """The words handed to this page, or to `place`; empty when there are none, or they were for another page or another sign-in."""
    kept = request.cookies.get(cookie_name(NAME))
    if not kept or visitor() is None:
        return {}
    try:
        until, said = json.loads(ring().unseal(kept, bound_to(place or request.path)))
    except Unopenable:
        return {}
    if now().timestamp() >= until:
        return {}
    if once:
        after_this_request(forgotten)
    return said


def forgotten(reply: Response) -> Response:
    drop_cookie(reply, NAME)
    return reply


def bound_to(place: str) -> str:
    return f"handed.{place}.{visitor().sign_in_id}"  # type: ignore[union-attr]
