"""A local push service: it checks the signature (RFC 8292), opens the notice as a browser would (RFC 8291, 8188), and answers as it is told.

Nothing here is taken from the library under test. `python -m tests.push_server PORT DELAY` runs one that takes everything after DELAY seconds.
"""

import base64
import json
import os
import socket
import struct
import sys
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

UNCOMPRESSED = Encoding.X962, PublicFormat.UncompressedPoint


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def opened(body: bytes, key: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """What a browser reads: one record of aes128gcm, without its padding."""
    salt, size, length = body[:16], struct.unpack("!L", body[16:20])[0], body[20]
    theirs, record = body[21 : 21 + length], body[21 + length :]
    assert len(record) <= size and len(body) <= 4096
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    secret = derived(shared, auth, b"WebPush: info\0" + key.public_key().public_bytes(*UNCOMPRESSED) + theirs, 32)
    content_key, nonce = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16), derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    plain = AESGCM(content_key).decrypt(nonce, record, None).rstrip(b"\0")
    assert plain[-1:] == b"\2"
    return plain[:-1]


@dataclass
class Browser:
    """One subscription's own half: its key pair and its secret, which never leave it."""

    name: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    def given(self, origin: str) -> dict[str, str]:
        """As PushSubscription.toJSON() says it."""
        return {"endpoint": f"{origin}/push/{self.name}", "p256dh": text_of(self.key.public_key().public_bytes(*UNCOMPRESSED)), "auth": text_of(self.auth)}


@dataclass(frozen=True)
class Taken:
    browser: str
    text: bytes
    headers: dict[str, str]


class PushServer(ThreadingHTTPServer):
    """`with PushServer() as server:`; `server.script` holds the next answers: a status, `(status, headers)`, "drop" or "late"."""

    daemon_threads, request_queue_size = True, 100

    def __init__(self, port: int = 0, delay: float = 0, *, checks: bool = True):
        super().__init__(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.delay, self.checks = delay, checks
        self.browsers: dict[str, Browser] = {}
        self.taken: list[Taken] = []
        self.script: deque = deque()
        self.asked: Counter = Counter()
        self.key = ""
        self.lock = threading.Lock()

    def __enter__(self) -> "PushServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_problem) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_who) -> None:
        """Who asked was killed: no news."""

    def browser(self, name: str = "one") -> dict[str, str]:
        self.browsers[name] = Browser(name)
        return self.browsers[name].given(self.url)

    def signed(self, authorization: str) -> bool:
        """RFC 8292: for this very origin, at most a day ahead, by somebody who can be reached, with the key that the browser was given."""
        scheme, _gap, rest = authorization.partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(parts["k"]))
        claims = jwt.decode(parts["t"], public, algorithms=["ES256"], audience=self.url)
        in_time = time.time() < claims["exp"] <= time.time() + 86_400
        return scheme == "vapid" and in_time and claims["sub"].startswith("mailto:") and (not self.key or parts["k"] == self.key)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PushServer

    def log_message(self, *_said) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.rpartition("/")[2]
        with self.server.lock:
            self.server.asked[name] += 1
            told = self.server.script.popleft() if self.server.script else 201
        if self.server.delay:
            threading.Event().wait(self.server.delay)
        status, headers = told if isinstance(told, tuple) else (told if isinstance(told, int) else 201, {})
        if status == 201 and self.server.checks:
            status = self.look_at(name, body)
        if told == "drop":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.reply(status, headers)

    def look_at(self, name: str, body: bytes) -> int:
        browser = self.server.browsers.get(name)
        try:
            if browser is None:
                return 410
            if not self.server.signed(self.headers["Authorization"]):
                return 403
        except (jwt.InvalidTokenError, KeyError, ValueError):
            return 403
        if self.headers["Content-Encoding"] != "aes128gcm" or "TTL" not in self.headers:
            return 400
        taken = Taken(name, opened(body, browser.key, browser.auth), {k.lower(): v for k, v in self.headers.items()} | {"size": str(len(body))})
        with self.server.lock:
            self.server.taken.append(taken)
        return 201

    def reply(self, status: int, headers: dict[str, str]) -> None:
        body = json.dumps({"status": status}).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    PushServer(int(sys.argv[1]), float(sys.argv[2]), checks=False).serve_forever()
