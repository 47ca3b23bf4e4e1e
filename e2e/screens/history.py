"""The browser's own Back and Forward, a moment's pause, and waiting for what a page itself knows."""

from contextlib import suppress
from time import monotonic

from playwright.sync_api import Error, Page


def pause(page: Page, milliseconds: int) -> None:
    """As long as it takes to think of the next word."""
    # The page may well go on to the next one meanwhile.
    with suppress(Error):
        page.evaluate("(time) => new Promise((done) => setTimeout(done, time))", milliseconds)


def until(page: Page, asked: str, arg=None) -> None:
    """Until what is asked of the page is true there, also where its answer is a promise: Playwright's own waiting takes any promise for a yes.

    A promise that is never kept is a no after five seconds: nobody else ends that wait.
    """
    end = monotonic() + 30
    while monotonic() < end:
        # The page may well go on to the next one meanwhile.
        with suppress(Error):
            if page.evaluate(f"(arg) => Promise.race([({asked})(arg), new Promise((done) => setTimeout(done, 5000))])", arg):
                return
        pause(page, 50)
    raise AssertionError(f"never true: {asked} {arg}")


def until_worker(page: Page) -> None:
    """Until the worker is there: one that is still coming when the signal goes never comes."""
    until(page, "() => navigator.serviceWorker.ready.then(() => true)")


def turn_to(page: Page, way: str) -> None:
    """`back` or `forward`: to the page as it was left, or made anew. Until it is there, as the page itself says: Firefox's driver is not told."""
    was = place(page)
    with suppress(Error):
        page.evaluate("(way) => { history[way](); }", way)
    for _ in range(200):
        if place(page) not in ("", was):
            return
        pause(page, 50)
    raise AssertionError(f"{way} of {was} leads nowhere")


def place(page: Page) -> str:
    with suppress(Error):
        return page.evaluate("() => document.readyState === 'complete' ? location.href : ''")
    return ""
