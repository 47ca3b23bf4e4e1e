"""Somebody who said no for now is not told that a pack is on its way."""

from tests.browsing import words
from tests.people_cast import sign_in
from tests.preparation.cast import a_cast
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage


def test_who_said_no_reads_so_and_how_to_come_back(browse, session, keys, clock):
    made = a_cast(session, stage=Stage.GATHERING, released=False)
    step_aside(session, person=made.person, to=Stage.DECLINED, by=None, why="asked")
    session.commit()
    said = words(sign_in(browse(), session, made.person).get(made.pack))
    assert "You said no to a talk for now." in said and "Phone your GP surgery." in said
    assert "getting your pack ready" not in said
