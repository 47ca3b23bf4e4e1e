"""What both sides said yes to is locked: a row that is changed behind our back no longer fits, and the check says so."""

import re

import pytest
import sqlalchemy as sa

from tests.browsing import words
from tests.people_cast import sign_in
from tests.versions.test_versions import both_agree
from webapp.checkup import agreed, looked_at
from webapp.plans.models import Agreement, Item, Revision, Words
from webapp.plans.queries import plan_of, rows_of
from webapp.versions.locks import canonical, last_said, lock_of, short
from webapp.versions.models import Lock


@pytest.fixture
def number(session, cast) -> int:
    """Sam and the nurse said yes."""
    goal = cast.goal(session, want="Walk to the shop")
    cast.save(session, goal, by=cast.scribe, why="To see Ann")
    cast.save(session, None, review_on="2030-06-01")
    return both_agree(session, cast)


def test_an_agreed_plan_fits_its_lock_and_its_paper_shows_the_number(session, cast, number, browse):
    plan = plan_of(session, cast.person.id)
    [lock] = session.exec(sa.select(Lock)).scalars()
    rows = rows_of(session, plan)
    told = canonical(rows, number, last_said(rows.agreements, number))
    assert looked_at(session) == (1, [], 0) and "Walk to the shop" in told and "To see Ann" in told and '"yes"' in told
    assert lock.digest not in told and re.fullmatch(r"[0-9a-f]{64}", lock.digest) and lock_of(session, plan, number).id == lock.id
    sam = sign_in(browse(), session, cast.person)
    assert f"Check number: {short(lock)}" in words(sam.get(f"/people/{cast.person.id}/plan/page"))
    page = words(sam.get(f"/people/{cast.person.id}/plan/versions/{number}"))
    assert "These are the words you both said yes to." in page and f"Check number: {short(lock)}" in page


def test_editing_afterwards_leaves_the_lock_whole_and_makes_a_draft(session, cast, number, browse):
    cast.save(session, None, matters="My dog")
    assert looked_at(session) == (1, [], 0)
    session.rollback()
    sam = sign_in(browse(), session, cast.person)
    paper = words(sam.get(f"/people/{cast.person.id}/plan/page"))
    assert "Check number" not in paper and "Draft." in paper
    assert "Out of date" in words(sam.get(f"/people/{cast.person.id}/plan/versions/{number}"))


BEHIND = {
    "the words are another's": lambda s: s.execute(sa.update(Words).where(Words.field == "want").values(words_sealed="1.k1.xx")),
    "a row is gone": lambda s: s.execute(sa.delete(Words).where(Words.field == "why")),
    "a row was replaced earlier": lambda s: s.execute(sa.update(Words).where(Words.field == "why").values(replaced_in=2)),
    "somebody else wrote it": lambda s: s.execute(sa.update(Revision).values(by_id=None)),
    "another answer": lambda s: s.execute(sa.update(Agreement).values(answer="yes_with_notes")),
    "a goal that was not there": lambda s: s.execute(sa.update(Item).values(withdrawn_in=1)),
}


@pytest.mark.parametrize("how", list(BEHIND))
def test_whatever_is_changed_behind_our_back_is_found(session, cast, number, how, database, settings, browse):
    BEHIND[how](session)
    session.commit()
    session.expire_all()
    fit, broken, without = looked_at(session)
    assert (fit, len(broken), without) == (0, 1, 0)
    session.rollback()
    [finding] = agreed(database, settings)
    assert not finding.well and "CHANGED since both said yes" in finding.words and "Walk" not in finding.words


def test_an_agreed_plan_whose_lock_is_gone_is_found_too(session, cast, number):
    assert not looked_at(session)[2]
    session.execute(sa.update(Agreement).values(by_role="clinician"))
    session.execute(sa.delete(Lock))
    assert looked_at(session) == (0, [], 1)
