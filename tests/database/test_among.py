"""A whole list as one parameter, on both databases, and what is put together once and run on the driver."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from webapp.base.clock import now
from webapp.database.among import among
from webapp.database.plain import Plain
from webapp.messages.models import QUEUE as Q
from webapp.messages.models import QueueEntry

FOUND = Plain(sa.select(Q.c.id, Q.c.token).where(among(Q.c.id, "ids"), among(Q.c.token, "tokens")).order_by(Q.c.token))
MARK = Plain(sa.update(Q).where(Q.c.id == sa.bindparam("row")).values(token=sa.bindparam("holder"), unknown_since=sa.bindparam("since")))


@pytest.fixture
def rows(session):
    made = [QueueEntry(id=uuid4(), token=f"t{place}") for place in range(4)]
    session.add_all(made)
    session.flush()
    return made


def test_those_among_both_lists_are_found_and_no_other(session, rows):
    ids = [rows[0].id, rows[2].id, rows[3].id, uuid4()]
    assert [tuple(row) for row in FOUND.read(session, ids=ids, tokens={"t0", "t1", "t2", "o'dd"})] == [(rows[0].id, "t0"), (rows[2].id, "t2")]


def test_an_empty_list_finds_nothing(session, rows):
    assert FOUND.read(session, ids=[], tokens=["t0"]) == [] == FOUND.read(session, ids=[rows[0].id], tokens=[])


def test_each_row_gets_its_own_and_what_is_alike_in_all(session, rows):
    at = now()
    MARK.change_each(session, [{"row": rows[0].id, "holder": "a"}, {"row": rows[1].id, "holder": None}], since=at)
    session.expire_all()
    assert [(row.token, row.unknown_since) for row in rows] == [("a", at), (None, at), ("t2", None), ("t3", None)]


def test_a_change_says_how_many_rows_it_changed(session, rows):
    assert [MARK.change(session, row=one, holder="b", since=None) for one in (rows[3].id, uuid4())] == [1, 0]
