"""Huey wakes and schedules the worker. It loses a task when killed, so a task is only ever a hint; the truth is the message queue's rows."""

from dataclasses import dataclass

from huey import Huey, PostgresHuey, SqliteHuey
from huey.api import TaskWrapper

from webapp.settings import Settings

NAME = "in-my-words"


@dataclass
class Engine:
    """`wake` enqueues one look at the queue; the worker says what looking means by replacing `look`."""

    huey: Huey
    wake: TaskWrapper
    look: list

    def close(self) -> None:
        self.huey.storage.close()


def engine_for(settings: Settings) -> Engine:
    """In its own file beside a SQLite database; inside the database itself on PostgreSQL."""
    if settings.database.startswith("postgresql"):
        dsn = settings.database.replace("postgresql+psycopg://", "postgresql://", 1)
        huey: Huey = PostgresHuey(NAME, results=False, dsn=dsn)
    else:
        settings.queue_file.parent.mkdir(parents=True, exist_ok=True)
        huey = SqliteHuey(NAME, results=False, filename=str(settings.queue_file), fsync=True)
    looks: list = []

    @huey.task(name="look_at_the_queue")
    def wake() -> None:
        for look in looks:
            look()

    return Engine(huey, wake, looks)
