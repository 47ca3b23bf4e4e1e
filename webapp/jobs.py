"""The timetable: name, function, how often. A job finds the due and does each in a short transaction of its own; it is safe to run twice,
at any time and on every machine, so nothing here remembers when it last ran."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from webapp.accounts.jobs import forget_old
from webapp.base.logs import log
from webapp.batches.jobs import look_at_batches
from webapp.cover.jobs import escalate, watch_cover
from webapp.database.session import Database
from webapp.grants.jobs import report_holders
from webapp.imports.jobs import continue_imports
from webapp.leaflets.jobs import report_out_of_date
from webapp.letters.jobs import look_at_letters
from webapp.messages import hints
from webapp.messages.jobs import forget_words, watch_queue
from webapp.outbox.jobs import look_for_fresh_details
from webapp.pathway.jobs import close_passed
from webapp.preparation.jobs import send_due_packs
from webapp.progress.jobs import ask_how_they_are, send_nudges
from webapp.push.jobs import settle_notices
from webapp.recall.jobs import ask_by_themselves, send_tries
from webapp.receipts.jobs import forget_receipts
from webapp.reviews.jobs import go_on, keep_review_days, offer_care_checks
from webapp.scores.jobs import forget_lists
from webapp.settings import Settings
from webapp.signoffs.jobs import report_expired
from webapp.sittings.jobs import forget_forms
from webapp.textfiles.jobs import look_at_files


@dataclass(frozen=True)
class Job:
    """`run` returns how many things it did. It is started every so many `minutes` of the day."""

    name: str
    run: Callable[[Database, Settings], int]
    minutes: int = 1


TIMETABLE: list[Job] = [
    Job("mood answers that nobody has taken", lambda database, _settings: escalate(database)),
    Job("who reads mood answers", lambda database, _settings: watch_cover(database)),
    Job("imports that were confirmed", lambda database, _settings: continue_imports(database)),
    Job("batches on their way", lambda database, _settings: look_at_batches(database)),
    Job("packs that are due", lambda database, settings: send_due_packs(database, settings.base_url), minutes=5),
    Job("conversations whose time has passed", lambda database, _settings: close_passed(database), minutes=15),
    Job("review days that stood only in words", lambda database, _settings: keep_review_days(database), minutes=15),
    Job("plans that are lived, and reviews that are due", lambda database, _settings: go_on(database), minutes=15),
    Job("whose month to be invited has come", lambda database, settings: ask_by_themselves(database, settings.base_url), minutes=60),
    Job("who did not answer their invitation", lambda database, settings: send_tries(database, settings.base_url), minutes=15),
    Job("care checks to offer", lambda database, settings: offer_care_checks(database, settings.base_url), minutes=15),
    Job("plans that somebody holds, to look at again", lambda database, _settings: report_holders(database), minutes=60),
    Job("texts that people chose", lambda database, settings: send_nudges(database, settings.base_url), minutes=15),
    Job("how those are who look after themselves", lambda database, settings: ask_how_they_are(database, settings.base_url), minutes=15),
    Job("words whose sign-off has expired", lambda database, _settings: report_expired(database), minutes=60),
    Job("messages that are late", lambda database, _settings: watch_queue(database)),
    Job("messages that wait for a fresh list of people", lambda database, _settings: look_for_fresh_details(database)),
    Job("texts that wait for a file", lambda database, _settings: look_at_files(database), minutes=5),
    Job("things to read that are out of date", lambda database, _settings: report_out_of_date(database), minutes=60),
    Job("notices on phones", lambda database, _settings: settle_notices(database)),
    Job("lists with a score that were only looked at", lambda database, _settings: forget_lists(database), minutes=60),
    Job("texts whose words are forgotten", lambda database, _settings: forget_words(database), minutes=1440),
    Job("forms that nobody came back for", lambda database, _settings: forget_forms(database), minutes=60),
    Job("letters that wait", lambda database, _settings: look_at_letters(database), minutes=15),
    Job("receipts long past", lambda database, _settings: forget_receipts(database), minutes=1440),
    Job("codes and sign-ins long past", lambda database, _settings: forget_old(database), minutes=1440),
]

# Called with a reading session before each job and each look at the message queue: the demo sets the pathway's clock here.
before_each: list[Callable[[Session], None]] = []


def prepare(database: Database) -> None:
    if before_each:
        with database.reading() as session:
            for hook in before_each:
                hook(session)


def names_at(at: datetime) -> set[str]:
    """The jobs to start in this minute of the day."""
    return {job.name for job in TIMETABLE if (at.hour * 60 + at.minute) % job.minutes == 0}


def run_due(database: Database, settings: Settings, only: Collection[str] | None = None) -> str:
    """Run every job of the timetable, or only those named. Returns a line for each that did something. One that fails stops no other."""
    lines = []
    for job in TIMETABLE:
        if only is None or job.name in only:
            prepare(database)
            did = attempt(job, database, settings)
            lines += [f"{job.name}: {did}"] if did else []
    # A job may have queued a message, and the demo's clock may have made one due.
    hints.wake()
    return "\n".join(lines)


def attempt(job: Job, database: Database, settings: Settings) -> int:
    try:
        return job.run(database, settings)
    except Exception as problem:
        log.error("job_failed", job=job.name, exc_info=problem)
        return 0
