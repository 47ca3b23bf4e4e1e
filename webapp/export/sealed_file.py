"""The sealed file: one HTML file that a person keeps and opens without us, under a password that only they know.

AES-256-GCM under a key of PBKDF2-HMAC-SHA-256 with a salt of its own, so that any browser's WebCrypto opens it. What is said of the lock is
authenticated with it. The words are padded, so that the file's length tells little. Nothing in the open part is about anybody.
"""

import base64
import hashlib
import json
import os
import re
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import render_template

from webapp.base.i18n import speak
from webapp.export.rules import plainly
from webapp.web.styles import written

FORMAT, KEY_BY, LOCKED_BY = "sealed-file-1", "PBKDF2-HMAC-SHA-256", "AES-256-GCM"
ROUNDS = 1_000_000
# Fewer would be a lock that somebody weakened; more would keep the reader busy for ever.
FEWEST_ROUNDS, MOST_ROUNDS = 600_000, 5_000_000
SALT, NONCE = 16, 12
PADDED_TO = 32_768
LARGEST = 6_000_000
# What stands around the lock: words, style and script.
OPEN_PART = 60_000
STYLE, SCRIPT = "css/sealed-file.css", "js/sealed-file.js"
PARTS = re.compile(
    rb'<script type="text/plain" id="lock">([A-Za-z0-9+/= -]{40,400})</script>\s*'
    rb'<script type="text/plain" id="locked" data-sum="([A-Za-z0-9+/=]{44})">([A-Za-z0-9+/=]+)</script>'
)


class CannotOpen(Exception):
    """`why`: `other` is no sealed file of ours, `broken` is one whose bytes were changed or lost, `password` is one this password does not open."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Opened(NamedTuple):
    """The plan as a FHIR R4 Bundle, and as the page a person reads."""

    bundle: dict[str, Any]
    page_html: str


def sealed_html(bundle: dict[str, Any], page_html: str, password: str, *, language: str) -> bytes:
    """The file's bytes, UTF-8. Takes about half a second of one core: never inside a transaction. Needs an app context, for the words."""
    lock, locked = locked_parts(text_of(bundle, page_html), password)
    speak(language)
    about = {"lock": lock, "locked": locked, "sum": sum_of(locked.encode()), "style": STYLE, "script": SCRIPT, "written": written, "hash_of": hash_of}
    return render_template("export/sealed_file.html", **about).encode()


def text_of(bundle: dict[str, Any], page_html: str) -> str:
    return json.dumps({"page": page_html, "bundle": bundle}, ensure_ascii=False)


def has_room(bundle: dict[str, Any], page_html: str) -> bool:
    """Whether a file of these two can be read again. What is locked is a third longer, as base64."""
    return (len(text_of(bundle, page_html).encode()) + PADDED_TO) * 4 // 3 + OPEN_PART <= LARGEST


def locked_parts(text: str, password: str) -> tuple[str, str]:
    """What is said of the lock, and what it locks, in base64."""
    plain = text.encode()
    plain += b" " * (-len(plain) % PADDED_TO)
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    lock = " ".join([FORMAT, KEY_BY, str(ROUNDS), LOCKED_BY, coded(salt), coded(nonce)])
    return lock, coded(AESGCM(key_of(password, salt, ROUNDS)).encrypt(nonce, plain, lock.encode()))


def opened(file: bytes, password: str) -> Opened:
    """Read a sealed file, whoever made it. Never trust what it holds more than what anybody typed. Raises CannotOpen."""
    found = PARTS.search(file) if len(file) <= LARGEST else None
    if found is None:
        raise CannotOpen("other")
    if sum_of(found[3]) != found[2].decode():
        raise CannotOpen("broken")
    salt, nonce, rounds = lock_of(found[1].decode())
    try:
        plain = AESGCM(key_of(password, salt, rounds)).decrypt(nonce, base64.b64decode(found[3]), found[1])
    except (InvalidTag, ValueError):
        raise CannotOpen("password") from None
    try:
        held = json.loads(plain)
        return Opened(held["bundle"], held["page"])
    except (ValueError, KeyError, TypeError):
        raise CannotOpen("broken") from None


def lock_of(said: str) -> tuple[bytes, bytes, int]:
    """Salt, nonce, rounds."""
    try:
        form, key_by, rounds, locked_by, salt, nonce = said.split(" ")
        found = base64.b64decode(salt, validate=True), base64.b64decode(nonce, validate=True), int(rounds)
    except ValueError:
        raise CannotOpen("broken") from None
    fits = (form, key_by, locked_by, len(found[0]), len(found[1])) == (FORMAT, KEY_BY, LOCKED_BY, SALT, NONCE)
    if not fits or not FEWEST_ROUNDS <= found[2] <= MOST_ROUNDS:
        raise CannotOpen("broken")
    return found


def key_of(password: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", plainly(password).encode(), salt, rounds, 32)


def coded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def hash_of(path: str) -> str:
    """For the file's own content policy: the one text of ours that may run, and the one that may say how it looks."""
    return sum_of(written(path).encode())


def sum_of(raw: bytes) -> str:
    """Tells bytes that were lost on the way from a wrong password. It protects nothing: the lock does."""
    return coded(hashlib.sha256(raw).digest())


__all__ = ["CannotOpen", "Opened", "opened", "sealed_html"]
