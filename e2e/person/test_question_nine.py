"""The nine mood questions on a phone: help at question 9 at once, with script, without, and without a signal; and a named person who acts."""

import pytest
from playwright.sync_api import expect

from e2e.screens.cover import ask_the_nine, on_the_duty_list
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone

NINE = 9
HELP = "Thank you for telling us."


@pytest.fixture
def at_question_nine(surgery, somebody):
    """Gwen read what happens with her answers, and answered eight questions."""

    def at_question_nine(*, js: bool) -> Phone:
        ask_the_nine(surgery)
        phone = Phone(somebody(js=js))
        phone.be("Gwen Griffiths")
        phone.go_on("Answer the mood questions")
        expect(phone.page.get_by_role("heading", name="9 questions about how you feel")).to_be_visible()
        expect(phone.page.get_by_text("No one reads them straight away.")).to_be_visible()
        phone.page.get_by_role("link", name="I understand. Start").click()
        for number in range(1, NINE):
            expect(phone.page.get_by_text(f"Question {number} of")).to_be_visible()
            phone.page.get_by_label("Several days" if number == 2 else "Not at all").check()
            phone.go_on("Continue")
        expect(phone.page.get_by_text("Question 9 of")).to_be_visible()
        expect(phone.page.get_by_role("link", name="Get help now")).to_be_visible()
        return phone

    return at_question_nine


def help_is_there(page) -> None:
    panel = page.get_by_role("region", name=HELP)
    expect(panel).to_be_visible()
    for name, address in (("Phone 999", "tel:999"), ("Phone 111", "tel:111"), ("Phone Samaritans 116 123", "tel:116123")):
        expect(panel.get_by_role("link", name=name)).to_have_attribute("href", address)
    expect(panel.get_by_role("link", name="Text SHOUT to 85258")).to_have_attribute("href", "sms:85258?body=SHOUT")


def to_the_end(phone: Phone) -> None:
    """The question about every day has no duty behind it: it may be skipped."""
    phone.go_on("Skip")
    expect(phone.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    help_is_there(phone.page)
    expect(phone.page.get_by_text("Your GP surgery has this answer.")).to_be_visible()


def test_with_script_help_is_there_at_the_tap_and_a_named_person_acts(at_question_nine, surgery, somebody):
    phone = at_question_nine(js=True)
    expect(phone.page.get_by_role("region", name=HELP)).to_be_hidden()
    phone.page.get_by_label("Not at all").check()
    expect(phone.page.get_by_role("region", name=HELP)).to_be_hidden()
    phone.page.get_by_label("Several days").check()
    help_is_there(phone.page)
    assert on_the_duty_list(surgery) == []
    phone.go_on("Continue")
    help_is_there(phone.page)
    assert on_the_duty_list(surgery) == ["Several days"]
    to_the_end(phone)
    phone.page.get_by_role("button", name="Yes. You may leave a message").click()
    expect(phone.page.get_by_text("Thank you. We wrote this down.")).to_be_visible()
    # when the duty clinician opens the desk
    desk = Desk(somebody(desk=True))
    desk.be("Dr Dev Onduty")
    expect(desk.page.get_by_text("1 answer needs somebody now.")).to_be_visible()
    desk.page.get_by_role("link", name="Open the duty list").click()
    entry = desk.page.get_by_role("article", name="Gwen Griffiths")
    expect(entry).to_contain_text("Several days")
    expect(entry).to_contain_text("you may leave a message")
    desk.press("I act on this now")
    expect(entry).to_contain_text("Dr Dev Onduty acts on this")
    entry.get_by_label("What did you do?").select_option("spoke")
    entry.get_by_label("What happens next?").fill("Sees me tomorrow at 9.")
    desk.press("Close this")
    expect(desk.page.get_by_text("Nobody is waiting for you.")).to_be_visible()


def test_without_script_help_stands_on_the_page_that_follows(at_question_nine, surgery):
    phone = at_question_nine(js=False)
    phone.page.get_by_label("Nearly every day").check()
    phone.go_on("Continue")
    help_is_there(phone.page)
    assert on_the_duty_list(surgery) == ["Nearly every day"]
    to_the_end(phone)


@pytest.mark.offline
def test_without_a_signal_help_is_there_at_the_tap_and_the_answer_waits_and_goes(at_question_nine, surgery):
    phone = at_question_nine(js=True)
    page = phone.page
    page.context.set_offline(True)
    page.get_by_label("More than half the days").check()
    help_is_there(page)
    phone.go_on("Continue")
    expect(page.get_by_text("1 answer is still on this phone.")).to_be_visible()
    expect(page.get_by_text("Do you need help now? Please phone.")).to_be_visible()
    help_is_there(page)
    assert on_the_duty_list(surgery) == []
    page.context.set_offline(False)
    expect(page.get_by_text("Your words are sent now.")).to_be_visible()
    assert on_the_duty_list(surgery) == ["More than half the days"]
