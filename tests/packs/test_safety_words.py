"""Above every box for free words: not for emergencies, who reads it and by when."""

from html.parser import HTMLParser

import pytest

from tests.preparation.cast import release


class Boxes(HTMLParser):
    """Each box for words, and whether the safety words stand between it and the heading before it."""

    def __init__(self, html: str):
        super().__init__()
        self.warned, self.boxes = False, {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("h1", "h2", "h3"):
            self.warned = False
        if tag == "textarea":
            self.boxes[dict(attrs)["name"]] = self.warned

    def handle_data(self, data):
        self.warned = self.warned or "This is not for emergencies." in data


@pytest.mark.parametrize("page", ["pack", "letterbox"])
def test_every_box_for_free_words_says_who_reads_it_and_that_it_is_not_for_emergencies(sam, session, cast, page):
    release(session, cast, hba1c="58", weight="80")
    found = Boxes(sam.get(getattr(cast, page)).get_data(as_text=True)).boxes
    assert len(found) >= 5 and all(found.values()), found
