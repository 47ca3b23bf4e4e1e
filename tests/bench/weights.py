"""What the pack page weighs on a phone: asked for by a real browser from gunicorn, and told by that browser. Bodies as they came, compressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, sync_playwright

from tests.bench.measure import Measured
from tests.bench.pages import Served
from tests.bench.place import Place
from webapp.web.static_files import compress

CHROMIUM, PORT, KILO = Path("/usr/bin/chromium"), 18434, 1000
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# The style sheet's own pictures say "css"; so does a font.
ASKED = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const kind = one => /\\.(svg|png|webp|jpe?g)$/.test(one.name) ? 'picture' : one.initiatorType;
  const told = one => ({path: new URL(one.name).pathname, kind: kind(one), late: one.startTime >= page.loadEventStart,
    bytes: one.encodedBodySize, wire: one.workerStart ? 0 : one.transferSize});
  return [{...told(page), kind: 'page', late: false}, ...performance.getEntriesByType('resource').map(told)];
}"""


@dataclass(frozen=True)
class Asked:
    """One thing the browser asked for. `late`: only after the window's load event. `wire` is 0 when it came from the browser's own cache,

    or when the page asked the worker: what the worker itself fetched is told beside.
    """

    path: str
    kind: str
    late: bool
    bytes: int
    wire: int


def weights(place: Place) -> Iterator[Measured]:
    if not CHROMIUM.exists():
        yield Measured("first view", None, 14, "kB", why=f"no {CHROMIUM}")
        return
    compress()
    server = Served("app", PORT, place)
    try:
        first, again = seen_twice(place)
    finally:
        server.stop()
    soon = [one for one in first if one.kind != "picture" and not one.late]
    yield Measured("first view: page and style sheet", weight(one for one in soon if one.kind in ("page", "link")), 14, "kB")
    yield Measured("first view: requests before load, but pictures", len(soon), 4, "")
    yield Measured("first view: all asked for before load, but pictures", weight(soon), 20, "kB")
    yield Measured("first view: all, with pictures and what comes after load", weight(first), 60, "kB")
    yield Measured("own JavaScript", weight(one for one in first if one.path.endswith(".js") and "/vendor/" not in one.path), 15, "kB")
    yield Measured("repeat view: all that is not in the browser's cache", weight(one for one in again if one.wire), 4, "kB")


def seen_twice(place: Place) -> tuple[list[Asked], list[Asked]]:
    """What a browser that knows nothing asks for, and what it asks for when it comes back."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=f"http://127.0.0.1:{PORT}")
        name, _, value = place.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{PORT}"}])
        seen = view(context, place), view(context, place)
        browser.close()
    return seen


def view(context: BrowserContext, place: Place) -> list[Asked]:
    page: Page = context.new_page()
    fetched: list[Request] = []
    context.on("requestfinished", note := lambda request: fetched.append(request) if request.service_worker else None)
    reply = page.goto(place.path)
    if reply is None or reply.status != 200:
        raise RuntimeError(f"{place.path} did not open")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_load_state("networkidle")
    if page.evaluate("() => navigator.serviceWorker.ready.then(() => true)"):
        page.wait_for_load_state("networkidle")
    asked = [Asked(**one) for one in page.evaluate(ASKED)] + [by_worker(one) for one in fetched]
    context.remove_listener("requestfinished", note)
    page.close()
    return asked


def by_worker(request: Request) -> Asked:
    """Asked for by the worker: the page on its way through it, or a file it keeps. Nothing on the wire when the browser had it."""
    body = max(0, request.sizes()["responseBodySize"])
    return Asked(urlsplit(request.url).path, "worker", late=True, bytes=body, wire=body)


def weight(asked) -> float:
    return sum(one.bytes for one in asked) / KILO
