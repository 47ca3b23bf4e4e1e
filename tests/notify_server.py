"""A local server that speaks GOV.UK Notify's protocol: signed tokens, texts, look-up by reference, every way of failing, delivery callbacks.

`python -m tests.notify_server PORT DELAY` runs one that accepts everything after DELAY seconds: a sink to measure against.
"""

import json
import random
import socket
import struct
import sys
import threading
from collections import Counter, deque
from dataclasses import dataclass
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import requests
from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"test-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class Mode(StrEnum):
    """How one request is answered. DROP accepts and closes the line; LATE accepts after the client has given up;
    LAST accepts, answers, and closes the line afterwards without having said so."""

    ACCEPT = "accept"
    BAD_REQUEST = "400"
    FORBIDDEN = "403"
    TOO_MANY = "429"
    FAULT = "500"
    GATEWAY = "502"
    LATE = "late"
    RESET = "reset"
    BAD_JSON = "bad json"
    DROP = "drop"
    LAST = "last"


FAULTS = [Mode.RESET, Mode.FAULT, Mode.TOO_MANY, Mode.GATEWAY, Mode.BAD_JSON]
REPLIES = {
    Mode.BAD_REQUEST: (400, "ValidationError", "phone_number Not enough digits"),
    Mode.FORBIDDEN: (403, "AuthError", "Invalid token: API key not found"),
    Mode.TOO_MANY: (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    Mode.FAULT: (500, "Exception", "Internal server error"),
}


@dataclass(frozen=True)
class Text:
    id: str
    reference: str
    to: str
    body: str


class NotifyServer(ThreadingHTTPServer):
    """`with NotifyServer() as server:` then `server.url`. `script` holds the modes of the next posts; after it, `mode` holds.

    `by_reference` holds the mode of the first post of one text. `drop`, `late` and `faults` (one of FAULTS) are the seeded chances that a post
    is answered so; `delay` is the longest wait before an answer, in seconds.
    While `gate` is clear nobody is answered. `calls` holds who called on which line, and with which token.
    """

    daemon_threads = True
    request_queue_size = 200

    def __init__(
        self, *, port: int = 0, seed: int = 0, drop: float = 0, late: float = 0, delay: float = 0, late_by: float = 1.5, steady: bool = False, faults: float = 0
    ):
        super().__init__(("127.0.0.1", port), Answer)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.mode, self.script, self.lookups = Mode.ACCEPT, deque(), deque()
        self.by_reference: dict[str, Mode] = {}
        self.texts: list[Text] = []
        self.calls: list[tuple[tuple, str]] = []
        self.posts = self.asked = self.in_flight = self.most_in_flight = 0
        self.chance, self.drop, self.late, self.delay, self.late_by, self.steady = random.Random(seed), drop, late, delay, late_by, steady
        self.faults = faults
        self.news = threading.Condition()
        self.never = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    def __enter__(self) -> "NotifyServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_problem) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        """A client that was killed leaves broken lines behind; they are not this server's fault."""

    def mode_of_post(self, reference: str) -> tuple[Mode, float]:
        with self.news:
            self.posts += 1
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            wait = self.delay if self.steady else self.chance.random() * self.delay
            if reference in self.by_reference:
                return self.by_reference.pop(reference), wait
            return (self.script.popleft() if self.script else self.mode_by_chance()), wait

    def mode_by_chance(self) -> Mode:
        roll = self.chance.random()
        for mode, share in ((Mode.DROP, self.drop), (Mode.LATE, self.late), (self.chance.choice(FAULTS), self.faults)):
            if roll < share:
                return mode
            roll -= share
        return self.mode

    def landed(self) -> None:
        with self.news:
            self.in_flight -= 1

    def accept(self, posted: dict) -> Text:
        text = Text(str(uuid4()), posted.get("reference") or "", posted["phone_number"], posted["personalisation"]["body"])
        with self.news:
            self.texts.append(text)
            self.news.notify_all()
        return text

    def wait_for(self, texts: int, within: float = 30) -> bool:
        """Until so many were accepted, or the time is over."""
        with self.news:
            return self.news.wait_for(lambda: len(self.texts) >= texts, timeout=within)

    def taken(self) -> Counter:
        """How often each reference was accepted."""
        with self.news:
            return Counter(text.reference for text in self.texts)

    def news_of(self, text: Text, status: str = "delivered") -> dict:
        """What Notify posts to a service's callback address."""
        return {"id": text.id, "reference": text.reference, "to": text.to, "status": status, "notification_type": "sms", "template_id": TEMPLATE}

    def tell(self, url: str, token: str, text: Text, status: str = "delivered") -> int:
        return requests.post(url, json=self.news_of(text, status), headers={"Authorization": f"Bearer {token}"}, timeout=5).status_code


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: NotifyServer

    def log_message(self, *_words) -> None: ...

    def reply(self, status: int, body: dict | str, **headers: str) -> None:
        raw = (body if isinstance(body, str) else json.dumps(body)).encode()
        lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json", f"Content-Length: {len(raw)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.wfile.write("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)

    def hang_up(self, *, rudely: bool = False) -> None:
        self.close_connection = True
        if rudely:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def may_call(self) -> bool:
        try:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            known = get_token_issuer(token) == SERVICE and decode_jwt_token(token, SECRET)
        except TokenError:
            known = False
        if not known:
            self.reply(*error(403, "AuthError", "Invalid token: signature, api token not found"))
        return bool(known)

    def do_POST(self) -> None:
        self.server.calls.append((self.client_address, self.headers.get("Authorization", "")))
        posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v2/notifications/sms" or not self.may_call():
            return
        mode, wait = self.server.mode_of_post(posted.get("reference") or "")
        try:
            self.server.never.wait(wait)
            self.server.gate.wait(60)
            self.answer_post(mode, posted)
        finally:
            self.server.landed()

    def answer_post(self, mode: Mode, posted: dict) -> None:
        if mode in REPLIES:
            self.reply(*error(*REPLIES[mode]), **({"Retry_After": "7"} if mode is Mode.TOO_MANY else {}))
        elif mode is Mode.RESET:
            self.hang_up(rudely=True)
        elif mode is Mode.GATEWAY:
            self.reply(502, "<html>Bad gateway</html>")
        else:
            self.take(mode, posted)

    def take(self, mode: Mode, posted: dict) -> None:
        if mode is Mode.LATE:
            self.server.never.wait(self.server.late_by)
        text = self.server.accept(posted)
        if mode in (Mode.ACCEPT, Mode.LAST):
            self.close_connection = mode is Mode.LAST
            self.reply(201, {"id": text.id, "reference": text.reference, "content": {"body": text.body}, "uri": f"{self.server.url}/{text.id}"})
        elif mode is Mode.BAD_JSON:
            self.reply(201, "<html>Created</html>")
        else:
            self.hang_up()

    def do_GET(self) -> None:
        if not self.may_call():
            return
        self.server.asked += 1
        if self.server.lookups and self.server.lookups.popleft() is Mode.FAULT:
            self.reply(*error(*REPLIES[Mode.FAULT]))
            return
        wanted = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        with self.server.news:
            found = [{"id": t.id, "reference": t.reference, "status": "sending"} for t in self.server.texts if t.reference == wanted]
        self.reply(200, {"notifications": found, "links": {"current": self.server.url}})


def error(status: int, kind: str, message: str) -> tuple[int, dict]:
    return status, {"status_code": status, "errors": [{"error": kind, "message": message}]}


if __name__ == "__main__":
    NotifyServer(port=int(sys.argv[1]), delay=float(sys.argv[2]), steady=True).serve_forever()
