"""One batch from its making to its end, its texts really sent to the far end."""

import pytest
from sqlmodel import select

from tests.notify_server import Mode
from webapp.batches.changes import MoveRefused, SamePerson, ask_again, call_off, resume, say_yes, send_back, stop
from webapp.batches.models import BatchMove, BatchState
from webapp.batches.queries import counts_of, details_held
from webapp.outbox.jobs import look_for_fresh_details
from webapp.portions.leaver_changes import seen_now
from webapp.practices.models import Role
from webapp.tasks.models import Task, TaskKind


def counts(session, batch):
    found = counts_of(session, [batch.id])[batch.id]
    return found.held, found.waiting, found.sent, found.failed, found.stopped


def test_a_large_batch_waits_for_a_second_person_then_five_go_and_then_the_rest(notify, batch, staff, session, practice, send, tick, later):
    practice.batch_limit = 5
    (_, maker), (_, boss) = staff(), staff(Role.MANAGER)
    made = batch(9, by=maker, languages=("en", "en", "cy"))
    assert made.state is BatchState.WAITING
    assert send() == 0 and tick() == 0 and notify.texts == []
    for same in (maker.id, None):
        with pytest.raises(SamePerson):
            say_yes(session, batch=made, practice=practice, by=same or maker.id)
    send_back(session, batch=made, why="Not in the holidays.", by=boss.id)
    ask_again(session, batch=made, why=None, by=maker.id)
    say_yes(session, batch=made, practice=practice, by=boss.id)
    session.commit()
    assert send() == 5 and len(notify.texts) == 5
    assert counts(session, made) == (4, 0, 5, 0, 0)
    assert tick() == 0 and send() == 0
    later(minutes=31)
    assert tick() == 4 and tick() == 0
    assert send() == 4 and counts(session, made) == (0, 0, 9, 0, 0)
    assert made.state is BatchState.GOING
    steps = session.exec(select(BatchMove).order_by(BatchMove.at)).all()
    assert [(step.to_state.value, step.by_id) for step in steps] == [
        ("waiting", maker.id),
        ("sent_back", boss.id),
        ("waiting", maker.id),
        ("canary", boss.id),
        ("going", None),
    ]


def test_one_failure_among_the_first_five_stops_the_rest_and_tells_staff(notify, batch, staff, session, practice, send, tick):
    practice.batch_limit = 5
    (_, boss) = staff(Role.MANAGER)
    made = batch(9)
    say_yes(session, batch=made, practice=practice, by=boss.id)
    session.commit()
    notify.script.append(Mode.BAD_REQUEST)
    assert send() == 5
    assert tick() == 1 and tick() == 0
    assert made.state is BatchState.STOPPED and send() == 0
    assert TaskKind.BATCH_STOPPED in {task.kind for task in session.exec(select(Task))}
    with pytest.raises(MoveRefused):
        stop(session, batch=made, by=boss.id)
    resume(session, batch=made, practice=practice, by=boss.id)
    session.commit()
    assert send() == 4 and counts(session, made) == (0, 0, 8, 1, 0)


def test_a_small_batch_goes_at_once_and_can_be_stopped_and_called_off(notify, batch, staff, session, practice, send, tick):
    _, reception = staff()
    made = batch(4)
    assert made.state is BatchState.GOING
    assert stop(session, batch=made, by=reception.id) == 4
    session.commit()
    assert send() == 0 and tick() == 0 and counts(session, made) == (4, 0, 0, 0, 0)
    assert call_off(session, batch=made, by=reception.id) == 4
    session.commit()
    assert send() == 0 and counts(session, made) == (0, 0, 0, 0, 4) and notify.texts == []


def test_whose_details_are_too_old_waits_for_a_list_and_then_goes(notify, batch, session, practice, send, later, database):
    made = batch(2)
    stop(session, batch=made, by=made.made_by_id)
    session.commit()
    later(days=14)
    resume(session, batch=made, practice=practice, by=made.made_by_id)
    session.commit()
    assert send() == 0 and counts(session, made) == (2, 0, 0, 0, 0) and details_held(session, made.id) == 2
    seen_now(session, practice.id)
    session.commit()
    assert look_for_fresh_details(database) == 2
    assert send() == 2
