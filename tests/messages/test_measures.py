"""How many wait, how late the first is, what came of all: for whoever runs the installation, and a warning for the surgery."""

from datetime import timedelta

from tests.notify_server import Mode
from tests.people_cast import a_person, a_staff_member, sign_in
from webapp.messages.holding import hold
from webapp.messages.jobs import watch_queue
from webapp.messages.measures import is_late, lateness
from webapp.messages.models import HeldFor
from webapp.practices.models import Role


def numbers_of(browse) -> dict[str, float]:
    lines = browse().get("/metrics").text.splitlines()
    return {name: float(number) for name, number in (line.rsplit(" ", 1) for line in lines if line.startswith("in_my_words_messages"))}


def test_what_waits_what_is_late_and_what_came_of_the_rest_are_counted(notify, queue, queue_many, send, session, practice, later, browse):
    notify.by_reference = {str(queue_many(1)[0].id): Mode.BAD_REQUEST, str(queue_many(1)[0].id): Mode.DROP}
    queue_many(3)
    send()
    hold(session, ids=[message.id for message in queue_many(2)], waits_for=HeldFor.DETAILS)
    queue_many(1, due=timedelta(minutes=1))
    session.commit()
    later(minutes=1, seconds=20)
    found = numbers_of(browse)
    counted = {name: found[f'in_my_words_messages_total{{came_of="{name}",way="sms"}}'] for name in ("sent", "failed", "unknown")}
    assert counted == {"sent": 3, "failed": 1, "unknown": 1}
    assert {name: found[f'in_my_words_messages_waiting{{for="{name}"}}'] for name in ("worker", "details")} == {"worker": 2, "details": 2}
    assert 20 <= found["in_my_words_messages_late_seconds"] < 40


def test_when_nobody_sends_the_log_and_the_surgery_say_so_and_what_is_held_or_not_due_is_not_late(
    queue, session, practice, person, later, database, browse, capsys
):
    def seen() -> str:
        return sign_in(browse(), session, a_staff_member(session, practice, Role.MANAGER)).get("/staff").text

    held = queue(who=a_person(session, practice))
    hold(session, ids=[held.id], waits_for=HeldFor.DETAILS)
    queue(due=timedelta(minutes=30))
    later(minutes=40)
    page = seen()
    assert "Messages go out late now." not in page and "1 message waits for a new list of people." in page
    later(minutes=6)
    assert is_late(session) and 900 < lateness(session) < 1000
    session.commit()
    watch_queue(database)
    assert "messages_late" in capsys.readouterr().err
    assert "Messages go out late now." in seen()
