"""`python -m tests.bench.one_worker`: one worker of several. Says "ready", waits for a line, sends all that is due, and says how many and the CPU seconds."""

import sys
from time import process_time

from webapp.app import import_models
from webapp.base.sealing import open_ring
from webapp.channels.choice import channels_for
from webapp.database.session import Database
from webapp.outbox.sending import drain
from webapp.settings import Settings


def main() -> None:
    settings = Settings(_env_file=None)
    import_models()
    open_ring(settings.key_file)
    database = Database(settings.database)
    channels = channels_for(settings, database)
    print("ready", flush=True)
    sys.stdin.readline()
    began = process_time()
    done = drain(database, channels, settings)
    print(done, process_time() - began, flush=True)


if __name__ == "__main__":
    main()
