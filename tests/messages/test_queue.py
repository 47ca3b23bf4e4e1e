"""A message is a row beside the change that asks for it."""

import pytest
from sqlmodel import select

from tests.messages.conftest import MOBILE
from tests.people_cast import a_person
from webapp.base.clock import now
from webapp.messages import hints
from webapp.messages.changes import StateChange, cancel_messages, change_states
from webapp.messages.models import Message, MessageKind, MessageState, QueueEntry
from webapp.messages.queries import messages_of
from webapp.messages.words import Unfit
from webapp.outbox.claiming import claim


def test_a_message_is_queued_with_its_change_and_goes_back_with_it(session, queue, person):
    session.commit()
    queue(commit=False)
    assert len(messages_of(session, person.id)) == 1
    session.rollback()
    assert messages_of(session, person.id) == []
    assert session.exec(select(QueueEntry)).all() == []


def test_number_and_words_are_sealed(session, queue):
    message = queue()
    assert MOBILE not in message.to_sealed
    assert "Tree Tops" not in message.body_sealed
    assert (message.to, message.body[:9]) == (MOBILE, "Tree Tops")


def test_words_that_must_not_be_said_stop_the_change(session, queue):
    with pytest.raises(Unfit):
        queue(link="diabetes")


def test_cancelling_stops_what_waits_for_this_person_only(session, queue, person, practice):
    other = a_person(session, practice)
    mine, theirs = queue(), queue(who=other)
    assert cancel_messages(session, person=person, by=None, why="left") == 1
    session.commit()
    assert (mine.state, mine.why) == (MessageState.CANCELLED, "left")
    assert theirs.state is MessageState.DUE
    assert [entry.id for entry in session.exec(select(QueueEntry))] == [theirs.id]


def test_cancelling_may_name_the_kinds(session, queue, person):
    reminder, code = queue(), queue(MessageKind.CODE)
    assert cancel_messages(session, person=person, by=None, why="moved", kinds=(MessageKind.REMINDER,)) == 1
    assert (reminder.state, code.state) == (MessageState.CANCELLED, MessageState.DUE)


def test_cancelling_rolled_back_leaves_the_message_due(session, queue, person):
    message = queue()
    cancel_messages(session, person=person, by=None, why="left")
    session.rollback()
    session.refresh(message)
    assert message.state is MessageState.DUE
    assert session.get(QueueEntry, message.id) is not None


def test_cancelling_leaves_one_that_is_being_sent(database, session, queue, person):
    message = queue()
    with database.writing() as own:
        claim(own, limit=10, lease=60, quarantine=60)
    assert cancel_messages(session, person=person, by=None, why="left") == 0
    session.commit()
    session.refresh(message)
    assert message.state is MessageState.SENDING
    assert session.get(QueueEntry, message.id, populate_existing=True).stop_why == "left"


@pytest.mark.parametrize("final", [MessageState.DELIVERED, MessageState.FAILED, MessageState.CANCELLED])
def test_a_final_state_never_goes_back(session, queue, final):
    messages = [queue(commit=False) for _ in MessageState]
    change_states(session, [StateChange(message.id, final) for message in messages])
    change_states(session, [StateChange(message.id, to) for message, to in zip(messages, MessageState, strict=True)])
    assert {message.state for message in messages} == {final}


def test_the_worker_is_nudged_after_the_commit_and_never_before(session, queue, settings):
    session.commit()
    hints.use(settings.model_copy(update={"database_url": None}))
    engine = hints._nudge.huey
    try:
        queue(commit=False)
        assert engine.pending_count() == 0
        session.commit()
        assert engine.pending_count() == 1
        queue(commit=False)
        session.rollback()
        session.commit()
        assert engine.pending_count() == 1
    finally:
        hints.use_nobody()
        engine.storage.close()


def test_a_lost_nudge_loses_nothing(session, queue, settings, tmp_path):
    hints.use(settings.model_copy(update={"database_url": None}))
    try:
        hints._nudge.huey.storage.close()
        (settings.queue_file).unlink()
        settings.queue_file.mkdir()
        message = queue()
    finally:
        hints.use_nobody()
    assert session.get(Message, message.id).state is MessageState.DUE
    assert message.made_at <= now()
