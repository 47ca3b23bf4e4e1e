"""Contrast worked out from the tokens: 7:1 for all text, 3:1 for edges and markers, in each theme."""

import re

import pytest

from webapp.web.stylesheet import CSS

TEXT = [(ink, ground) for ink in ("ink", "soft", "accent", "help") for ground in ("paper", "card", "tint", "stamp")]
TEXT += [("accent-ink", "accent"), ("good-ink", "good"), ("warn-ink", "warn"), ("help", "wrong"), ("ink", "wrong")]
TEXT += [("ink", "good"), ("card", "help"), ("soft", "good")]
EDGES = [(edge, ground) for edge in ("edge", "accent", "help", "focus") for ground in ("paper", "card", "tint")] + [("good-ink", "good"), ("edge", "stamp")]
THEMES = {"light": ":root{", "device dark": "(prefers-color-scheme:dark)", "dark": '[data-theme="dark"]', "cream": '[data-theme="cream"]'}


def tokens(start: str) -> dict[str, str]:
    css = (CSS / "tokens.css").read_text("utf-8")
    block = css[css.index(start) :]
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block[: block.index("}")]))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_keeps_7_to_1(theme):
    colours = tokens(THEMES[theme])
    grounds = [(ink, ground) for ink, ground in TEXT if not (ground == "stamp" and "dark" in theme)]
    assert {f"{a} on {b}": round(contrast(colours[a], colours[b]), 2) for a, b in grounds if contrast(colours[a], colours[b]) < 7} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_edges_and_markers_keep_3_to_1(theme):
    colours = tokens(THEMES[theme])
    pairs = [(a, b) for a, b in EDGES if not (b == "stamp" and "dark" in theme)]
    assert {f"{a} on {b}": round(contrast(colours[a], colours[b]), 2) for a, b in pairs if contrast(colours[a], colours[b]) < 3} == {}


def test_the_dark_of_the_device_is_the_dark_one_may_choose():
    assert tokens(THEMES["device dark"]) == tokens(THEMES["dark"])
