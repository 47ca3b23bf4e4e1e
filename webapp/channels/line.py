"""The line the official client speaks through: one kept connection, a request in one piece, an answer read by a parser in C.

Fifty texts are in the air at once in one process, so what one call costs is what the fifty wait for. It offers the little of a `requests`
session that the client uses, and raises what it expects. Connecting, certificates and a proxy's tunnel are Python's own.
Nothing is ever sent a second time.
"""

import os
import select
import socket
import ssl
from dataclasses import dataclass
from functools import cache, lru_cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from urllib.parse import SplitResult, urlencode, urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from webapp.channels.answer import Answer, Broken
from webapp.channels.switchboard import READ, WRITE, aside, forget, wait

BROKE = (OSError, HTTPException, ValueError, Broken)
CHUNK = 65_536


@dataclass(frozen=True)
class FarEnd:
    """Where a line goes, and the proxy of the surroundings between, if there is one."""

    address: SplitResult
    proxy: SplitResult | None

    @classmethod
    def of(cls, base_url: str) -> "FarEnd":
        proxy = select_proxy(base_url, get_environ_proxies(base_url))
        return cls(urlsplit(base_url), urlsplit(proxy) if proxy else None)

    def connect(self, timeout: float) -> socket.socket:
        """Blocks. `timeout` is for each step of it, in seconds."""
        way = self.proxy or self.address
        secure = self.address.scheme == "https"
        host, port = way.hostname or "", way.port or (443 if way.scheme == "https" else 80)
        line = HTTPSConnection(host, port, timeout=timeout, context=certificates()) if secure else HTTPConnection(host, port, timeout=timeout)
        if self.proxy:
            line.set_tunnel(self.address.hostname or "", self.address.port)
        line.connect()
        return line.sock


class Line:
    """`request` as a `requests` session has it. For one caller at a time: it keeps one connection open.

    `timeout`, in seconds, is the longest that connecting may take, and again the longest until the whole answer is here.
    """

    def __init__(self, far_end: FarEnd):
        self.far_end = far_end
        self.open: socket.socket | None = None
        self.news = select.poll()

    def request(
        self, method: str, url: str, *, headers: dict[str, str], timeout: float, data: str | None = None, params: dict[str, str] | None = None
    ) -> Answer:
        address = path(url) + (f"?{urlencode(params)}" if params else "")
        try:
            return self.exchange(in_one_piece(method, address, {"Host": self.far_end.address.netloc, **headers}, (data or "").encode()), timeout)
        except BROKE as problem:
            raise requests.ConnectionError("the line broke") from problem

    def exchange(self, words: bytes, timeout: float) -> Answer:
        """A whole request for a whole answer. Raises one of BROKE; then nobody knows whether it was heard, but for a line that was never `connected`."""
        try:
            line = self.connected(timeout)
            until = monotonic() + timeout
            say(line, words, until)
            answer = hear(line, until)
        except BaseException:
            # Whatever broke it off, no later call may read this one's answer.
            self.hang_up()
            raise
        if not answer.stays_open:
            self.hang_up()
        return answer

    def connected(self, timeout: float) -> socket.socket:
        """The kept connection, or a new one. One with something to read has been closed at the other end: nobody was asked anything on it."""
        if self.open and self.news.poll(0):
            self.hang_up()
        if not self.open:
            self.open = aside(lambda: self.far_end.connect(timeout), monotonic() + timeout, socket.socket.close)
            self.open.setblocking(False)
            self.news = select.poll()
            self.news.register(self.open, select.POLLIN)
        return self.open

    def hang_up(self) -> None:
        if self.open:
            forget(self.open)
            self.open.close()
        self.open = None


def say(line: socket.socket, words: bytes, until: float) -> None:
    while words:
        try:
            words = words[line.send(words) :]
        except ssl.SSLWantReadError:
            wait(line, READ, until)
        except (BlockingIOError, ssl.SSLWantWriteError):
            wait(line, WRITE, until)


def hear(line: socket.socket, until: float) -> Answer:
    answer, event = Answer(), READ
    while not answer.whole:
        # What TLS has opened already will not be announced again.
        if not (isinstance(line, ssl.SSLSocket) and line.pending()):
            wait(line, event, until)
        try:
            some = line.recv(CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError) as more:
            event = WRITE if isinstance(more, ssl.SSLWantWriteError) else READ
            continue
        if some:
            answer.take(some)
        else:
            answer.ended()
    return answer


def in_one_piece(method: str, address: str, headers: dict[str, str], body: bytes) -> bytes:
    return b"%sContent-Length: %d\r\n\r\n%s" % (head(method, address, tuple(headers.items())), len(body), body)


@lru_cache(8)
def head(method: str, address: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """The same for some seconds, until the next signature."""
    lines = [f"{method} {address} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), ""]
    said = "\r\n".join(lines)
    if said.count("\n") >= len(lines) or said.count("\r") >= len(lines):
        raise ValueError("a header of two lines")
    return said.encode()


@lru_cache(16)
def path(url: str) -> str:
    return urlsplit(url)._replace(scheme="", netloc="").geturl()


@cache
def certificates() -> ssl.SSLContext:
    """Whom to believe, read once: the environment's word, else those that come with `requests`."""
    return ssl.create_default_context(cafile=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or requests.certs.where())
