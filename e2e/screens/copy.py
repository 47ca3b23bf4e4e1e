"""A copy of the plan on a phone: somebody who is surely themselves, the page where it is kept, and the page without a signal where it is read."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlmodel import select

from e2e.screens.no_signal import wait_until_kept
from webapp.accounts.changes import start_sign_in
from webapp.accounts.models import Account, Tier
from webapp.accounts.phones import remember_phone
from webapp.base.clock import today
from webapp.people.models import Person
from webapp.plans.changes import open_plan

WORDS = "Otter. Lemon, boat piano"
READ = "Read my plan on this phone"


def sure(page: Page, surgery, given: str = "Sam") -> str:
    """Signed in at the strong tier on a phone that is remembered, with a plan begun. Returns the person's id."""
    with surgery.database.writing() as session:
        person, account = session.exec(select(Person, Account).join(Account, Account.person_id == Person.id).where(Person.given_name == given)).first()
        open_plan(session, person_id=person.id)
        remembered, phone = remember_phone(session, account=account, until_on=today() + timedelta(days=90))
        token = start_sign_in(session, account=account, tier=Tier.STRONG, phone_id=phone.id)
    page.context.add_cookies([{"name": name, "value": value, "url": surgery.url, "httpOnly": True} for name, value in (("in", token), ("phone", remembered))])
    return str(person.id)


def keep_by_words(page: Page, me: str, words: str = WORDS) -> None:
    page.goto(f"/people/{me}/plan/copy")
    page.get_by_label("4 words that only you know").fill(words)
    page.get_by_role("button", name="Keep the copy").click()
    expect(page.get_by_text("Your plan is on this phone now.")).to_be_visible()


def without_signal(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/my-plan")
    expect(page.get_by_role("heading", name="There is no signal")).to_be_visible()


def unlock(page: Page, words: str) -> None:
    page.get_by_label("Your own words").fill(words)
    page.get_by_role("button", name="Open my plan").click()


def expect_gone(page: Page) -> None:
    expect(page.get_by_text("Your plan is no longer on this phone.")).to_be_visible()
    wait_until_kept(page, "notes", "copy", wanted=False)
