"""The way between the phones and the surgery, which loses and delays what is sent from an outbox. It stands in the server, so it is the same for
every browser: what a browser's own driver can do differs (Firefox's cannot send on what it held back, for it is not told the body).
"""

import socket
import threading

MODES = ("on", "off", "lost", "late", "slow")


class Network:
    """A WSGI app around the app. `mode`: `on`; `off` never arrives; `lost` arrives and its answer does not; `late` arrives three seconds
    late; `slow` is answered three seconds late. `met` has the keys of those that came in each mode, `busy` is how many are
    under way.
    """

    DELAY = 3.0

    def __init__(self, app):
        self.app, self.mode, self.busy, self.counting = app, "on", 0, threading.Lock()
        self.met: dict[str, list[str]] = {mode: [] for mode in MODES}

    def __call__(self, environ, start_response):
        if "HTTP_OUTBOX_KEY" not in environ:
            return self.app(environ, start_response)
        with self.counting:
            mode, self.busy = self.mode, self.busy + 1
            self.met[mode].append(environ["HTTP_OUTBOX_KEY"])
        try:
            return self.carried(mode, environ, start_response)
        finally:
            with self.counting:
                self.busy -= 1

    def carried(self, mode, environ, start_response):
        self.wait(mode == "late")
        if mode == "off":
            return cut(environ, start_response)
        reply = self.app(environ, start_response)
        self.wait(mode == "slow")
        return cut(environ) if mode == "lost" else reply

    def wait(self, waits: bool) -> None:
        if waits:
            threading.Event().wait(self.DELAY)


def cut(environ, start_response=None) -> list[bytes]:
    """The line goes dead: the phone hears nothing at all."""
    if start_response:
        start_response("503 nobody hears this", [])
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return [b""]
