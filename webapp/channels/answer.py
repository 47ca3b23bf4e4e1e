"""One HTTP answer, read as it comes: whole, in single bytes, or in chunks. The reading is `httptools`' own, the one that uvicorn serves with."""

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from httptools import HttpParserError, HttpResponseParser
from pydantic_core import from_json
from requests.structures import CaseInsensitiveDict

from webapp.base.clock import now

LONGEST = 4_000_000
LONGEST_WAIT = 3600.0
Broken = HttpParserError


class Answer:
    """`take` what arrives until it says that the answer is whole. Raises Broken for what is no HTTP or far too long."""

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)
        self._fields: list[tuple[bytes, bytes]] = []
        self._parts: list[bytes] = []
        self._length = 0
        self._headed = False
        self.whole = self.stays_open = False

    def take(self, some: bytes) -> None:
        self._length += len(some)
        if self._length > LONGEST:
            raise Broken("longer than any answer")
        self._parser.feed_data(some)

    def ended(self) -> None:
        """The other end closed. That ends an answer of no stated length; any other has lost its rest. Raises Broken then."""
        stated = {b"content-length", b"transfer-encoding"} & {name.lower() for name, _value in self._fields}
        if stated or not self._headed:
            raise Broken("closed before the answer was whole")
        self.whole = True

    def on_message_begin(self) -> None:
        if self.whole:
            raise Broken("more than one answer")

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        self._headed = True

    def on_body(self, part: bytes) -> None:
        self._parts.append(part)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:
            # "Go on" and "wait a little" come before the answer.
            self._fields.clear()
            self._headed = False
            return
        self.whole, self.stays_open = True, self._parser.should_keep_alive()

    # From here on: what the official client reads of an answer.

    @property
    def status_code(self) -> int:
        return self._parser.get_status_code()

    @property
    def headers(self) -> CaseInsensitiveDict:
        return CaseInsensitiveDict((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._fields)

    def json(self) -> Any:
        return from_json(b"".join(self._parts))

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise requests.HTTPError(response=self)  # type: ignore[arg-type]


def seconds(header: str) -> float:
    """What a Retry-After asks for (RFC 9110, 10.2.3): seconds, or a date. An hour at most; 0 for what is neither."""
    if header.isascii() and header.isdigit():
        return min(float(header), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return min(max((at.replace(tzinfo=at.tzinfo or UTC) - now()).total_seconds(), 0.0), LONGEST_WAIT)


def is_json(response: Answer, kinds: tuple[type, ...] = (dict,)) -> bool:
    try:
        return isinstance(response.json(), kinds)
    except (ValueError, RecursionError):
        return False
