"""A local text service that takes JSON, tells what it took by our reference, and answers as it is told to."""

import json
import socket
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token"
DROP, GARBLED, TAKEN_THEN_FAULT = "drop", "garbled", "taken then fault"


class TextServer(ThreadingHTTPServer):
    """`script` holds what becomes of the next texts: a status that refuses them, or one of the words above, which all take the text."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/texts"
        self.script: deque = deque()
        self.texts: list[dict] = []

    def __enter__(self) -> "TextServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_problem) -> None:
        self.shutdown()
        self.server_close()


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: TextServer

    def do_POST(self) -> None:
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        dealt = self.server.script.popleft() if self.server.script else 201
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            dealt = 401
        if dealt == 201 or isinstance(dealt, str):
            self.server.texts.append(text)
        if dealt == DROP:
            # Closing alone leaves the line open for as long as this thread still reads from it.
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif dealt == GARBLED:
            self.reply(200, b"<html>ok</html>")
        else:
            status = 500 if dealt == TAKEN_THEN_FAULT else dealt
            self.reply(status, json.dumps({"message_id": len(self.server.texts), "ref": text["ref"]}).encode())

    def do_GET(self) -> None:
        reference = parse_qs(urlsplit(self.path).query)["ref"][0]
        found = [{"message_id": place, "ref": text["ref"]} for place, text in enumerate(self.server.texts, 1) if text["ref"] == reference]
        self.reply(200, json.dumps(found).encode())

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "1200")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        pass
