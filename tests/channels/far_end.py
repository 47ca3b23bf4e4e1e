"""The other end of a line, that says to each text exactly what a test wants said, byte by byte."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

Saying = Callable[[socket.socket, bytes], object]


def honest(reference: str, *, head: bytes = b"") -> bytes:
    """What Notify says when it takes a text; its id is `id-<reference>`."""
    raw = json.dumps({"id": f"id-{reference}", "reference": reference}).encode()
    return b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(raw) + raw


class FarEnd:
    """`with FarEnd({"a": saying}) as end:` then `end.url`. A saying gets the line and the honest answer; without one that is what is said."""

    def __init__(self, script: dict[str, Saying]):
        self.script = script
        self.heard: list[str] = []
        self.door = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def __enter__(self) -> "FarEnd":
        threading.Thread(target=self.open_door, daemon=True).start()
        return self

    def __exit__(self, *_problem) -> None:
        # Whoever waits at the door is woken by this; closing alone would not.
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()

    def open_door(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self.talk, args=(self.door.accept()[0],), daemon=True).start()

    def talk(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while reference := next_text(line):
                self.heard.append(reference)
                self.script.get(reference, socket.socket.sendall)(line, honest(reference))


def next_text(line: socket.socket) -> str:
    """The reference of the next text on this line; empty when the line is closed."""
    kept = b""
    while some := line.recv(65536):
        kept += some
        head, gap, body = kept.partition(b"\r\n\r\n")
        if gap and len(body) == int(head.rpartition(b"Content-Length: ")[2]):
            return json.loads(body)["reference"]
    return ""
