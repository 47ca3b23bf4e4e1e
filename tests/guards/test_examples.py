"""What Hypothesis makes up is judged by what came out of it, on a slow machine too."""

from hypothesis import HealthCheck, settings

from tests.guards.source import called, calls, place, python_files


def test_no_example_fails_for_the_time_it_took():
    assert settings.default.deadline is None and HealthCheck.too_slow in settings.default.suppress_health_check


def test_no_property_has_a_time_of_its_own():
    given = [(place(path), word.arg) for path in python_files("tests", "e2e") for call in calls(path) if called(call) == "settings" for word in call.keywords]
    assert given and [where for where, word in given if word == "deadline"] == []
