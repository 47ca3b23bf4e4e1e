"""The demo has a carer: Sam's daughter comes in with what the demo's first page says, and reads what he shares."""

from playwright.sync_api import expect

from e2e.screens.forms import Form
from e2e.screens.phone import Phone


def test_megan_reads_what_her_father_shares_and_nothing_else(somebody, surgery):
    megan = Phone(somebody())
    megan.page.goto("/demo")
    expect(megan.page.locator("main")).to_contain_text("Number 07700 900151, word bluebell")
    megan.page.locator('a[href="/carer"]').click()
    Form(megan.page, "/carer").write({"number": "07700 900151", "word": "bluebell"}).press()
    megan.type_code(surgery, "/carer/code", "07700 900151")
    megan.page.locator('main a[href$="/plan"]').click()
    expect(megan.page.locator("main")).to_contain_text("Walk to the shop and back without a stop.")
    expect(megan.page.locator("main")).to_contain_text("Pain in my chest")
    assert "Ask the pharmacist" not in megan.page.content() and megan.page.complaints == []
