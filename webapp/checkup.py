"""`in-my-words check`: is everything in order here? Each finding is one line for whoever runs the app."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from webapp.app import import_models
from webapp.base.clock import now, today
from webapp.base.sealing import KeyRing, open_ring
from webapp.channels.push_key import push_key
from webapp.content import catalogue
from webapp.database.migrate import is_current
from webapp.database.session import Database
from webapp.messages.models import Message, MessageState, QueueEntry
from webapp.people.models import Way
from webapp.settings import Settings
from webapp.versions.locks import looked_at

WAITED_TOO_LONG = timedelta(minutes=10)
NEAR = ("localhost", "127.0.0.1", "::1")
EXPIRES_SOON = timedelta(days=30)


@dataclass(frozen=True)
class Finding:
    what: str
    well: bool
    words: str


def findings(settings: Settings) -> list[Finding]:
    import_models()
    database = Database(settings.database)
    looks: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        ("database", lambda: shape(database)),
        ("writing", lambda: writing(database)),
        ("keys", lambda: keys(settings)),
        ("worker", lambda: waiting(database)),
        ("push", lambda: pushes(database, settings)),
        ("content", content),
        ("agreed plans", lambda: agreed(database, settings)),
        ("settings", lambda: dangers(settings)),
    ]
    return [finding for what, look in looks for finding in safely(what, look)]


def safely(what: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """A look that cannot even be taken is a finding too; the others still run."""
    try:
        return list(look())
    except (OSError, ValueError, KeyError, sa.exc.SQLAlchemyError) as problem:
        return [Finding(what, False, f"could not be looked at: {type(problem).__name__}")]


def shape(database: Database) -> Iterator[Finding]:
    current = is_current(database)
    yield Finding("database", current, "in its newest shape" if current else "run: in-my-words upgrade")


def writing(database: Database) -> Iterator[Finding]:
    """A row is written and taken back."""
    with database.writing_session() as session:
        session.execute(sa.text("INSERT INTO rate_count (key, count, ends_at) VALUES ('check', 0, 0)"))
        session.rollback()
    yield Finding("writing", True, "rows can be written")


def keys(settings: Settings) -> Iterator[Finding]:
    if not settings.key_file.exists():
        yield Finding("keys", False, f"{settings.key_file} is missing: restore it, or nothing kept can be read")
        return
    ring = KeyRing.load(settings.key_file)
    well = ring.unseal(ring.seal("words", "check"), "check") == "words"
    others = settings.key_file.stat().st_mode & 0o077
    yield Finding("keys", well and not others, "other users of this machine can read the keys: chmod 600" if others else f"{len(ring.keys)} open and seal")


def waiting(database: Database) -> Iterator[Finding]:
    """A message nobody holds, free to go at any hour, and still here: no worker is running."""
    late = sa.select(sa.func.count()).select_from(QueueEntry).where(col(QueueEntry.due_at).is_(None), col(QueueEntry.free_at) < now() - WAITED_TOO_LONG)
    with database.reading() as session:
        count = session.execute(late).scalar_one()
    yield Finding("worker", not count, f"{count} codes wait for a worker: run in-my-words worker" if count else "nothing waits too long")


def pushes(database: Database, settings: Settings) -> Iterator[Finding]:
    """A push service that refuses our key refuses it for every phone: each text goes instead, and nobody else would notice."""
    if push_key(settings) is None:
        yield Finding("push", True, "off: no phone is offered notices")
        return
    way = col(Message.way) == Way.PUSH, col(Message.made_at) > now() - timedelta(days=1)
    taken = sa.func.count().filter(col(Message.state).in_((MessageState.ACCEPTED, MessageState.DELIVERED)))
    with database.reading() as session:
        tried, went = session.execute(sa.select(sa.func.count(), taken).where(*way)).one()
    yield Finding("push", went > 0 or tried == 0, f"{went} of {tried} notices of the last day were taken{'' if went or not tried else ': check the key'}")


def agreed(database: Database, settings: Settings) -> Iterator[Finding]:
    """Does every plan that both sides said yes to still say what it said then?"""
    if settings.key_file.exists():
        open_ring(settings.key_file)
        with database.reading() as session:
            fit, broken, without = looked_at(session)
        said = [f"CHANGED since both said yes: plan {lock.plan_id}, save {lock.number}" for lock in broken]
        said += [f"{without} without the lock they were given: restore plan_lock from a backup"] if without else []
        yield from (Finding("agreed plans", False, words) for words in said)
        if not said:
            yield Finding("agreed plans", True, f"{fit} say what both said yes to")


def content() -> Iterator[Finding]:
    for name in sorted(path.stem for path in catalogue.DATA.glob("*.json")):
        came = catalogue.provenance(name)
        if came.expired(today()):
            yield Finding(f"content {name}", False, f"may be used only until {came.expires}")
        else:
            soon = came.expires - today() <= EXPIRES_SOON
            yield Finding(f"content {name}", True, f"until {came.expires}{', SOON' if soon else ''}{', a draft nobody has signed' if came.draft else ''}")


def dangers(settings: Settings) -> Iterator[Finding]:
    """Settings that are right on a laptop and wrong with real people."""
    public = not settings.base_url.startswith(("http://localhost", "http://127.0.0.1"))
    wrong = [
        (public and settings.demo, "the demo is on at a public address: anyone can be anyone"),
        (public and not settings.secure, "IN_MY_WORDS_BASE_URL is not https"),
        (public and settings.test_numbers and not settings.demo, "test numbers are accepted"),
        (public and not settings.rate_limits, "tries at signing in are not counted"),
        (public and settings.sms == "pretend" and not settings.demo, "texts go nowhere: IN_MY_WORDS_SMS is pretend"),
        (settings.sms == "notify" and not (settings.notify_api_key and settings.notify_template_id), "Notify has no key or no template"),
        (public and settings.push_service_for_tests, "notices may go to a push service that is for tests"),
        (settings.push_key and not settings.push_contact, "push has a key and no IN_MY_WORDS_PUSH_CONTACT: it is off"),
        (settings.sms == "notify" and not settings.notify_callback_token, "Notify cannot report back: no callback token"),
    ]
    wrong += [
        (settings.sms == "http" and not settings.sms_url.startswith("https://"), "the text service has no address, or one that is not https"),
        (settings.sms == "http" and not settings.sms_lookup_url, "a text whose answer is lost cannot be asked about: no IN_MY_WORDS_SMS_LOOKUP_URL"),
        (settings.email == "smtp" and not (settings.smtp_host and "@" in settings.email_from), "e-mail has no mail server or no sender"),
        (public and settings.email == "pretend" and not settings.demo, "e-mails go nowhere: IN_MY_WORDS_EMAIL is pretend"),
        (settings.email == "smtp" and settings.smtp_security == "none" and settings.smtp_host not in NEAR, "e-mails leave in the clear"),
    ]
    found = [words for is_wrong, words in wrong if is_wrong]
    yield from (Finding("settings", False, words) for words in found)
    if not found:
        yield Finding("settings", True, "no dangerous ones")
