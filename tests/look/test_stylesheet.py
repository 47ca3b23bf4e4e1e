"""The one stylesheet: fresh, small, logical, flat."""

import re

import brotli

from webapp.web.stylesheet import CSS, joined

# Sheets are for the maker of files on paper, which knows no logical sizes; what it makes is looked at in tests/papers and tests/export.
EVERY = "".join(path.read_text("utf-8") for path in sorted(CSS.glob("*.css")) if not path.name.endswith("sheets.css"))


def test_the_built_file_is_the_small_files_joined():
    assert (CSS / "app.css").read_text("utf-8") == joined(), "run: .venv/bin/python -m webapp.web.stylesheet"


def test_it_is_under_8_kb_on_the_wire():
    assert len(brotli.compress((CSS / "app.css").read_bytes(), quality=5)) < 8000


def test_every_length_follows_the_reading_direction():
    sides = r"(?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right|top|bottom)\s*:"
    sizes = r"(?:max-|min-)?(?:width|height)\s*:(?!\d*\.?\d*em\))"
    assert re.findall(rf"(?<![\w-])(?:{sides}|{sizes})", EVERY) == []


def test_there_are_no_shadows_gradients_or_foreign_addresses():
    assert re.findall(r"shadow|gradient|https?:|@import|frutiger", EVERY, re.IGNORECASE) == []


def test_no_nhs_blue_is_used():
    assert re.findall(r"#005eb8|#003087|#0072ce|#41b6e6", EVERY, re.IGNORECASE) == []
