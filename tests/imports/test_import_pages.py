"""The pages: choose, look, say yes, take back."""

import io

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_practice, a_staff_member, sign_in
from tests.reports.exports import PERSON, RESULT, file_of, sample
from webapp.imports.changes import export_of
from webapp.imports.jobs import one_portion
from webapp.portions.comparing import portions
from webapp.portions.models import ImportRun, ImportState
from webapp.practices.models import Role


@pytest.fixture
def desk(surgery, browse, session):
    return sign_in(browse(), session, surgery.staff)


def upload(desk, data: bytes, name="report.csv"):
    return desk.post("/staff/imports", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def look(desk, data: bytes) -> tuple[str, str]:
    reply = upload(desk, data)
    assert reply.status_code == 303, words(reply)
    return reply.headers["Location"], words(desk.follow(reply))


def test_a_report_is_looked_at_then_brought_in_then_taken_back(desk, surgery):
    place, preview = look(desk, sample("people-emis.csv"))
    assert "New 53" in preview and "is not a real NHS number" in preview and surgery.everything()["person"] == 0
    done = words(desk.follow(desk.post(f"{place}/confirmation")))
    assert "The report is in." in done and surgery.everything()["person"] == 53
    gone = words(desk.follow(desk.post(f"{place}/undoing")))
    assert "was taken back" in gone and surgery.everything()["person"] == 0


def test_a_file_put_away_changes_nothing(desk, surgery, session):
    place, _preview = look(desk, sample("people-emis.csv"))
    assert "Bring in a report" in words(desk.follow(desk.post(f"{place}/removal")))
    assert surgery.everything()["person"] == 0 and session.exec(select(ImportRun)).one().state is ImportState.DISCARDED


def test_changes_and_columns_left_out_are_shown_and_the_same_file_is_known_again(desk, surgery):
    surgery.bring_in(file_of(PERSON | {"Mobile": "07700900001"}).encode())
    _place, preview = look(desk, file_of(PERSON | {"Mobile": "07700900002", "Usual GP": "Dr X"}).encode())
    assert "Mobile number +447700900001 +447700900002" in preview and "Usual GP" in preview
    _place, again = look(desk, file_of(PERSON | {"Mobile": "07700900001"}).encode())
    assert "This same file was brought in" in again


def test_groups_that_change_and_words_nobody_knows_are_shown_before_anything_changes(desk, surgery):
    first, second = PERSON, PERSON | {"NHS Number": "9991003398"}
    surgery.bring_in(file_of(first | {"Ethnicity": "Indian", "IMD decile": "2"}).encode())
    then = [first | {"Ethnicity": "Not stated", "IMD decile": "7"}, second | {"Ethnicity": "Martian", "IMD decile": "11"}]
    _place, preview = look(desk, file_of(*then).encode())
    assert "Ethnic group Asian Not stated" in preview and "2 of 10 7 of 10" in preview and "Columns we do not use" not in preview
    assert "We do not know the ethnic group “Martian”. We did not guess. 1 3" in preview and "“11” does not say how poor an area is." in preview


@pytest.mark.parametrize(("data", "said"), [(b"", "This file is empty"), (b"PK\x03\x04", "Excel workbook"), (b"a,b\r\n1,2\r\n", "line of headings")])
def test_a_file_that_cannot_be_used_says_how_to_put_it_right(desk, data, said):
    reply = upload(desk, data)
    assert reply.status_code == 422 and said in words(reply)


def test_no_file_chosen_is_said_kindly(desk):
    reply = desk.post("/staff/imports", {}, content_type="multipart/form-data")
    assert reply.status_code == 422 and "Choose a file first." in words(reply)


def test_one_import_at_a_time_is_said_and_nothing_is_lost(desk, surgery):
    place, _preview = look(desk, sample("people-emis.csv"))
    surgery.confirmed(file_of(PERSON).encode())
    reply = desk.post(f"{place}/confirmation")
    assert reply.status_code == 409 and "Another import is running" in words(reply) and "Yes, bring it in" in words(reply)


def test_an_import_half_way_looks_again_by_itself_and_can_be_pushed_on(desk, surgery):
    run = surgery.confirmed(sample("people-emis.csv"))
    reply = desk.get(f"/staff/imports/{run.id}")
    assert reply.headers["Refresh"] == "5" and "The work goes on" in words(reply)
    assert "The report is in." in words(desk.follow(desk.post(f"/staff/imports/{run.id}/confirmation")))


def test_an_import_that_cannot_go_on_is_stopped_says_so_and_is_taken_back(desk, surgery):
    run = surgery.confirmed(sample("people-emis.csv"), at_once=20)
    export = export_of(run)
    one_portion(surgery.database, run.id, export.reading, list(portions(export.reading, 20)))
    assert "Only part of this report is in." in words(desk.follow(desk.post(f"/staff/imports/{run.id}/ending")))
    desk.post(f"/staff/imports/{run.id}/undoing")
    assert surgery.everything()["person"] == 0


def test_another_surgery_sees_nothing_of_it(surgery, browse, session):
    run = surgery.confirmed(file_of(PERSON).encode())
    other = sign_in(browse(), session, a_staff_member(session, a_practice(session, "Z99902"), Role.MANAGER))
    assert other.get(f"/staff/imports/{run.id}").status_code == 404
    assert [other.post(f"/staff/imports/{run.id}/{what}").status_code for what in ("confirmation", "removal", "ending", "undoing")] == [404] * 4


def test_markup_in_a_cell_or_a_heading_is_shown_as_words(desk):
    row = PERSON | {"Communication needs": "<script>alert(1)</script>", "<script>alert(2)</script>": "x"}
    reply = desk.follow(upload(desk, file_of(row, row | {"NHS Number": "<script>alert(3)</script>"}).encode(), name="<script>alert(4)</script>.csv"))
    assert reply.data.count(b"&lt;script&gt;") == 4 and b"<script>alert" not in reply.data


KINDS_OF_VALUE = file_of(
    RESULT | {"Value": "80.7"},
    RESULT | {"Value": "83.19", "Date": "13-Nov-2025", "Unit": "furlongs"},
    RESULT | {"Value": "9771.5", "Date": "14-Nov-2025"},
    RESULT | {"Value": "84.23", "Date": "15-Nov-2025", "Unit": ""},
    RESULT | {"Value": "unwilling", "Date": "16-Nov-2025"},
    RESULT | {"Value": "<85.29", "Date": "11-Nov-2025"},
    RESULT | {"Value": "1", "Date": "10-Nov-2025", "Code Term": "Moods 86.31"},
    RESULT | {"Value": "14-Nov-2025", "Date": "87.37"},
).encode()
VALUES = ("80.7", "79.4", "83.19", "furlongs", "9771.5", "84.23", "unwilling", "85.29", "86.31", "87.37")


@pytest.fixture
def told_to(surgery, browse, session):
    """What somebody in this role is told of a results report with one value changed and others odd."""
    surgery.bring_in(file_of(PERSON).encode())
    surgery.bring_in(file_of(RESULT | {"Value": "79.4"}).encode())
    return lambda role: look(sign_in(browse(), session, a_staff_member(session, surgery.practice, role)), KINDS_OF_VALUE)[1]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER])
def test_no_value_of_a_result_is_told_to_reception_or_a_manager(told_to, role):
    said = told_to(role)
    assert [value for value in VALUES if value in said] == []
    assert "The value cannot be right. Please check it. 1 4" in said and "We do not know the unit on this line. 1 3" in said
    assert "2 Anna Smith" not in said and "2 Smith Result Not shown to you" in said and "You do not see the values of results." in said


def test_who_may_write_results_down_sees_the_values(told_to):
    # Beside a unit we do not know, the unit alone is told.
    said = told_to(Role.COORDINATOR)
    assert [value for value in VALUES if value not in said] == ["83.19"] and "Not shown to you" not in said
