"""Web push through the `webpush` library, which encrypts (RFC 8291) and signs (RFC 8292); the way to the push service is our own.

The library remembers what one call was given for the next ones, mixes up two callers, forgets the port of an origin, and sends to any address
with any length: so a new object serves each call, the address is looked at, and each notice has one and the same length. What is inside is
one constant sentence, so that neither a push service nor whoever sees the phone learns anything.
"""

import json
import math
import socket
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import time
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import jwt
from greenlet import getcurrent, greenlet
from pydantic import AnyHttpUrl
from webpush import VAPID, WebPush, WebPushSubscription
from webpush.types import WebPushKeys

from webapp.base.logs import log
from webapp.channels import CannotBeAsked, NoAnswer, Refused, TryLater
from webapp.channels.answer import Answer
from webapp.channels.line import BROKE, Line
from webapp.channels.push_address import LookUp, PushService, Subscription, may_go_to, origin_of
from webapp.channels.push_key import PushKey
from webapp.settings import Settings

# The push service keeps it for a phone that is off; a day later the text has gone.
TTL_SECONDS = 86_400
# RFC 8030 section 5.3. A notice that somebody waits for, not an alarm that wakes a sleeping phone at any price.
URGENCY = "normal"
# One that waits for a phone that is off takes the place of the one before.
TOPIC = "new"
# Every notice in every language is as long as this, in bytes: its length tells nothing. A push service takes 4,096 at least, encrypted.
LENGTH = 1_024
LONGEST_WAIT = 3_600.0
NAME = "In My Words"
# Where a tap leads. Whoever signs in is shown what is new for them there.
OPENS = "/new-for-me"


class BrowserPush:
    """A channel: `to` is a Subscription as text. `look_up` is `socket.getaddrinfo`, or what stands in for it."""

    can_be_asked = False

    def __init__(self, settings: Settings, key: PushKey, look_up: LookUp = socket.getaddrinfo):
        self.settings, self.key, self.look_up = settings, key, look_up
        self.patience = 2 * settings.push_timeout  # once to connect, once to read
        self._lines: WeakKeyDictionary[greenlet, dict[str, Line]] = WeakKeyDictionary()

    def send(self, to: str, body: str, reference: str) -> str:
        try:
            subscription = Subscription.from_text(to)
        except ValueError:
            raise Refused("not_allowed") from None
        if not subscription.is_sound(self.settings.push_service_for_tests):
            raise Refused("not_allowed")
        said = request(subscription, sealed_notice(subscription, body, self.settings, self.key))
        return meaning(self.exchange(subscription.endpoint, said), reference)

    def found(self, reference: str) -> str | None:
        """A push service cannot be asked what it took: a notice whose answer was lost is never sent again, and the text follows."""
        raise CannotBeAsked("push services cannot be asked")

    def exchange(self, endpoint: str, said: bytes) -> Answer:
        line = self.line_to(endpoint)
        try:
            line.connected(self.settings.push_timeout)
        except BROKE as problem:
            log.warning("push_service_unreachable", kind=type(problem).__name__)
            raise TryLater("unreachable") from None
        try:
            return line.exchange(said, self.settings.push_timeout)
        except BROKE:
            raise NoAnswer("the line broke") from None

    def line_to(self, endpoint: str) -> Line:
        """The caller's own to that service, kept open."""
        lines, origin = self._lines.setdefault(getcurrent(), {}), origin_of(endpoint)
        if origin not in lines:
            lines[origin] = Line(PushService.at(endpoint, self.look_up, is_ours=not may_go_to(endpoint)))
        return lines[origin]


class Vapid(VAPID):
    """The library's signature names the push service without its port; RFC 8292 section 2 wants the origin."""

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        claims = {"aud": origin_of(str(endpoint)), "exp": int(time()) + expiration, "sub": f"mailto:{subscriber}"}
        token = jwt.encode(claims, self.private_key, algorithm="ES256")
        return f"vapid t={token}, k={self.get_application_server_key(self.public_key)}"


def sealed_notice(subscription: Subscription, body: str, settings: Settings, key: PushKey) -> tuple[bytes, dict[str, str]]:
    """What goes, and its headers."""
    made = WebPush(key.private, key.public, subscriber=settings.push_contact, ttl=TTL_SECONDS)
    made.vapid = Vapid(key.private, key.public)
    keys = WebPushKeys(auth=subscription.auth, p256dh=subscription.p256dh)
    message = made.get(notice(body, settings.base_url), WebPushSubscription(endpoint=AnyHttpUrl(subscription.endpoint), keys=keys))
    named = {name.title(): value for name, value in message.headers.items()}
    return message.encrypted, {**named, "Urgency": URGENCY, "Topic": TOPIC, "Content-Type": "application/octet-stream"}  # type: ignore[dict-item]


def notice(body: str, base_url: str) -> bytes:
    """What the worker shows; the newest iPhones show it themselves (Declarative Web Push, `web_push` 8030). Always LENGTH bytes."""
    shown = {"title": NAME, "body": body, "navigate": base_url.rstrip("/") + OPENS}
    said = json.dumps({"web_push": 8030, "notification": shown}, ensure_ascii=False).encode()
    if len(said) > LENGTH:
        raise Refused("too_long")
    # JSON may end in spaces.
    return said.ljust(LENGTH)


def request(subscription: Subscription, sealed: tuple[bytes, dict[str, str]]) -> bytes:
    address, (body, headers) = urlsplit(subscription.endpoint), sealed
    where = address._replace(scheme="", netloc="").geturl() or "/"
    lines = [f"POST {where} HTTP/1.1", f"Host: {address.netloc}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode("ascii") + body


def meaning(answer: Answer, reference: str) -> str:
    """Nothing is followed anywhere: an answer that points elsewhere is a refusal."""
    status, wait = answer.status_code, seconds(answer.headers.get("Retry-After", ""))
    if 200 <= status < 300:
        return reference
    if status in (404, 410):
        raise Refused("gone")
    if status in (401, 403):
        # Our key or our clock, or another's address: the same for every phone, so for whoever runs this.
        log.error("push_forbidden", status=status, hint="check IN_MY_WORDS_PUSH_KEY, IN_MY_WORDS_PUSH_CONTACT and this machine's clock")
        raise TryLater("forbidden", LONGEST_WAIT)
    if status == 429 or status >= 500:
        raise TryLater("too_busy" if status == 429 else "provider_fault", wait)
    raise Refused("refused")


def seconds(header: str) -> float:
    """Retry-After as RFC 9110 has it: seconds or a date. At most an hour."""
    wait = float(header) if header.isascii() and header.isdigit() else 0.0
    with suppress(ValueError, TypeError):
        wait = wait or (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
    return min(max(wait if math.isfinite(wait) else 0.0, 0.0), LONGEST_WAIT)
