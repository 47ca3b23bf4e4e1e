"""axe, by every rule it has: what is wrong with the page as it stands."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parent / "vendor" / "axe.min.js").read_text("utf-8")
# What passed is not written out: nobody reads it, and writing it takes longer than finding it.
EVERY_RULE = """async () => {
  const rules = {};
  axe.getRules().forEach(rule => { rules[rule.ruleId] = {enabled: true}; });
  const found = await axe.run(document, {rules, resultTypes: ['violations']});
  const why = node => node.html.slice(0, 160) + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message;
  return found.violations.map(one => one.id + ': ' + one.nodes.slice(0, 3).map(why).join(' | '));
}"""


def broken_rules(page: Page) -> list[str]:
    """Each rule that is broken, with the first three places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(EVERY_RULE)
