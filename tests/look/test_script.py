"""The small script: tiny, plain, and only comforts."""

import json
import re

from webapp.web.pages import STATIC

SCRIPT = (STATIC / "js" / "app.js").read_text("utf-8")


def test_it_is_under_10_kb_and_evaluates_nothing():
    assert len(SCRIPT.encode()) < 10_000
    assert re.findall(r"\beval\b|new Function|innerHTML|insertAdjacentHTML|\?\.|\?\?|document\.write", SCRIPT) == []


def test_a_ruler_says_its_number_back(opened):
    page = opened("gallery")
    page.locator('label:has(input[name="importance"][value="4"])').click()
    assert page.locator(".ruler-chosen").nth(1).inner_text() == "You chose 4."


def test_listen_stays_hidden_where_the_device_has_no_voice_of_its_own(opened):
    page = opened("gallery")
    local = page.evaluate("speechSynthesis.getVoices().filter(voice => voice.localService && voice.lang.startsWith('en')).length")
    assert page.locator("[data-listen]:visible").count() == (0 if not local else page.locator("[data-listen]").count())


PART = """() => {
  const part = document.createElement('div');
  part.id = 'swapped';
  part.innerHTML = '<button>Send</button>';
  document.querySelector('main').append(part);
  document.querySelector('#swapped button').focus();
}"""
SWAPPED = """() => htmx.ajax('GET', '/fragment', {target: '#swapped', swap: 'outerHTML'}).then(() => new Promise(done => setTimeout(done, 60)))"""


def swap(page, html: str) -> None:
    """A fragment arrives the way htmx brings it, in place of #swapped; back once the page has settled."""
    page.route("**/fragment", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate(SWAPPED)


def test_the_focus_goes_to_the_new_part_when_the_pressed_button_is_gone(opened):
    page = opened("gallery")
    page.evaluate(PART)
    swap(page, '<div id="swapped"><h2>3 answers are safely sent</h2></div>')
    assert page.evaluate("document.activeElement.textContent") == "3 answers are safely sent"


def test_the_focus_of_a_control_that_is_still_there_is_left_alone(opened):
    page = opened("gallery")
    page.evaluate(PART)
    page.locator("#question").focus()
    swap(page, '<div id="swapped"><h2>Saved</h2></div>')
    assert page.evaluate("document.activeElement.id") == "question"


def test_a_line_that_says_saved_never_takes_the_focus(opened):
    page = opened("gallery")
    page.evaluate(PART)
    page.evaluate("document.activeElement.blur()")
    swap(page, '<p id="swapped" class="saved" role="status">Saved.</p>')
    assert page.evaluate("document.activeElement === document.body")


def test_exit_leaves_at_once_and_back_does_not_return(opened):
    page = opened("gallery_bare")
    page.goto(page.url.replace("gallery_bare", "gallery"))
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather", content_type="text/html"))
    page.locator("[data-exit]").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back()
    assert "gallery_bare" in page.url


def test_htmx_is_told_to_add_no_style_of_its_own(opened):
    page = opened("gallery")
    page.wait_for_selector("html[data-ready]", state="attached")
    config = json.loads(page.locator('meta[name="htmx-config"]').get_attribute("content"))
    assert config["includeIndicatorCSS"] is False
    assert page.evaluate("[htmx.version, document.adoptedStyleSheets.length]") == ["4.0.1", 0]


WHEN = """() => [performance.getEntriesByType('navigation')[0].loadEventStart,
  performance.getEntriesByName(document.querySelector('script[src*=htmx]').src)[0].startTime]"""


def test_htmx_is_asked_for_only_when_the_page_has_loaded(opened):
    page = opened("gallery")
    page.wait_for_selector("html[data-ready]", state="attached")
    loaded, asked = page.evaluate(WHEN)
    assert asked >= loaded > 0
