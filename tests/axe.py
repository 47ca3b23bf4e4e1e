"""axe, by every rule it has: what is wrong with the page as it stands, or in each theme it can be seen in."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).resolve().parent / "vendor" / "axe.min.js").read_text("utf-8")
THEMES = ("light", "cream", "dark")
# What these find hangs on colours, or on which thing lies over which: a picture that a theme turns round is a layer of its own.
BY_COLOUR = ("color-contrast", "color-contrast-enhanced", "link-in-text-block", "target-size")
# All that the other rules read of an element's style; `test_no_other_rule_reads_a_colour` holds them to it.
SHAPE = ("clip", "clip-path", "content-visibility", "direction", "display", "font-size", "font-style", "font-weight", "height", "opacity", "overflow")
SHAPE += ("overflow-x", "overflow-y", "pointer-events", "position", "text-indent", "visibility", "width")
# What passed is not written out, nor where a thing stands by its selector: nobody reads it, and writing it takes longer than finding it.
ASKED = """const asked = async rules => {
  const every = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const found = await axe.run(document, {...(rules ? {runOnly: rules} : {rules: every}), resultTypes: ['violations'], selectors: false});
  const why = node => node.html.slice(0, 160) + ' ' + (node.any[0] || node.all[0] || node.none[0] || {}).message;
  return found.violations.map(one => one.id + ': ' + one.nodes.slice(0, 3).map(why).join(' | '));
};"""
EVERY_RULE = f"async () => {{ {ASKED} return asked(); }}"
# The theme is put on as base/choices.html writes it; paper is light in every theme, so one look at it is all.
EVERY_THEME = f"""async ([themes, byColour, shape]) => {{
  {ASKED}
  const root = document.documentElement, found = [];
  const stands = () => {{
    const told = [document.head.outerHTML, document.body.outerHTML];
    for (const one of root.attributes) if (one.name !== 'data-theme') told.push(one.name, one.value);
    for (const element of [root, document.body, ...document.body.querySelectorAll('*')]) {{
      const style = getComputedStyle(element), box = element.getBoundingClientRect();
      told.push(box.x, box.y, box.width, box.height);
      for (const name of shape) told.push(style.getPropertyValue(name));
    }}
    return told.join();
  }};
  let before = null;
  for (const theme of root.matches('.paper') ? themes.slice(0, 1) : themes) {{
    if (!root.matches('.paper')) root.setAttribute('data-theme', theme);
    const now = themes.length > 1 ? stands() : null;
    for (const one of await asked(before !== null && now === before ? byColour : null)) found.push(theme + ': ' + one);
    before = before === null ? now : before;
  }}
  return found;
}}"""


def broken_rules(page: Page) -> list[str]:
    """Each rule that is broken, with the first three places."""
    load(page)
    return page.evaluate(EVERY_RULE)


def broken_rules_in(page: Page, themes: tuple[str, ...]) -> list[str]:
    """The same in each theme, which stands before each fault.

    By all rules in the first; by those alone that read a colour in each other in which everything has the shape, the size and the place
    it has in the first, for the other rules read nothing else; and by all rules again in one in which anything has not.
    """
    load(page)
    return page.evaluate(EVERY_THEME, [themes, BY_COLOUR, SHAPE])


def at_hand(page: Page) -> None:
    """The browser keeps axe ready for every page that comes: handing it over again each time takes as long as half its looking."""
    if not hasattr(page, "axe_is_at_hand"):
        page.add_init_script(AXE)
        page.axe_is_at_hand = True


def load(page: Page) -> None:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
