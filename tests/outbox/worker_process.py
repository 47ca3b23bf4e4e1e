"""A real worker process for the tests, on a database of its own, with the demo's clock set to a Tuesday morning."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, time, timedelta
from functools import cache

from tests.notify_server import API_KEY, TEMPLATE
from webapp.base.clock import LONDON, now
from webapp.demo.models import DemoClock

NEVER = threading.Event()


def until(happens, within: float = 30) -> bool:
    """Look again and again until it happens; False when the time is over."""
    end = now() + timedelta(seconds=within)
    while not happens():
        if now() > end:
            return False
        NEVER.wait(0.05)
    return True


def a_tuesday_at_ten(session) -> None:
    """Sending hours, whatever the true hour is: the next Tuesday at ten on the pathway's clock."""
    today = now().astimezone(LONDON).date()
    tuesday = datetime.combine(today + timedelta(days=(1 - today.weekday()) % 7 + 7), time(10), tzinfo=LONDON)
    session.add(DemoClock(seconds_ahead=int((tuesday.astimezone(UTC) - now()).total_seconds())))


@cache
def nursery() -> subprocess.Popen:
    """One for all tests of this process, and gone with it."""
    return subprocess.Popen([sys.executable, "-m", "tests.outbox.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


class Forked:
    """A worker that another process has forked."""

    def __init__(self, environment: dict[str, str], log: str):
        nursery().stdin.write(json.dumps({"environment": environment, "log": log}) + "\n")
        nursery().stdin.flush()
        self.pid = int(nursery().stdout.readline())
        self.handle = os.pidfd_open(self.pid)

    def kill(self) -> None:
        signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wait(self) -> None:
        """Until it is gone."""
        select.select([self.handle], [], [])
        os.close(self.handle)


class WorkerProcess:
    """`environment` is what the worker reads its settings from."""

    def __init__(self, settings, url: str, log, **more: str):
        self.log = log
        self.environment = os.environ | {
            "IN_MY_WORDS_INSTANCE": str(settings.instance),
            "DATABASE_URL": settings.database,
            "IN_MY_WORDS_DEMO": "true",
            "IN_MY_WORDS_SMS": "notify",
            "IN_MY_WORDS_NOTIFY_API_KEY": API_KEY,
            "IN_MY_WORDS_NOTIFY_TEMPLATE_ID": TEMPLATE,
            "IN_MY_WORDS_NOTIFY_BASE_URL": url,
            "IN_MY_WORDS_NOTIFY_TIMEOUT": "0.5",
            "IN_MY_WORDS_LEASE_SECONDS": "3",
            "IN_MY_WORDS_QUARANTINE_SECONDS": "2",
            **more,
        }
        self.process: subprocess.Popen | Forked | None = None

    def start(self) -> None:
        """One that is there to be killed: it is forked with its modules loaded."""
        self.process = Forked(self.environment, self.log.name)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self, within: float = 20) -> int:
        """SIGTERM. Returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(within)

    def __enter__(self) -> "WorkerProcess":
        """One from its very beginning, as `make run` starts it."""
        self.log.seek(0, os.SEEK_END)
        self.process = subprocess.Popen([sys.executable, "-m", "webapp.worker"], env=self.environment, stdout=self.log, stderr=self.log)
        return self

    def __exit__(self, *_problem) -> None:
        if self.process.poll() is None:
            self.kill()
