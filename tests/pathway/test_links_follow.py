"""A link dies the day after the talk, whenever the talk is by then."""

from datetime import date, timedelta

import pytest

from tests.people_cast import a_cycle, a_person, a_practice
from webapp.accounts.links import make_link, open_link
from webapp.accounts.models import LinkKind
from webapp.base.clock import in_london, now, today
from webapp.pathway.changes import book
from webapp.pathway.models import AppointmentKind

DAY = timedelta(days=1)


@pytest.fixture
def linked(session):
    """A person whose talk is in ten days, with a text's link and a letter's code."""
    practice = a_practice(session)
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice, talk_at=now() + 10 * DAY)
    secrets = {kind: make_link(session, person=person, practice=practice, kind=kind, dies_on=today() + 11 * DAY) for kind in LinkKind}

    def ends(kind) -> date | None:
        found = open_link(session, secrets[kind], kind, today())
        session.expire_all()
        return found and found.link.dies_on

    def move_talk(days: int, kind=AppointmentKind.CONVERSATION):
        book(session, cycle=cycle, kind=kind, starts_at=now() + days * DAY, source="test", by=None)

    return ends, move_talk


@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("days", [3, 40])
def test_a_moved_talk_takes_the_links_with_it(linked, kind, days):
    ends, move_talk = linked
    move_talk(days)
    assert ends(kind) == in_london(now() + days * DAY).date() + DAY


def test_a_moved_visit_leaves_the_links_alone(linked):
    ends, move_talk = linked
    move_talk(3, AppointmentKind.INFORMATION)
    assert ends(LinkKind.TEXT) == today() + 11 * DAY


def test_a_link_whose_day_has_passed_stays_dead(session):
    practice = a_practice(session)
    person = a_person(session, practice)
    cycle = a_cycle(session, person, practice, talk_at=now() - 5 * DAY)
    secret = make_link(session, person=person, practice=practice, kind=LinkKind.TEXT, dies_on=today() - 4 * DAY)
    book(session, cycle=cycle, kind=AppointmentKind.CONVERSATION, starts_at=now() + 5 * DAY, source="test", by=None)
    assert open_link(session, secret, LinkKind.TEXT, today()) is None
