"""One person's whole year, from the file of the GP system to a carer who read the plan and was stopped; and back in by the front door.

Told by the names of forms and addresses, so that it is the same in every language. The person and the carer hold a phone of 360 by 740.
"""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from e2e.screens.desk import Desk
from e2e.screens.exports import NewPerson, exports
from e2e.screens.forms import Form
from e2e.screens.phone import Phone
from e2e.screens.plan import sides
from webapp.base.clock import today
from webapp.base.i18n import LANGUAGES
from webapp.demo.clock import apply_shift
from webapp.demo.files import working
from webapp.demo.queries import demo_practice
from webapp.people.models import Person

ANN, WORD = "07700 900555", "bluebell"
ASKED, GOAL, STEP, PROMISE = "Will I dance again?", "Dance at Bethan's wedding.", "Dance in the kitchen.", "Ask about the balance class."


class Year:
    """What stays the same from step to step: who it is about, the surgery, and how a browser is opened in their language."""

    def __init__(self, surgery, somebody, js: bool, language: str):
        self.surgery, self.somebody, self.js, self.language = surgery, somebody, js, language
        self.who = NewPerson("Nerys", "Wholeyear", date(1958, 7, 9), "07700 900444", language)
        with surgery.database.reading() as session:
            apply_shift(session)
            self.practice = demo_practice(session)
        self.talk_on = working(self.practice, today() + timedelta(days=10))

    def browser(self, desk: bool = False):
        page = self.somebody(js=self.js, desk=desk)
        page.context.add_cookies([{"name": "language", "value": self.language, "url": self.surgery.url}])
        return page

    def desk(self, name: str):
        desk = Desk(self.browser(desk=True))
        desk.be(name)
        return desk.page

    @property
    def person(self) -> str:
        """The address everything about them begins with."""
        with self.surgery.database.reading() as session:
            return f"/people/{session.exec(select(Person.id).where(Person.surname == self.who.surname)).one()}"


@pytest.fixture
def year(surgery, somebody, js, language) -> Year:
    return Year(surgery, somebody, js, language)


# English with a script and without; every other language there is, with.
WAYS = [(True, "en"), (False, "en"), *((True, language) for language in LANGUAGES if language != "en")]


@pytest.mark.parametrize(("js", "language"), WAYS, ids=[f"{language}, script {'on' if js else 'off'}" for js, language in WAYS])
def test_from_the_import_to_the_carer_who_was_stopped(year):
    imported(year)
    nerys = phone_checked(year)
    released(year)
    pack_read_and_sent(year, nerys)
    nurse = read_by_the_nurse(year)
    talk_written_down(year, nurse)
    agreed_on_her_phone(year, nerys)
    on_one_page(year, nerys)
    lived(year, nerys)
    ann = shared_and_read(year, nerys)
    stopped(year, nerys, ann)
    back_after_months(year, nerys)
    assert [page.complaints for page in (nerys.page, nurse)] == [[], []]


def imported(year) -> None:
    """Reception brings in the three reports."""
    rita = year.desk("Rita Booking")
    for name, data in exports(year.who, today(), year.talk_on).items():
        rita.goto("/staff/imports")
        rita.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
        Form(rita, "/staff/imports").press()
        Form(rita, "/confirmation").press()
        year.surgery.send_texts()


def phone_checked(year) -> Phone:
    """At the visit: is this your own phone? The code comes, she types it, and the phone is remembered."""
    harun = year.desk("Harun Measure")
    harun.goto(f"{year.person}/mobile")
    Form(harun, "/mobile").write({"number": year.who.mobile}).choose("own", "yes").press()
    nerys = Phone(year.browser())
    nerys.page.goto("/sign-in/phone")
    year.surgery.send_texts()
    Form(nerys.page, "/sign-in/phone").write({"code": nerys.code_from(year.who.mobile)}).born(9, 7, 1958).press()
    expect(nerys.page).to_have_url(f"{year.surgery.url}{year.person}/pack")
    return nerys


def released(year) -> None:
    nadia = year.desk("Nurse Nadia Green")
    nadia.goto(f"{year.person}/triage")
    nadia.locator('button[formaction$="/release"]').first.click()
    expect(nadia).to_have_url(re.compile(r"\?released="))
    year.surgery.later(days=1)


def pack_read_and_sent(year, nerys: Phone) -> None:
    """The text comes; the link and her date of birth open it; what matters goes in."""
    link = nerys.link_from(year.who.mobile)
    nerys.page.goto(link)
    Form(nerys.page, urlsplit(link).path).born(9, 7, 1958).press()
    expect(nerys.page.locator("main")).to_contain_text("126")
    pack = Form(nerys.page, "/pack").choose("prompts", "mood")
    pack.write({"words-ask": ASKED}).press("send")
    expect(nerys.page).to_have_url(f"{year.surgery.url}{year.person}/pack/sent")


def read_by_the_nurse(year):
    nadia = year.desk("Nurse Nadia Green")
    nadia.goto(f"/staff/talks?day={year.talk_on}")
    sheet = nadia.locator(f"#person-{year.person.rsplit('/', 1)[-1]}")
    expect(sheet).to_contain_text(ASKED)
    Form(nadia, f"{year.person}/reading").press()
    expect(nadia.locator(f'form[action="{year.person}/reading"]')).to_have_count(0)
    return nadia


def talk_written_down(year, nadia) -> None:
    """On the day: a goal with a step, a promise, when they look at it again; and the nurse's own yes."""
    year.surgery.at(year.talk_on, 10, 30)
    nadia.goto(f"{year.person}/conversation")
    expect(nadia.locator("main")).to_contain_text(ASKED)
    talk = Form(nadia, "/conversation")
    talk.press("goal")
    talk.write({"want-": GOAL}).choose("importance-", "9").choose("read_back", "yes")
    nadia.locator('button[value^="action:"]').click()
    talk.write({"what-": STEP}).choose("confidence-", "8").choose("read_back", "yes").press("promise")
    talk.write({"what-": PROMISE, "who-": "Nurse Nadia Green", "danger-plan": "Blue lips: phone 999.", "review_by-plan": "Nurse Nadia Green"})
    talk.write({"review_on-plan": (year.talk_on + timedelta(days=180)).strftime("%d/%m/%Y")})
    talk.choose("read_back", "yes").choose("answer_professional", "yes").press("agree")
    expect(nadia.locator("#agreement input[value=yes]:checked")).to_have_count(1)


def agreed_on_her_phone(year, nerys: Phone) -> None:
    nerys.page.goto(f"{year.person}/plan")
    expect(nerys.page.get_by_role("heading", name=GOAL)).to_be_visible()
    Form(nerys.page, "/agreement").choose("answer", "yes").press()
    expect(nerys.page.locator("#agreement details")).to_be_attached()


def on_one_page(year, nerys: Phone) -> None:
    nerys.page.goto(f"{year.person}/plan/page")
    expect(nerys.page.locator("main")).to_contain_text(STEP)
    assert sides(nerys.page) == 1


def lived(year, nerys: Phone) -> None:
    """Weeks on she ticks off her step."""
    year.surgery.later(days=21)
    nerys.page.goto(f"{year.person}/plan")
    nerys.page.locator(".step button[value=done]").click()
    expect(nerys.page.locator(".step button[value=not_done]")).to_be_visible()


def shared_and_read(year, nerys: Phone) -> Phone:
    """She shares her goals, not her danger signs; Ann comes in with number, word and code and reads them."""
    nerys.page.goto(f"{year.person}/carers/new")
    Form(nerys.page, "/carers").write({"name": "Ann", "number": ANN, "word": WORD}).unfold().choose("parts", "goals").press()
    expect(nerys.page.locator('form[action$="/ending"]')).to_have_count(1)
    ann = Phone(year.browser())
    ann.page.goto("/carer")
    Form(ann.page, "/carer").write({"number": ANN, "word": WORD}).press()
    ann.type_code(year.surgery, "/carer/code", ANN)
    ann.page.locator('a[href$="/plan"]').click()
    expect(ann.page.locator("main")).to_contain_text(GOAL)
    assert "Blue lips" not in ann.page.content() and ASKED not in ann.page.content()
    return ann


def stopped(year, nerys: Phone, ann: Phone) -> None:
    """The next page Ann opens is that of somebody nobody knows."""
    Form(nerys.page, "/ending").press()
    expect(nerys.page.locator('form[action$="/ending"]')).to_have_count(0)
    assert ann.page.reload().status == 404
    stood = ann.page.content()
    assert ann.page.goto("/carer/people/00000000-0000-4000-8000-000000000000/plan").status == 404
    assert stood == ann.page.content() and GOAL not in stood
    assert [text for text in ann.page.complaints if "404" not in text] == []


def back_after_months(year, nerys: Phone) -> None:
    """Without the text and with nobody's help: her phone is remembered, so her date of birth is enough."""
    year.surgery.later(days=120)
    nerys.page.goto("/more")
    Form(nerys.page, "/sign-out").press()
    nerys.page.goto("/sign-in")
    Form(nerys.page, "/sign-in").born(9, 7, 1958).press()
    expect(nerys.page).to_have_url(f"{year.surgery.url}{year.person}/pack")
    nerys.page.goto(f"{year.person}/plan")
    expect(nerys.page.get_by_role("heading", name=GOAL)).to_be_visible()
    assert nerys.page.locator("html").get_attribute("lang").startswith(year.language)
