"""A surgery that sends with its own system: switched on, the file taken, found again by somebody else, and a text that did not arrive."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.screens.desk import Desk
from webapp.base.clock import today
from webapp.demo.clock import apply_shift
from webapp.practices.queries import only_practice
from webapp.practices.working_days import is_working_day


def on_a_working_day(surgery) -> None:
    """A week on, and then to the next day on which texts go."""
    surgery.later(days=7)
    while True:
        with surgery.database.reading() as session:
            apply_shift(session)
            if is_working_day(only_practice(session), today()):
                return
        surgery.later(days=1)


def taken(page, words: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=words).first.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("js", [True, False], ids=["script on", "script off"])
def test_a_file_of_texts_is_taken_once_and_found_again(somebody, surgery, js):
    # given a coordinator who chose the surgery's own system, and a week later
    cora = Desk(somebody(desk=True, js=js))
    cora.be("Cora Joinup")
    cora.page.goto("/staff/texts")
    cora.press("Send with our own system")
    expect(cora.page.get_by_text("Sign-in codes are never in the file.")).to_be_visible()
    on_a_working_day(surgery)
    # when reception sees on the list of the day that texts wait, and takes them
    rita = Desk(somebody(desk=True, js=js))
    rita.be("Rita Booking")
    rita.page.get_by_role("link", name="See the texts").click()
    expect(rita.page.get_by_role("heading", name="Ready to go")).to_be_visible()
    headings, *rows = taken(rita.page, "Take the file")
    # then each line has a name, a number, words with a link, and our reference; and nothing waits any more
    assert headings == ["name", "number", "words", "reference"] and rows
    assert all(number.startswith("07700900") and "http" in words for _name, number, words, _ref in rows)
    rita.page.goto("/staff/texts")
    expect(rita.page.get_by_text("No text waits for the file.")).to_be_visible()
    # and somebody else is told who took it, and may take the same again
    cora.page.goto("/staff/texts")
    cora.page.get_by_role("table").get_by_role("link").first.click()
    expect(cora.page.get_by_text("Rita Booking took this file")).to_be_visible()
    assert taken(cora.page, "Take it again")[1:] == rows
    # and one that did not arrive is on the list of the day
    cora.page.get_by_label(f"The text to {rows[0][0]} did not arrive").check()
    cora.press("These did not arrive")
    expect(cora.page.get_by_text("Yes, noted")).to_be_visible()
    cora.page.goto("/staff")
    expect(cora.page.get_by_text("Staff said that the text did not arrive.")).to_be_visible()
    assert rita.page.complaints == cora.page.complaints == []
