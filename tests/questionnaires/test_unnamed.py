"""A care check without a name, seen by somebody who holds the whole database, the keys and the log, and wants to know who said it."""

import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from tests.browsing import markup, words
from tests.questionnaires.care import QUESTIONS, Checker, somebody_talked
from webapp.access.models import AccessLogEntry
from webapp.accounts.models import SignIn
from webapp.questionnaires.models import Answer, Response, UnnamedResponse, UnnamedTaken

NAMES = ("Ann", "Bob", "Cat", "Dev", "Eve", "Fay")
SAID = {"Ann": "000000", "Bob": "111111", "Cat": "222222", "Dev": "333333", "Eve": "012301", "Fay": "3210-3"}
KINDS = {"sqlite": "SELECT id FROM unnamed_response", "postgresql": "SELECT id FROM unnamed_response ORDER BY ctid"}


@pytest.fixture
def people(browse, session, practice):
    return {name: Checker(browse, session, somebody_talked(session, practice, name)) for name in NAMES}


@pytest.fixture
def answered(people, after_the_talk):
    """Six people, some minutes apart, each with answers and words of their own."""
    for name, checker in people.items():
        assert checker.answer("unnamed", SAID[name], words=f"plum{name}").headers["Location"] == "/care-check/end"
        after_the_talk.shift(timedelta(minutes=4))
    return people


def kept(database, what=UnnamedResponse) -> list:
    with database.reading() as session:
        return list(session.exec(select(what)))


def everything(database) -> dict[str, list[dict]]:
    """Every row of every table, as the attacker reads it."""
    with database.engine.connect() as connection:
        return {table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()] for table in SQLModel.metadata.sorted_tables}


def test_an_answer_shares_nothing_with_any_other_row_but_practice_month_and_wording(answered, database):
    tables = everything(database)
    common = {"practice_id", "instrument", "version", "month"}
    assert set(tables["unnamed_response"][0]) == {"id", "said_sealed"} | common
    assert {row["month"] for row in tables["unnamed_response"]} == {date(2026, 12, 1)}
    own = {row[name] for row in tables["unnamed_response"] for name in ("id", "said_sealed")}
    others = [(table, value) for table, rows in tables.items() if table != "unnamed_response" for row in rows for value in row.values()]
    assert not [(table, value) for table, value in others if value in own or (isinstance(value, str) and any(str(one) in value for one in own))]
    assert not any(isinstance(value, datetime) for row in tables["unnamed_response"] for value in row.values())


def test_with_the_keys_open_the_words_are_there_and_nobody_is(answered, database):
    opened = [json.loads(row.said) for row in kept(database)]
    assert sorted(said["words"] for said in opened) == sorted(f"plum{name}" for name in NAMES)
    secrets = {str(value) for checker in answered.values() for value in (checker.person.id, checker.person.nhs_number, checker.person.surname)}
    assert not [said for said in opened if any(secret in json.dumps(said) for secret in secrets)]
    assert kept(database, Response) == kept(database, Answer) == []


def test_the_order_of_the_rows_and_the_marks_of_the_database_tell_nothing(answered, database):
    with database.engine.connect() as connection:
        laid = [UUID(str(one)) for one in connection.exec_driver_sql(KINDS[connection.dialect.name]).scalars()]
        if connection.dialect.name == "postgresql":
            assert connection.exec_driver_sql("SELECT count(DISTINCT xmin::text) FROM unnamed_response").scalar() == 1
        else:
            with pytest.raises(sa.exc.OperationalError, match="rowid"):
                connection.exec_driver_sql("SELECT rowid FROM unnamed_response")
    assert laid == sorted(laid) and {one.version for one in laid} == {4}


def test_what_is_kept_of_the_person_is_the_month_and_the_same_for_all(answered, database):
    taken = kept(database, UnnamedTaken)
    assert {row.person_id for row in taken} == {checker.person.id for checker in answered.values()}
    assert {(row.month, row.instrument) for row in taken} == {(date(2026, 12, 1), "my_care_check")}
    assert set(UnnamedTaken.model_fields) == {"id", "person_id", "cycle_id", "instrument", "month"}


def test_neither_the_access_log_nor_the_sign_in_moves_while_somebody_answers(people, database, after_the_talk):
    """How many pages were opened, and when, would tell a short check from a long one."""
    ann = people["Ann"]
    ann.begin("unnamed")
    before = marks(database)
    after_the_talk.shift(timedelta(minutes=7))
    for number in range(1, QUESTIONS + 1):
        assert ann.browser.get(f"/care-check/{number}").status_code == 200
        ann.browser.post(f"/care-check/{number}", {"answer": "1"})
    ann.browser.follow(ann.browser.post("/care-check/7", {"press": "skip"}))
    assert marks(database) == before and len(kept(database)) == 1


def marks(database) -> tuple:
    with database.reading() as session:
        looks = sorted(str((row.person_id, row.permission, row.at)) for row in session.exec(select(AccessLogEntry)))
        return looks, sorted(str((row.id, row.seen_at)) for row in session.exec(select(SignIn)))


def test_no_line_of_the_log_and_no_address_tells_of_it(people, capfd):
    ann, numbers = people["Ann"], range(1, QUESTIONS + 1)
    ann.begin("unnamed")
    seen = [ann.browser.post(f"/care-check/{number}", {"answer": "1"}).headers["Location"] for number in numbers]
    assert seen == [f"/care-check/{number}" for number in range(2, QUESTIONS + 2)]
    told = capfd.readouterr()
    assert not [line for line in (told.out + told.err).splitlines() if "care" in line or str(ann.person.id) in line]


def test_the_slip_in_the_cookie_opens_only_here_and_two_look_alike(people):
    slips = []
    for name in ("Ann", "Bob"):
        people[name].begin("unnamed")
        slips.append(people[name].browser.client.get_cookie("care").value)
    assert len({len(slip) for slip in slips}) == 1 and len(set(slips)) == 2
    assert 'name="answer"' in people["Ann"].browser.get("/care-check/1").get_data(as_text=True)
    people["Ann"].browser.client.set_cookie("care", slips[0][:-4] + "AAAA")
    assert 'name="answer"' not in people["Ann"].browser.get("/care-check/1").get_data(as_text=True)
    assert people["Ann"].browser.post("/care-check/1", {"answer": "1"}).status_code == 410


def test_each_answer_is_kept_as_it_comes_and_one_person_stays_one(people, database):
    ann = people["Ann"]
    ann.answer("unnamed", "01")
    ann.browser.post("/care-check/1", {"answer": "3"})
    assert [json.loads(row.said) for row in kept(database)] == [{"who": "me", "q1": "3", "q2": "1"}]
    assert " checked" not in markup(ann.browser.get("/care-check/1"))


def test_there_is_one_slip_for_each_person_and_year(people, database):
    ann = people["Ann"]
    ann.answer("unnamed", SAID["Ann"])
    again = ann.begin("unnamed")
    assert again.status_code == 409 and "You chose to answer without your name." in words(again)
    assert ann.begin("named").status_code == 409 and len(kept(database, UnnamedTaken)) == 1


def test_words_nobody_may_read_are_not_kept_and_typed_words_come_back_when_it_is_closed(people, database, after_the_talk):
    ann = people["Ann"]
    ann.answer("unnamed", SAID["Ann"], words="plumKept", readers="nobody")
    assert "plumKept" not in kept(database)[0].said
    bob = people["Bob"]
    bob.begin("unnamed")
    after_the_talk.shift(timedelta(hours=2, minutes=1))
    late = bob.browser.post("/care-check/7", {"words": "plumLate", "readers": "no_name"})
    assert late.status_code == 410 and "plumLate" in words(late) and len(kept(database, UnnamedResponse)) == 1
