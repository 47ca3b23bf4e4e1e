"""`python -m tests.outbox.killed_at POINT REFERENCE`: a worker that is killed (-9) at one point of one message's way."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from webapp import worker
from webapp.outbox import sending
from webapp.settings import Settings

# Where: the step of `sending`, whether before or after it, and what of it names the messages.
POINTS: dict[str, tuple[str, str, Callable[..., list[str]]]] = {
    "in the claim": ("claim", "after", lambda made, *_: [errand.reference for errand in made]),
    "claimed": ("claimed", "after", lambda made, *_: [errand.reference for errand in made]),
    "on the line": ("tried", "before", lambda _made, _channel, errand, *_: [errand.reference]),
    "answered": ("tried", "after", lambda _made, _channel, errand, *_: [errand.reference]),
    "in the record": ("change_states", "after", lambda _made, _session, changes: [str(change.id) for change in changes]),
    "recorded": ("record", "after", lambda _made, _database, outcomes, *_: [outcome.errand.reference for outcome in outcomes]),
}


def killed_at(point: str, reference: str) -> None:
    step, when, references = POINTS[point]
    real: Any = getattr(sending, step)

    def until_then(*said, **more):
        if when == "before" and reference in references(None, *said):
            os.kill(os.getpid(), signal.SIGKILL)
        made = real(*said, **more)
        if when == "after" and reference in references(made, *said):
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    setattr(sending, step, until_then)


if __name__ == "__main__":
    killed_at(sys.argv[1], sys.argv[2])
    worker.run(Settings())
