"""After a month what a text said is forgotten; that it went is not, and one still waiting keeps its words."""

from sqlmodel import select

from webapp.messages.jobs import forget_words
from webapp.messages.models import Message, MessageState


def test_a_sent_text_is_emptied_after_thirty_days_and_one_that_waits_is_not(notify, queue, send, later, session, database):
    queue()
    assert send() == 1
    later(days=29)
    assert forget_words(database) == 0
    later(days=2)
    waiting = queue()
    assert (forget_words(database), forget_words(database)) == (1, 0)
    session.expire_all()
    kept = {message.id == waiting.id: message for message in session.exec(select(Message))}
    assert kept[False].body == "" and kept[False].to and kept[False].state is not MessageState.DUE
    assert kept[True].body
