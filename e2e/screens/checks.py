"""What must hold on every page: axe by every rule, no sideways scroll, nothing the content policy refused."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parents[2] / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
EVERY_RULE = """async () => {
  const rules = {};
  axe.getRules().forEach(rule => { rules[rule.ruleId] = {enabled: true}; });
  const found = await axe.run(document, {rules});
  const why = node => node.html.slice(0, 160) + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message;
  return found.violations.map(one => one.id + ': ' + one.nodes.slice(0, 3).map(why).join(' | '));
}"""
THEMES = ("light", "cream", "dark")
NARROW = {"320 px": (320, 640), "400 %": (320, 256)}


def faults(page: Page, path: str) -> list[str]:
    """Every fault of one page, in words."""
    found = []
    for theme in THEMES:
        page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
        reply = page.goto(path)
        if reply is None or reply.status != 200:
            return [f"{path}: {reply.status if reply else 'nothing'}"]
        found += [f"{path} {theme}: {one}" for one in broken_rules(page)]
    return found + sideways(page, path)


def broken_rules(page: Page) -> list[str]:
    """At the page's whole height: what the help bar happens to cover before anybody scrolls is no fault of what it covers."""
    before = page.viewport_size
    page.set_viewport_size({"width": before["width"], "height": max(before["height"], page.evaluate("document.documentElement.scrollHeight"))})
    page.evaluate(AXE)
    found = page.evaluate(EVERY_RULE)
    page.set_viewport_size(before)
    return found


def sideways(page: Page, path: str) -> list[str]:
    """The page as it stands, made narrow: 320 px, and what 1280 px at 400 % leaves."""
    found, before = [], page.viewport_size
    for name, (width, height) in NARROW.items():
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{path}: scrolls sideways at {name} ({wide} px)"] if wide > width else []
    page.set_viewport_size(before)
    return found
