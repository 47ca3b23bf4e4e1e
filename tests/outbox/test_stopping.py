"""What a person asked us to stop, and what came back, each at the desk with one press."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_staff_member, sign_in
from webapp.base.sealing import ring
from webapp.messages.models import Message, MessageState
from webapp.people.models import ContactKind, ContactPoint, Way
from webapp.practices.models import Role
from webapp.tasks.models import Task, TaskKind

ADDRESS = "sam@example.org"


@pytest.fixture
def waiting(queue, session, person):
    """A text and an e-mail that wait for Sam."""
    session.add(ContactPoint(person_id=person.id, kind=ContactKind.EMAIL, value=ADDRESS, value_index=ring().blind(ADDRESS, "email")))
    return {Way.SMS: queue(), Way.EMAIL: queue(to=ADDRESS, way=Way.EMAIL)}


@pytest.fixture
def press(session, practice, person, browse, database, waiting):
    """`press("texts", texts="stop")` at Sam's page. Returns the page, and the ways whose message still waits."""
    desk = sign_in(browse(), session, a_staff_member(session, practice, Role.RECEPTION))
    session.commit()

    def press(place, **form):
        page = words(desk.follow(desk.post(f"/people/{person.id}/{place}", form)))
        with database.reading() as reading:
            return page, {message.way for message in reading.exec(select(Message).where(Message.state == MessageState.DUE))}

    return press


def test_texts_emails_or_all_but_paper_stop_and_begin_again_with_one_press(press):
    page, waits = press("texts", emails="stop")
    assert "No e-mails" in page and waits == {Way.SMS}
    assert "No e-mails" not in press("texts", emails="start")[0]
    page, waits = press("texts", all_but_paper="stop")
    assert "Not only paper any more" in page and waits == set()


def test_an_address_that_mail_comes_back_from_is_used_no_more_and_a_human_is_told(press, session, database):
    point = session.exec(select(ContactPoint).where(ContactPoint.kind == ContactKind.EMAIL)).one()
    mobile = session.exec(select(ContactPoint).where(ContactPoint.kind == ContactKind.MOBILE)).one()
    session.commit()
    assert press("returned-mail", contact=str(mobile.id))[1] == {Way.SMS, Way.EMAIL}
    page, waits = press("returned-mail", contact=str(point.id))
    assert ADDRESS not in page and waits == {Way.SMS}
    with database.reading() as reading:
        assert [(task.kind, task.why) for task in reading.exec(select(Task))] == [(TaskKind.FAILED_MESSAGE, "address_refused")]
