import pytest
import time_machine

from tests.browsing import Forms
from tests.people_cast import sign_in
from tests.preparation.cast import WEDNESDAY, Cast, a_cast
from webapp.accounts.models import Tier


@pytest.fixture
def clock():
    """Wednesday 2 December 2026, ten in the morning."""
    with time_machine.travel(WEDNESDAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def cast(clock, session, keys) -> Cast:
    return a_cast(session)


@pytest.fixture
def sam(browse, session, cast):
    """Sam's own phone, signed in."""
    return sign_in(browse(), session, cast.person)


@pytest.fixture
def by_link(browse, session, cast):
    """Somebody with the link and the right date of birth."""
    return sign_in(browse(), session, cast.person, Tier.LETTERBOX)


@pytest.fixture
def nurse(browse, session, cast):
    return sign_in(browse(), session, cast.nurse)


@pytest.fixture
def look(database):
    """`look(select(Note))` is what the database holds now, read without holding it up."""

    def look(statement) -> list:
        with database.reading() as reading:
            return list(reading.exec(statement))

    return look


@pytest.fixture
def fill(cast):
    """`fill(sam, press="send", ask="Why?", prompts=["sleep"])` fills the pack's form as it stands in the page, and presses a button."""

    def fill(browsing, *, press="save", prompts=None, page=None, path=None, headers=None, **words):
        path = path or cast.pack
        page = page or browsing.get(path)
        fields = next(form["fields"] for form in Forms(page.get_data(as_text=True)).found if form["action"] == path)
        data: dict = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        data |= {f"words-{box.replace('_result_', 'result-')}": text for box, text in words.items()}
        if prompts is not None:
            data["prompts"] = prompts
        return browsing.post(path, data | {"press": press}, headers=headers)

    return fill
