"""How the pages look is chosen once and holds on every page: for a person, at the desk, and letters alone on paper."""

import pytest

from tests.browsing import markup


@pytest.mark.parametrize("path", ["/", "/staff/sign-in", "/nowhere"])
def test_what_was_chosen_stands_on_every_page(browse, path):
    browser = browse()
    browser.post("/look", {"theme": "dark", "size": "3", "letters": "easier"})
    assert 'lang="en-GB" dir="ltr" data-theme="dark" data-size="3" data-letters="easier"' in markup(browser.get(path))


def test_nothing_chosen_leaves_it_to_the_device(browse):
    first_tag = markup(browse().get("/")).split("<head>")[0]
    assert '<html lang="en-GB" dir="ltr"' in first_tag
    assert not any(choice in first_tag for choice in ("data-theme", "data-size", "data-letters"))
