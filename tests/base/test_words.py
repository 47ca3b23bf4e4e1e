from datetime import UTC, date, datetime

import pytest

from webapp.base.i18n import day_in_words, lazy, phone_in_words, time_in_words


def test_a_lazy_text_with_something_typed_in_it_is_escaped(app):
    with app.test_request_context():
        template = app.jinja_env.from_string("{{ said }}")
        assert "<b>" not in template.render(said=lazy("Hello %(name)s", name="<b>Sam</b>"))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 12, 15, 10, 30, tzinfo=UTC), "10:30am"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 12, 1, 14, tzinfo=UTC), "2pm"),
    ],
)
def test_times_are_said_as_the_uk_says_them(app, at, said):
    with app.test_request_context():
        assert time_in_words(at) == said


def test_times_and_days_are_said_in_welsh(app):
    with app.test_request_context(headers={"Cookie": "language=cy"}):
        assert time_in_words(datetime(2026, 12, 15, 10, 30, tzinfo=UTC)) == "10:30yb"
        assert time_in_words(datetime(2026, 12, 1, 14, tzinfo=UTC)) == "2yh"
        assert day_in_words(date(2026, 11, 2)) == "Dydd Llun 2 Tachwedd 2026"


def test_days_are_never_shortened_and_are_uk_days(app):
    with app.test_request_context():
        assert day_in_words(date(2026, 3, 3)) == "Tuesday 3 March 2026"
        assert day_in_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"


@pytest.mark.parametrize(
    ("kept", "shown"), [("+447700900123", "07700 900123"), ("+441632960001", "01632 960001"), ("+48123456789", "+48 12 345 67 89"), ("?", "?")]
)
def test_phone_numbers_are_grouped(kept, shown):
    assert phone_in_words(kept) == shown
