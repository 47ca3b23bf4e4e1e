"""A form of somebody else's, loaded at the desk and filled in on a phone whose browser runs no script."""

import json

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.checks import faults
from e2e.screens.desk import Desk
from e2e.screens.phone import Phone
from tests.instruments.fhir import HL7, coding, form, item, raw
from tests.instruments.fhir import faults as fhir_faults
from webapp.questionnaires.models import Response

UNITS = [{"url": f"{HL7}/questionnaire-unitOption", "valueCoding": {"code": unit}} for unit in ("kg", "lb")]
WEEK = form(
    item("s", "choice", text="How did you sleep?", answerOption=[coding("bad", "Badly"), coding("ok", "All right"), coding("good", "Well")]),
    item("f", "open-choice", text="What did you drink?", repeats=True, answerOption=[coding("tea", "Tea"), coding("milk", "Milk")]),
    item("p", "boolean", text="Were you in pain?"),
    item("h", "integer", text="On how many days?", enableWhen=[{"question": "p", "operator": "=", "answerBoolean": True}]),
    item(
        "k",
        "quantity",
        text="How heavy are you?",
        extension=[{"url": f"{HL7}/questionnaire-unitOption", "valueCoding": {"code": unit}} for unit in ("kg", "lb")],
    ),
    item("d", "dateTime", text="When did it begin?"),
    item("w", "text", text="What helped?"),
)


def ask_it(desk: Desk, file) -> str:
    """Load the form and switch it on. Its name in the address."""
    desk.be("Nurse Nadia Green")
    desk.page.goto("/staff/instruments")
    desk.page.get_by_label("The form").set_input_files(file)
    desk.press("Load the form")
    expect(desk.page.get_by_role("heading", name="Your week").first).to_be_visible()
    desk.press("Ask it: Your week")
    return desk.page.url.rpartition("#")[2]


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "week.json"
    made.write_bytes(raw(WEEK))
    return made


def test_a_form_of_others_on_a_phone_without_script(somebody, file, surgery):
    desk, phone = Desk(somebody(js=False, desk=True)), Phone(somebody(js=False))
    ask_it(desk, file)
    # when Sam goes from the pack to more questions and opens it
    phone.be("Sam Carter")
    phone.page.get_by_role("button", name="More questions").click()
    phone.page.get_by_role("link", name="Open these questions: Your week").click()
    phone.go_on("Start")
    # then each question has a page of its own, and an error keeps what was typed
    phone.page.get_by_label("All right").check()
    phone.go_on("Continue")
    phone.page.get_by_label("Tea").check()
    phone.page.get_by_label("Something else").check()
    phone.page.get_by_label("In your own words").fill("Cocoa")
    phone.go_on("Continue")
    phone.page.get_by_label("Yes").check()
    phone.go_on("Continue")
    phone.page.get_by_label("On how many days?").fill("some")
    phone.go_on("Continue")
    expect(phone.page.get_by_role("alert")).to_contain_text("Write a whole number, like 12.")
    expect(phone.page.get_by_label("On how many days?")).to_have_value("some")
    phone.page.get_by_label("On how many days?").fill("3")
    phone.go_on("Continue")
    phone.go_on("I am not sure")
    phone.go_on("Skip")
    phone.page.get_by_label("What helped?").fill("A walk")
    phone.go_on("Continue")
    expect(phone.page.get_by_text("Your answers are safely sent.")).to_be_visible()
    # and the nurse takes them along as FHIR
    told = taken_along(desk, surgery)
    assert fhir_faults(told) == [] and [row["linkId"] for row in told["item"]] == ["s", "f", "p", "h", "k", "d", "w"]
    assert told["item"][1]["answer"][1] == {"valueString": "Cocoa"} and told["status"] == "completed"


def taken_along(desk: Desk, surgery) -> dict:
    with surgery.database.reading() as session:
        response = session.exec(select(Response).where(Response.instrument.startswith("form-"))).one()
    desk.page.goto(f"/people/{response.person_id}/answers/desk")
    expect(desk.page.get_by_text("Tea; Cocoa")).to_be_visible()
    return json.loads(desk.page.request.get(f"/people/{response.person_id}/answers/desk/{response.id}").text())


def test_every_kind_of_question_passes_axe(somebody, file, surgery):
    desk, phone = Desk(somebody(desk=True)), Phone(somebody())
    name = ask_it(desk, file)
    phone.be("Sam Carter")
    place = phone.page.url.split("?")[0].rpartition("/")[0] + f"/questions/{name}"
    assert [fault for page in ("", "/1", "/2", "/3", "/5", "/6", "/7", "/end") for fault in faults(phone.page, f"{place}{page}")] == []
    assert faults(desk.page, f"/staff/instruments/{name}") == []
    assert phone.page.complaints == []
