"""`python -m tests.outbox.nursery`: has loaded all that a worker needs, and forks one for each line it is told.

Each is a process of its own which reads its settings, opens the database and begins as any worker does; only the loading of modules, which takes
most of its start, is done once for all. Nobody outlives the standard input.
"""

import json
import os
import signal
import sys

from webapp import worker
from webapp.app import import_models
from webapp.settings import Settings


def be_a_worker(environment: dict[str, str], log: str) -> None:
    written = os.open(log, os.O_WRONLY | os.O_APPEND)
    for place in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(written, place)
    os.environ.clear()
    os.environ.update(environment)
    worker.run(Settings())


def main() -> None:
    import_models()
    born = []
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            be_a_worker(**json.loads(line))
            return
        born.append(pid)
        print(pid, flush=True)
    # Nobody has waited for them: their numbers are still their own, alive or not.
    for pid in born:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
