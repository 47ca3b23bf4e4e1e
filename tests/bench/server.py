"""`python -m tests.bench.server hello|app`: one of the two sides, on the server the app uses."""

import sys

from webapp.serving import Server, count_across_processes
from webapp.settings import Settings

settings = Settings(_env_file=None)
if sys.argv[1] == "app":
    count_across_processes(settings)
    Server(settings).run()
else:
    from tests.bench.pages import hello

    Server(settings, load=hello).run()
