"""Lean markup: white space that no browser shows is not sent; white space that it shows stays."""

import pytest
from jinja2 import Environment

from webapp.web.lean import Lean


def compiled(source: str, name: str = "page.html", **context) -> str:
    environment = Environment(extensions=[Lean], autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(context)
    return environment.from_string(environment.parse(source, name, name)).render()


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<div>\n  <p>One.</p>\n\n  <p>Two.</p>\n</div>\n<b>x</b>", "<div><p>One.</p><p>Two.</p></div><b>x</b>"),
        ("<p>One\n    and two</p>", "<p>One\nand two</p>"),
        ("<b>one</b>\n  <i>two</i>", "<b>one</b>\n<i>two</i>"),
        ("<label>A</label>\n  <button>B</button>", "<label>A</label>\n<button>B</button>"),
        ("<b>one</b> <i>two</i>", "<b>one</b> <i>two</i>"),
        ("{% if 1 %}\n  <p>x</p>\n{% endif %}\n<p>y</p>", "<p>x</p><p>y</p>"),
    ],
)
def test_only_what_no_browser_shows_is_left_out(source, sent):
    assert compiled(source) == sent


def test_a_persons_own_lines_are_never_touched():
    assert compiled("<textarea>{{ words }}</textarea>", words="\n one\n\n   two") == "<textarea>\n one\n\n   two</textarea>"


def test_a_text_message_keeps_its_lines():
    assert compiled("One.\n\n  Two.", name="message.txt") == "One.\n\n  Two."


def test_a_fault_still_names_its_line():
    with pytest.raises(ZeroDivisionError) as fault:
        compiled("<p>\n</p>\n<p>\n{{ 1 // 0 }}</p>")
    assert fault.traceback[-1].lineno + 1 == 4
