"""Gwen fills in her pack on paper; a nurse types it in by the codes on it, without a mouse. The same data as on her screen."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from e2e.screens.keyboard import Keyboard
from e2e.screens.phone import Pack, Phone, until_sent
from e2e.screens.prints import printed
from webapp.base.clock import in_london
from webapp.pathway.models import Stage
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.people.models import Person
from webapp.preparation.boxes import supports_in
from webapp.preparation.queries import pack_of, written_in
from webapp.questionnaires.models import Answer, Response

ASK, HARD, NOTE, HELPER = "Why am I so tired?", "The stairs at church", "It came down", "Rhys, my son"
QUESTION = "Feeling down, depressed, or hopeless"
# What both ways must leave behind.
SAID = {
    "filler": "with_me",
    "helped": [HELPER],
    "chosen": [("healthier_eating", 1), ("medicines", None), ("mood", None)],
    "words": [("ask", ASK), ("hard", HARD), ("result:hba1c", NOTE)],
    "answers": [("q2", "1")],
    "sent": True,
    "stage": Stage.PREPARED,
}


def gwen_in(surgery) -> Person:
    with surgery.database.reading() as session:
        return session.exec(select(Person).where(Person.surname == "Griffiths")).one()


def data(surgery) -> dict:
    gwen = gwen_in(surgery)
    with surgery.database.reading() as session:
        cycle = open_cycle(session, gwen.id)
        pack = pack_of(session, cycle.id)
        written = written_in(session, [pack.id])[pack.id]
        answers = session.exec(select(Answer).join(Response).where(Response.cycle_id == cycle.id, Answer.replaced_at.is_(None)))
        return {
            "filler": pack.filler,
            "helped": [one.name for one in supports_in(session, pack.id)],
            "chosen": sorted((item.key, item.rank) for item in written.items),
            "words": sorted((note.key, note.words) for note in written.notes),
            "answers": sorted((answer.question, answer.words) for answer in answers),
            "sent": pack.handed_in_at is not None,
            "stage": cycle.stage,
        }


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_on_paper_by_the_keyboard_alone(somebody, surgery, js):
    phone = Phone(somebody(js=js))
    phone.be("Gwen Griffiths")
    # given her own print of today, and its codes as they stand in the file
    phone.page.goto(f"/people/{gwen_in(surgery).id}/papers")
    paper = printed(phone.page)
    # when the nurse types its sign
    desk = Desk(somebody(js=js, desk=True))
    desk.be("Nurse Nadia Green")
    desk.page.goto("/staff/papers")
    keys = Keyboard(desk.page)
    keys.stands_on(desk.page.get_by_label("Sign of the paper"))
    keys.write(paper.sign)
    keys.enter()
    expect(desk.page.locator("main")).to_contain_text("For Gwen Griffiths")
    type_it_in(keys, paper)
    # then it is all there, as from her own screen
    assert data(surgery) == SAID
    desk.page.goto("/staff/talks?day=" + talk_day(surgery))
    expect(desk.page.get_by_role("region", name="Gwen Griffiths")).to_contain_text("Typed in by Nurse Nadia Green")
    phone.page.reload()
    expect(phone.page.locator("main")).to_contain_text("Nurse Nadia Green wrote down what is on your paper on")
    assert phone.page.complaints == desk.page.complaints == []


def type_it_in(keys: Keyboard, paper) -> None:
    line = keys.page.get_by_role("textbox").first
    # who fills it in, and who helps
    choice(keys, line, paper.letter("Who is filling this in?", "Someone with me"))
    boxes(keys, {paper.code("If someone helps you"): HELPER})
    # a note by a result; what she wants to talk about; what comes first
    boxes(keys, {paper.code("Your note"): NOTE})
    for label in ("Your mood", "Taking medicines", "Healthier eating"):
        choice(keys, line, paper.code(label)[1:])
    empty(keys)
    choice(keys, line, paper.code("Healthier eating")[1:])
    empty(keys)
    boxes(keys, {paper.code("Anything you want to ask or tell us?"): ASK, paper.code("What is hard?"): HARD})
    while keys.page.get_by_role("heading", name=QUESTION).count() == 0:
        empty(keys)
    choice(keys, line, paper.letter(QUESTION, "Several days"))
    while keys.page.get_by_role("button", name="Yes, send it").count() == 0:
        empty(keys)
    keys.stands_on(keys.page.get_by_role("button", name="Yes, send it"))
    keys.enter()


def choice(keys: Keyboard, line, typed: str) -> None:
    """At most three keys: the code, the answer, Enter."""
    keys.stands_on(line)
    before = keys.pressed
    keys.type(typed)
    keys.enter()
    assert keys.pressed - before <= 3


def empty(keys: Keyboard) -> None:
    """An empty line, or boxes with nothing in them, go on."""
    if keys.page.get_by_role("button", name="Save and go on").count():
        boxes(keys, {})
    else:
        keys.enter()


def boxes(keys: Keyboard, words: dict[str, str]) -> None:
    """Tab from box to box, and on to the button."""
    fields = keys.page.locator("main textarea")
    keys.stands_on(fields.first)
    for place in range(fields.count()):
        name = fields.nth(place).get_attribute("name").removeprefix("words-")
        keys.stands_on(fields.nth(place))
        keys.write(words.get(name, ""))
        keys.press("Tab")
    keys.stands_on(keys.page.get_by_role("button", name="Save and go on"))
    keys.enter()


def talk_day(surgery) -> str:
    with surgery.database.reading() as session:
        return in_london(conversation_of(session, open_cycle(session, gwen_in(surgery).id).id).starts_at).date().isoformat()


def test_the_same_on_her_own_screen(somebody, surgery):
    phone = Phone(somebody(js=False))
    phone.be("Gwen Griffiths")
    pack, page = Pack(phone), phone.page
    page.get_by_text("Someone with me", exact=True).click()
    page.locator("summary", has_text="Name of who helps").click()
    page.get_by_label("Their name, and who they are to you").fill(HELPER)
    for label in ("Your mood", "Taking medicines", "Healthier eating"):
        pack.choose(label)
    pack.ask(ASK)
    page.locator("summary", has_text="What is hard?").click()
    page.get_by_label("What is hard?").fill(HARD)
    page.locator("summary", has_text="Write a note about this").first.click()
    page.get_by_label("Your note: Sugar in your blood over 3 months").fill(NOTE)
    pack.send()
    page.get_by_role("group", name="What comes first?").get_by_text("Healthier eating").click()
    page.get_by_role("button", name="Save").click()
    until_sent(page)
    page.goto(f"/people/{gwen_in(surgery).id}/mood/2")
    page.get_by_text("Several days").click()
    page.get_by_role("button", name="Continue").click()
    assert data(surgery) == SAID
