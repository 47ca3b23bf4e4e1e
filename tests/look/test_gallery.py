"""Every component in every state: no axe violation by any rule, no sideways scroll, nothing the content policy refuses."""

import pytest

from tests.axe import BY_COLOUR, SHAPE, broken_rules, load


@pytest.mark.parametrize("theme", ["light", "cream", "dark"])
@pytest.mark.parametrize(("path", "width"), [("gallery", 360), ("gallery", 1280), ("gallery_staff", 1280), ("gallery_staff", 360)])
def test_axe_finds_nothing_by_any_rule(opened, path, width, theme):
    page = opened(f"{path}?theme={theme}", width, 800)
    assert broken_rules(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("path", ["gallery_paper", "gallery_bare", "gallery?lang=ur"])
def test_axe_finds_nothing_on_paper_bare_pages_and_right_to_left(opened, path):
    page = opened(path)
    assert broken_rules(page) == []


# By each rule that needs no colour, with each property of a style that it reads told on.
READ = """async byColour => {
  const real = window.getComputedStyle, read = new Set();
  const heard = (style, name) => {
    if (name === 'getPropertyValue') return asked => { read.add(asked); return style.getPropertyValue(asked); };
    const held = style[name];
    if (typeof held === 'function') return held.bind(style);
    read.add(name);
    return held;
  };
  window.getComputedStyle = (...of) => new Proxy(real.apply(window, of), {get: heard});
  const rules = axe.getRules().map(rule => rule.ruleId).filter(name => !byColour.includes(name));
  await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  window.getComputedStyle = real;
  return [rules.length, [...read].sort()];
}"""


@pytest.mark.parametrize("path", ["gallery", "gallery_staff", "gallery_paper", "gallery_bare"])
def test_no_other_rule_reads_a_colour(opened, path):
    page = opened(path)
    load(page)
    asked, read = page.evaluate(READ, BY_COLOUR)
    assert asked > 90 and "display" in read and [name for name in read if name not in SHAPE] == []


@pytest.mark.parametrize("rule", BY_COLOUR[:3])
def test_what_a_rule_reads_is_heard(opened, rule):
    page = opened("gallery")
    load(page)
    _asked, read = page.evaluate(READ, [name for name in BY_COLOUR if name != rule])
    assert "background-color" in read


@pytest.mark.parametrize("path", ["gallery", "gallery_staff", "gallery_bare", "gallery?lang=ur"])
def test_nothing_scrolls_sideways(opened, path):
    page, wide = opened(path), []
    for width, height in ((320, 640), (320, 256), (360, 740), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        wide += [(width, height)] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert wide == []


@pytest.mark.parametrize("size", ["2", "3", "4"])
def test_the_largest_letters_fit_the_smallest_phone(opened, size):
    page = opened(f"gallery?size={size}", 320, 640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_is_21_px_and_grows_with_the_chosen_size(opened):
    sizes = [opened(f"gallery?size={size}").evaluate("parseFloat(getComputedStyle(document.body).fontSize)") for size in "1234"]
    assert [round(px * 0.75) for px in sizes] == [16, 18, 24, 32]


TARGETS = "button,input:not([type=radio]):not([type=checkbox]),select,textarea,summary,label.choice,label.pick,label.mark-choice"
TARGETS += ",.foot a,.top a,.helpbar a,.help-now a,.pager a,.back a"


def test_every_target_is_44_px_high_or_a_link_inside_a_sentence(opened):
    small = opened("gallery").evaluate(
        """(targets) => [...document.querySelectorAll(targets)].filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.9)
             .map(e => e.outerHTML.slice(0, 90))""",
        TARGETS,
    )
    assert small == []


@pytest.mark.parametrize(("height", "stuck"), [(740, "sticky"), (256, "static")])
def test_the_help_bar_stays_in_view_only_where_there_is_room(opened, height, stuck):
    page = opened("gallery", 360, height)
    assert page.evaluate("getComputedStyle(document.querySelector('.helpbar')).position") == stuck


def test_the_focus_is_never_hidden_under_the_help_bar(opened):
    page = opened("gallery", 360, 740)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    covered = []
    for _ in range(60):
        page.keyboard.press("Tab")
        covered += page.evaluate("""() => { const e = document.activeElement, bar = document.querySelector('.helpbar');
          if (bar.contains(e) || e === document.body || !e.closest('main')) return [];
          const r = e.getBoundingClientRect(), top = bar.getBoundingClientRect().top;
          return r.top >= top - 4 ? [e.outerHTML.slice(0, 80)] : []; }""")
    assert covered == []


def test_an_error_summary_has_the_focus_and_leads_to_its_field_without_javascript(opened):
    page = opened("gallery", java_script_enabled=False)
    assert page.locator(".error-summary").get_attribute("autofocus") is not None
    for link in page.locator(".error-summary a").all():
        field = page.locator(link.get_attribute("href"))
        assert field.evaluate("e => e.matches('input,select,textarea')")


def test_the_forced_colours_of_a_device_keep_what_is_chosen_visible(opened):
    page = opened("gallery", forced_colors="active")
    assert page.evaluate("""() => { const face = e => getComputedStyle(e.nextElementSibling).borderTopColor;
      return face(document.querySelector('.pick input:checked')) !== face(document.querySelector('.pick input:not(:checked)')); }""")


@pytest.mark.parametrize("theme", ["light", "cream", "dark"])
def test_paper_is_black_on_white_at_16_pt(opened, theme):
    page = opened(f"gallery?theme={theme}")
    page.emulate_media(media="print")
    looks = page.evaluate("""() => { const b = getComputedStyle(document.body), h = getComputedStyle(document.documentElement);
      return [b.color, h.backgroundColor, Math.round(parseFloat(b.fontSize) * 0.75)]; }""")
    assert looks == ["rgb(0, 0, 0)", "rgb(255, 255, 255)", 16]
    assert page.locator(".helpbar,.top-more,.button,.foot").locator("visible=true").count() == 0
