"""A recall driven by the clock: three tries, each reason to stop, and then a human."""

from sqlmodel import select

from webapp.recall.models import Attempt, Recall


def test_asked_three_times_and_then_by_a_human(year):
    sam = year.person()
    year.ask(sam)
    year.on("2026-12-01")
    assert len(year.texts()) == 1
    year.on("2026-12-07")
    assert len(year.texts()) == 1
    year.on("2026-12-08")
    assert len(year.texts()) == 2
    year.on("2027-01-05")
    assert len(year.texts()) == 3
    year.on("2027-01-19")
    [recall] = year.session.exec(select(Recall)).all()
    assert recall.by_hand_why == "no_reply" and len(year.session.exec(select(Attempt)).all()) == 3
