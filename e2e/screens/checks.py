"""What must hold on every page: axe by every rule, no sideways scroll, nothing the content policy refused."""

from playwright.sync_api import Page, ViewportSize

from tests.axe import THEMES, at_hand, broken_rules_in

NARROW = {"320 px": (320, 640), "400 %": (320, 256)}
# How wide it is, and the numbers that are broken over two lines.
AS_WIDE = """() => [document.documentElement.scrollWidth,
  Array.from(document.querySelectorAll('bdi[dir=ltr]')).filter(number => /^[0-9 ]+$/.test(number.innerText)).filter(number => {
    const text = document.createRange();
    text.selectNodeContents(number);
    return new Set(Array.from(text.getClientRects(), line => Math.round(line.top))).size > 1;
  }).map(number => number.innerText)]"""


def faults(page: Page, path: str, *widths: int) -> list[str]:
    """Every fault of one page, in words; looked at as wide as the page is now, or in each of `widths`."""
    at_hand(page)
    reply = page.goto(path)
    if reply is None or reply.status != 200:
        return [f"{path}: {reply.status if reply else 'nothing'}"]
    before = page.viewport_size
    # Colours are the same at any width: a second width is looked at in one theme.
    first, *more = widths or (before["width"],)
    found = [f"{path} {first} px {one}" for one in broken_in_themes(page, first)]
    found += [f"{path} {width} px {one}" for width in more for one in broken_in_themes(page, width, THEMES[:1])]
    return found + sideways(page, path, before)


def broken_in_themes(page: Page, width: int, themes: tuple[str, ...] = THEMES) -> list[str]:
    """At the page's whole height: what the help bar happens to cover before anybody scrolls is no fault of what it covers."""
    now = page.viewport_size
    if now["width"] != width:
        page.set_viewport_size({"width": width, "height": now["height"]})
    high = page.evaluate("document.documentElement.scrollHeight")
    if high > now["height"]:
        page.set_viewport_size({"width": width, "height": high})
    return broken_rules_in(page, themes)


def sideways(page: Page, path: str, after: ViewportSize | None = None) -> list[str]:
    """The page as it stands, made narrow: 320 px, and what 1280 px at 400 % leaves. No number to phone is broken there.

    It is as large as it was when this is over, or as `after`.
    """
    found, before = [], page.viewport_size
    for name, (width, height) in NARROW.items():
        page.set_viewport_size({"width": width, "height": height})
        wide, broken = page.evaluate(AS_WIDE)
        found += [f"{path}: scrolls sideways at {name} ({wide} px)"] if wide > width else []
        found += [f"{path}: {number} is broken over two lines at {name}" for number in broken]
    page.set_viewport_size(after or before)
    return found


def talk_and_decision(page: Page, person_id: str) -> list[str]:
    """One talk, one decision, and that decision on a page of paper."""
    page.goto(f"/people/{person_id}/plan/talks")
    talk = page.locator("main .card a").first.get_attribute("href") or ""
    page.goto(f"/people/{person_id}/plan/decisions")
    decision = page.get_by_role("link", name="Go on with this").first.get_attribute("href") or ""
    return [talk, decision, f"{decision}/page"]


def decision_at_the_desk(page: Page, person_id: str) -> str:
    page.goto(f"/people/{person_id}/conversation")
    return page.locator("#decisions + ul a").first.get_attribute("href") or ""
