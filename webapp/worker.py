"""The worker process: sends messages and runs the timetable. Any number may run, on any machine; killed at any moment it loses nothing."""

import threading
from datetime import timedelta

from huey import crontab
from huey.consumer import Consumer

from webapp.app import import_models
from webapp.base import logs
from webapp.base.clock import now, wall
from webapp.base.heap import settle
from webapp.base.sealing import open_ring
from webapp.channels.choice import carried, channels_for
from webapp.database.session import Database
from webapp.jobs import before_each, names_at, prepare, run_due
from webapp.messages.engine import engine_for
from webapp.messages.queries import next_free_at
from webapp.outbox.sending import drain
from webapp.people import ways
from webapp.settings import Settings

SOON = timedelta(seconds=60)


class Stoppable(Consumer):
    """Huey's consumer; told to stop it claims nothing more, lets what is in the air land, and writes it down."""

    def __init__(self, huey, stopping: threading.Event, **options):
        super().__init__(huey, **options)
        self.stopping = stopping

    def stop(self, graceful: bool = False) -> None:
        self.stopping.set()
        super().stop(graceful=graceful)


class Worker:
    def __init__(self, settings: Settings):
        self.settings = settings
        self.database = Database(settings.database)
        self.channels = channels_for(settings, self.database)
        self.engine = engine_for(settings)
        ways.use(carried(settings))
        self.stopping = threading.Event()
        self.started = False
        self.looks_at = now()
        self.engine.look.append(self.look)
        self.engine.huey.periodic_task(crontab(), name="every_minute", expires=50)(self.every_minute)

    def look(self) -> None:
        """Send what is due, and come back when the next wait is over: a lease, a quarantine, a pause between two tries."""
        prepare(self.database)
        drain(self.database, self.channels, self.settings, stop=self.stopping)
        with self.database.reading() as session:
            free_at = next_free_at(session, wall())
        if free_at and free_at < now() + SOON and not now() < self.looks_at <= free_at:
            self.looks_at = max(free_at, now() + timedelta(seconds=1))
            self.engine.wake.schedule(delay=(self.looks_at - now()).total_seconds())

    def every_minute(self) -> None:
        """Everything once at the start, then by the timetable."""
        only = names_at(wall()) if self.started else None
        self.started = True
        run_due(self.database, self.settings, only=only)
        self.look()

    def run(self) -> None:
        consumer = Stoppable(self.engine.huey, self.stopping, workers=2, initial_delay=0.05, max_delay=0.5, graceful_signal="TERM")
        consumer.run()


def follow_demo_clock(settings: Settings) -> None:
    """With the demo on, jobs and sending hours keep the demo's time."""
    if settings.demo:
        from webapp.demo.clock import apply_shift

        if apply_shift not in before_each:
            before_each.append(apply_shift)


def run(settings: Settings) -> None:
    """Until SIGTERM or SIGINT."""
    logs.install(settings.log_level)
    import_models()
    open_ring(settings.key_file)
    follow_demo_clock(settings)
    made = Worker(settings)
    settle()
    made.run()


if __name__ == "__main__":
    run(Settings())
