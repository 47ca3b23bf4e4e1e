"""Rows: what their cells mean together."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.reports.exports import PERSON, RESULT, VISIT, read
from webapp.content.catalogue import conditions
from webapp.reports.notes import Note, Said
from webapp.reports.terms import Term, codes
from webapp.tables.refusals import SENTENCES, Reason, Refusal, reason_text

SECOND = {"NHS Number": "9991003398"}


def only(reading):
    assert len(reading.rows) == 1, reading
    return reading.rows[0]


def test_conditions_languages_and_needs_become_codes_and_unknown_words_are_kept():
    row = only(read(PERSON | {"Conditions": "Diabetes type 2; Asthma; Left leg", "Language": "Polish", "Communication needs": "Large print; Shout"}))
    assert row.conditions == (Term("diabetes", "Diabetes type 2"), Term("asthma", "Asthma"), Term(None, "Left leg"))
    assert (row.language, row.needs) == ("pl", (Term("large_print", "Large print"), Term(None, "Shout")))
    assert row.notes == (Note(Said.UNKNOWN_CONDITION, "Left leg"), Note(Said.UNKNOWN_NEED, "Shout"))


def test_every_condition_word_leads_to_a_condition_of_the_catalogue():
    assert set(codes("condition", "conditions").values()) == set(conditions())


def test_a_column_that_is_not_there_says_nothing():
    row = only(read(PERSON))
    assert (row.conditions, row.mobiles, row.landlines, row.emails, row.needs, row.language) == (None,) * 6


def test_an_empty_cell_says_there_is_none():
    row = only(read(PERSON | {"Mobile": "", "Conditions": ""}))
    assert (row.mobiles, row.conditions) == ((), ())


def test_a_landline_in_the_mobile_column_rings_but_gets_no_texts():
    row = only(read(PERSON | {"Mobile": "01632 960123", "Home phone": "01632 960034"}))
    assert (row.mobiles, row.landlines) == ((), ("+441632960123", "+441632960034"))


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"Address": "1 Oak Road, Leeds, ls1  1aa"}, ["1 Oak Road", "Leeds", "ls1 1aa"]),
        (
            {"House Name/Flat Number": "Flat 2", "Number and Street": "1 Oak Road", "Postcode": "ls1 1aa"},
            ["Flat 2", "1 Oak Road", "LS1 1AA"],
        ),
        ({"Address Line 1": "1 Oak Road", "Address Line 2": "Leeds LS1 1AA", "Postcode": "LS11AA"}, ["1 Oak Road", "Leeds LS1 1AA"]),
        ({"Address Line 1": "", "Postcode": "LS1 1AA"}, []),
        ({"Postcode": "LS1 1AA"}, None),
    ],
)
def test_the_lines_of_an_address_whatever_columns_it_stands_in(cells, lines):
    found = only(read(PERSON | cells)).addresses
    assert found == (None if lines is None else ("\n".join(lines),) if lines else ())


def test_two_rows_about_one_person_that_differ_are_both_set_aside():
    reading = read(PERSON, PERSON | {"Given Name": "Anne"}, PERSON | SECOND)
    assert [row.line for row in reading.rows] == [4]
    assert [(r.line, r.reason, r.detail) for r in reading.set_aside] == [(2, Reason.DIFFERS_IN_FILE, "3"), (3, Reason.DIFFERS_IN_FILE, "2")]


@pytest.mark.parametrize("changes", [{"Date of Death": "01-Jan-1950"}, {"Date of Death": "01-Jan-2030"}])
def test_an_odd_date_of_death_is_looked_at_by_a_human(changes):
    assert [r.reason for r in read(PERSON | changes).set_aside] == [Reason.DEATH_DATE_ODD]


def test_a_value_is_kept_in_the_primary_unit_and_as_it_was_sent():
    row = only(read(RESULT | {"Code Term": "Haemoglobin A1c level - IFCC standardised", "Value": "7.4", "Unit": "%"}))
    assert (row.code, row.amount, row.reading.sent_value, row.reading.sent_unit) == ("hba1c", Decimal("57"), "7.4", "%")


def test_one_cell_with_both_pressures_becomes_two_results():
    reading = read(RESULT | {"Code Term": "O/E - blood pressure reading", "Value": "131/83", "Unit": "mmHg"})
    assert [(row.code, row.amount) for row in reading.rows] == [("bp_systolic", 131), ("bp_diastolic", 83)]


def test_two_readings_of_one_day_are_both_true():
    assert [row.amount for row in read(RESULT, RESULT | {"Value": "81"}).rows] == [80, 81]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Date": "17-Nov-2026"}, Reason.DATE_IMPOSSIBLE),
        ({"Date": "01-Jan-1970"}, Reason.DATE_IMPOSSIBLE),
        ({"Date": ""}, Reason.NO_DATE),
        ({"Code Term": ""}, Reason.NO_TEST),
        ({"Value": ""}, Reason.NO_VALUE),
        ({"Code Term": "HIV 1 and 2 antibody level"}, Reason.NEVER_STORED),
        ({"Code Term": "Something local"}, Reason.UNKNOWN_TEST),
        ({"Value": "780"}, Reason.IMPOSSIBLE_VALUE),
        ({"Unit": ""}, Reason.NO_UNIT),
        ({"Unit": "furlongs"}, Reason.UNKNOWN_UNIT),
        ({"Value": "heavy"}, Reason.NOT_A_NUMBER),
        ({"Date of Birth": "02-Aug-74"}, Reason.TWO_DIGIT_YEAR),
        ({"Surname": ""}, Reason.NO_NAME),
        ({"Date of Birth": ""}, Reason.NO_BIRTH_DATE),
    ],
)
def test_a_result_that_cannot_be_used_says_why(changes, reason):
    reading = read(RESULT | changes)
    assert [r.reason for r in (*reading.refused, *reading.set_aside)] == [reason] and not reading.rows


def test_a_test_that_is_never_kept_leaves_no_word_of_it_behind():
    assert read(RESULT | {"Code Term": "HIV 1 and 2 antibody level", "Value": "Not detected"}).refused == (Refusal(2, Reason.NEVER_STORED, ""),)


def test_an_appointment_is_kept_in_universal_time():
    assert only(read(VISIT | {"Appointment Date": "01-Jun-2027"})).starts_at == datetime(2027, 6, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("heading", "said", "status"),
    [("Status", "DNA", "did_not_attend"), ("DNA", "Yes", "did_not_attend"), ("Status", "Cancelled by Patient", "cancelled"), ("DNA", "", "standing")],
)
def test_a_status_is_understood(heading, said, status):
    assert only(read(VISIT | {heading: said})).status == status


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Attended": "No"}, Reason.UNKNOWN_STATUS),
        ({"Slot Type": "Flu clinic"}, Reason.UNKNOWN_SLOT),
        ({"Start Time": ""}, Reason.NO_TIME),
        ({"Start Time": "noon"}, Reason.UNREADABLE_TIME),
        ({"Appointment Date": "30-Nov-2062"}, Reason.DATE_IMPOSSIBLE),
    ],
)
def test_an_appointment_that_cannot_be_used_says_why(changes, reason):
    reading = read(VISIT | changes)
    assert [r.reason for r in (*reading.refused, *reading.set_aside)] == [reason]


def test_two_coming_appointments_of_one_kind_are_set_aside_but_a_missed_one_is_not():
    later = VISIT | {"Appointment Date": "07-Dec-2026", "Status": "Booked"}
    assert [r.reason for r in read(VISIT | {"Status": "Booked"}, later).set_aside] == [Reason.DIFFERS_IN_FILE] * 2
    assert len(read(VISIT | {"Status": "DNA", "Appointment Date": "02-Nov-2026"}, later).rows) == 2


def test_every_reason_has_a_short_sentence_that_takes_its_detail():
    assert set(SENTENCES) == set(Reason)
    for reason in Reason:
        said = str(reason_text(Refusal(1, reason, "100 % of it")))
        assert all(len(sentence.split()) <= 15 for sentence in said.split(". ")), said


def test_a_day_is_told_apart_from_another():
    assert only(read(RESULT)).taken_on == date(2025, 11, 12)
