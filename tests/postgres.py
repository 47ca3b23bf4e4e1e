"""A private PostgreSQL for the tests: a unix socket in a temporary folder, no TCP port, gone afterwards. Runs as the postgres user when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

PLACES = ["/usr/local/bin", *sorted((str(p) for p in Path("/usr/lib/postgresql").glob("*/bin")), reverse=True), "/usr/bin"]

# A fixture that did not commit holds its rows, and a client that wants them would wait for ever in the same thread: it is an error instead.
LIMITS = "-c lock_timeout=30s -c statement_timeout=120s"
# Seconds for the server itself to be made, to start and to stop, however busy the machine.
LONGEST = 300


def program(name: str) -> str:
    for place in PLACES:
        if (Path(place) / name).exists():
            return str((Path(place) / name).resolve())
    raise RuntimeError(f"{name} was not found: apt-get install postgresql")


class PrivatePostgres:
    """`with PrivatePostgres() as server: server.url("name")`."""

    def __enter__(self) -> "PrivatePostgres":
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self.become = None
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.become = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self.run(program("initdb"), "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=120 {LIMITS}"
        self.run(program("pg_ctl"), "-D", self.folder / "data", "-w", "-o", options, "-l", self.folder / "log", "start")
        return self

    def run(self, *command) -> None:
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, timeout=LONGEST, cwd=self.folder, env=env, **(self.become or {}))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def __exit__(self, *_problem) -> None:
        self.run(program("pg_ctl"), "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
