"""`serve` told to stop (SIGTERM): what somebody was sending is still answered, and the process ends well. The worker's own is in tests/outbox."""

import os
import signal
import socket
import subprocess
import sys

from tests.again import copied
from tests.bench.measure import until_up

HALF = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nphone"


def test_told_to_stop_it_answers_what_was_being_sent_and_ends_well(tmp_path, sqlite_template):
    copied(sqlite_template, tmp_path / "in-my-words.db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"IN_MY_WORDS_INSTANCE": str(tmp_path), "IN_MY_WORDS_WEB_PROCESSES": "1", "DATABASE_URL": ""}
    program = "from webapp.commands import main; main()"
    served = subprocess.Popen([sys.executable, "-c", program, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        until_up(port)
        with socket.create_connection(("127.0.0.1", port), timeout=30) as line, socket.create_connection(("127.0.0.1", port), timeout=30) as other:
            line.sendall(HALF)
            # Once another is answered, the first has been taken on as well.
            other.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert other.recv(4096).startswith(b"HTTP/1.1 200")
            served.send_signal(signal.SIGTERM)
            line.sendall(b"=0770")
            assert line.recv(4096).startswith(b"HTTP/1.1 ")
        assert served.wait(30) == 0
    finally:
        served.kill()
        served.wait()
