"""What is typed and not sent outlives a reload, a crash, a new version of the app, and is never said to be kept when it is not."""

import pytest
from playwright.sync_api import expect

from e2e.screens.history import until
from e2e.screens.left_behind import left_behind
from e2e.screens.no_signal import answers, pack_of, wait_until_kept
from e2e.screens.phone import until_sent

pytestmark = pytest.mark.offline

WANT = "What do I want to do or change?"


@pytest.fixture
def goal(somebody):
    """A goal's page: saved by its button only."""
    return goal_of(somebody())


def goal_of(page):
    pack_of(page)
    page.goto("/more")
    page.get_by_role("link", name="My plan", exact=True).click()
    page.get_by_role("button", name="Write my first goal").or_(page.get_by_role("button", name="Add a goal")).click()
    expect(page.locator("html[data-ready]")).to_be_attached()
    return page


def box(page):
    return page.locator('form[data-outbox] textarea[name^="want-"]').first


def typed(page, words: str) -> None:
    box(page).fill(words)
    wait_until_kept(page, "drafts")


@pytest.mark.firefox
def test_a_reload_puts_back_what_was_typed_and_says_so(goal):
    typed(goal, "To swim again")
    goal.reload()
    expect(box(goal)).to_have_value("To swim again")
    expect(goal.get_by_text("We put back what you wrote on this phone.")).to_be_visible()


def test_what_is_typed_before_the_script_came_takes_nothing_away_from_what_was_kept(somebody):
    # Without the worker, which keeps the scripts that this holds back.
    goal, held = goal_of(somebody(service_workers="block")), []
    typed(goal, "To swim again")
    goal.route("**/js/keep.js", lambda route: held.append(route))
    goal.reload(wait_until="commit")
    box(goal).fill("and to dance")
    until(goal, "() => Boolean(document.querySelector('script[src*=keep]'))")
    held.pop().continue_()
    expect(box(goal)).to_have_value("To swim again\nand to dance")
    goal.unroute_all()
    goal.reload()
    expect(box(goal)).to_have_value("To swim again\nand to dance")


def test_once_saved_there_is_no_draft_left(goal):
    typed(goal, "To swim again")
    goal.get_by_role("button", name="Save", exact=True).click()
    expect(goal.get_by_role("heading", name="To swim again")).to_be_visible()
    assert left_behind(goal).stores["drafts"] == [] and left_behind(goal).stores["entries"] == []


def test_a_full_phone_says_so_and_the_words_stay_on_the_screen_and_are_sent_all_the_same(goal):
    goal.evaluate("() => { IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    box(goal).fill("To swim again")
    expect(goal.get_by_text("This phone has no room for your words.")).to_be_visible()
    # without a signal it is not said to be kept
    goal.context.set_offline(True)
    goal.get_by_role("button", name="Save", exact=True).click()
    until_sent(goal)
    expect(goal.get_by_text("They are not kept. Leave this page open.")).to_be_visible()
    expect(box(goal)).to_have_value("To swim again")
    goal.context.set_offline(False)
    goal.get_by_role("button", name="Save", exact=True).click()
    expect(goal.get_by_role("heading", name="To swim again")).to_be_visible()


def test_a_plan_saved_without_a_signal_waits_and_is_there_when_the_signal_is_back(goal):
    goal.context.set_offline(True)
    box(goal).fill("To swim again")
    goal.get_by_role("button", name="Save", exact=True).click()
    expect(goal.get_by_text("1 answer is still on this phone.")).to_be_visible()
    goal.context.set_offline(False)
    expect(goal.get_by_text("Your words are sent now.")).to_be_visible(timeout=15_000)
    goal.get_by_role("link", name="Go on", exact=True).click()
    expect(goal.get_by_role("heading", name="To swim again")).to_be_visible()


def test_a_draft_is_shown_to_nobody_else(goal):
    typed(goal, "To swim again")
    pack_of(goal, "Sam Carter")
    assert "swim" not in left_behind(goal).readable and "swim" not in goal.content()
    assert len(left_behind(goal).stores["drafts"]) == 1


def test_the_app_may_be_renewed_in_the_middle(somebody):
    page = somebody()
    pack = pack_of(page)
    answers(page, "off")
    pack.ask("Why am I so tired?")
    expect(page.get_by_text("1 answer is still on this phone.")).to_be_visible()
    page.evaluate("() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((here) => here.unregister())")
    page.unroute_all()
    page.reload()
    expect(page.get_by_label("Anything you want to ask or tell us?")).to_have_value("Why am I so tired?")
    expect(page.get_by_text("still on this phone")).to_be_hidden(timeout=15_000)
