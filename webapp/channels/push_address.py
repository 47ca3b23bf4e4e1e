"""Where a push may go: the addresses of the browsers' own push services, and nothing else on this network or the next.

An address comes from a browser, so from anybody. It is checked when it is kept, again when something is sent to it, and the answer of
the name's look-up is checked before a connection is made to that very answer: a name cannot lead inside afterwards.
"""

import base64
import binascii
import ipaddress
import json
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from webapp.channels.line import FarEnd, certificates

SERVICES = Path(__file__).with_name("push_services.json")
# The host in small letters with dots between, no name and password, no other port, no fragment, nothing that is read in two ways.
ADDRESS = re.compile(r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::443)?/[A-Za-z0-9\-._~:/?@!$&'()*+,;=%]*")
LONGEST = 1_500
LookUp = Callable[..., list[tuple]]


@cache
def hosts() -> tuple[str, ...]:
    return tuple(host for listed in json.loads(SERVICES.read_text("utf-8"))["hosts"].values() for host in listed)


def may_go_to(endpoint: str, also: str = "") -> bool:
    """`also` is one more origin, as `http://127.0.0.1:9000`: the service that the tests run on this machine."""
    if len(endpoint) > LONGEST:
        return False
    if also and endpoint.startswith(f"{also}/"):
        return True
    found = ADDRESS.fullmatch(endpoint)
    return bool(found) and any(is_named(found["host"], host) for host in hosts())  # type: ignore[index]


def is_named(host: str, wanted: str) -> bool:
    return host.endswith(wanted) if wanted.startswith(".") else host == wanted


@dataclass(frozen=True)
class Subscription:
    """What a browser gave us: its address at its push service, its public key (`p256dh`) and its secret (`auth`), both base64url."""

    endpoint: str
    p256dh: str
    auth: str

    def as_text(self) -> str:
        return json.dumps([self.endpoint, self.p256dh, self.auth])

    @classmethod
    def from_text(cls, text: str) -> "Subscription":
        """Raises ValueError for what is none."""
        endpoint, p256dh, auth = json.loads(text)
        return cls(endpoint, p256dh, auth)

    def is_sound(self, also: str = "") -> bool:
        """May it be kept, and sent to? The secret has 16 bytes (RFC 8291 section 3.2), the key is a point of P-256."""
        try:
            point = bytes_of(self.p256dh)
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
            return len(point) == 65 and len(bytes_of(self.auth)) == 16 and may_go_to(self.endpoint, also)
        except ValueError:
            return False


def bytes_of(text: str) -> bytes:
    """base64url without its padding. Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise ValueError("not base64url")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as odd:
        raise ValueError("not base64url") from odd


class Inside(OSError):
    """The name leads to an address that is not the open internet's."""


@dataclass(frozen=True)
class PushService(FarEnd):
    """As a far end, but the connection goes only to an answer of the look-up that was looked at. A proxy of the surroundings looks up by itself."""

    look_up: LookUp = socket.getaddrinfo
    is_ours: bool = False

    @classmethod
    def at(cls, endpoint: str, look_up: LookUp, *, is_ours: bool) -> "PushService":
        origin = origin_of(endpoint)
        return cls(urlsplit(origin), None if is_ours else FarEnd.of(origin).proxy, look_up, is_ours)

    def connect(self, timeout: float) -> socket.socket:
        if self.proxy:
            return super().connect(timeout)
        host, port = self.address.hostname or "", self.address.port or 443
        answers = self.look_up(host, port, type=socket.SOCK_STREAM)
        if not self.is_ours and not all(is_outside(answer[4][0]) for answer in answers):
            raise Inside
        line = dialled([answer[4][:2] for answer in answers], timeout)
        try:
            return certificates().wrap_socket(line, server_hostname=host) if self.address.scheme == "https" else line
        except BaseException:
            line.close()
            raise


def is_outside(address: str) -> bool:
    """An address of the open internet, seen through the forms that carry an IPv4 address inside an IPv6 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if carried or found in ipaddress.ip_network("64:ff9b::/96"):
            return is_outside(str(carried or ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def dialled(answers: list[tuple], timeout: float) -> socket.socket:
    problem: OSError = OSError("no answer to the look-up")
    for host, port in answers[:3]:
        try:
            return socket.create_connection((host, port), timeout)
        except OSError as again:
            problem = again
    raise problem


def origin_of(endpoint: str) -> str:
    """With its port where that is not the usual one (RFC 6454)."""
    address = urlsplit(endpoint)
    return f"{address.scheme}://{address.netloc.removesuffix(':443')}"
