"""A mood answer on a Friday evening: help at once, the true day it is read, and on Monday a named person closes it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from webapp.base.clock import today
from webapp.base.i18n import day_in_words
from webapp.demo.clock import apply_shift
from webapp.messages.models import Message
from webapp.tasks.models import Task, TaskKind


def next_friday(surgery):
    with surgery.database.reading() as session:
        apply_shift(session)
    return today() + timedelta((4 - today().weekday()) % 7)


def texts(surgery) -> int:
    with surgery.database.reading() as session:
        return len(session.exec(select(Message.id)).all())


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_mood_at_quarter_to_seven_on_friday(somebody, surgery, js):
    friday = next_friday(surgery)
    surgery.at(friday, 18, 45)
    before = texts(surgery)
    # given Gwen answers that she feels down nearly every day
    phone = Phone(somebody(js=js))
    phone.be("Gwen Griffiths")
    phone.go_on("Answer the mood questions")
    with surgery.app.test_request_context():
        monday = day_in_words(friday + timedelta(3))
    expect(phone.page.get_by_text(monday).first).to_be_visible()
    phone.page.get_by_role("link", name="Start").click()
    phone.page.get_by_label("Nearly every day").check()
    phone.go_on("Continue")
    # then help is there at once, before the next question
    expect(phone.page.get_by_role("link", name="Phone Samaritans").first).to_be_visible()
    phone.page.get_by_label("Not at all").check()
    phone.go_on("Continue")
    expect(phone.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    expect(phone.page.get_by_text(monday).first).to_be_visible()
    surgery.send_texts()
    assert texts(surgery) == before
    # and on Monday it tops the list until a named person closes it
    surgery.at(friday + timedelta(3), 8, 30)
    desk = Desk(somebody(js=js, desk=True))
    desk.be("Dr Dev Onduty")
    tops = desk.page.get_by_role("region", name="To do first").get_by_role("row").filter(has_text="Read the mood answers")
    expect(tops).to_be_visible()
    tops.get_by_role("link", name="Read and close").click()
    reading = desk.page.locator(".reading").filter(has_text="Gwen Griffiths")
    expect(reading).to_contain_text("Nearly every day")
    reading.get_by_label("What did you do?").select_option("phoned")
    reading.get_by_label("Note and next step").fill("Spoke for 20 minutes. Sees Dr Onduty on Tuesday.")
    desk.press("Close this reading")
    with surgery.database.reading() as session:
        task = session.exec(select(Task).where(Task.kind == TaskKind.READ_ANSWERS)).one()
    assert task.closed_at and task.closed_by_id and task.outcome == "phoned"
