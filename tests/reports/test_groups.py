"""Ethnic group and deprivation, as GP reports write them: what is read, and what is only told."""

import pytest

from tests.reports.exports import PERSON, file_of, read, reading_of, sample
from webapp.people.models import Deprivation, EthnicGroup
from webapp.reports.notes import Note, Said
from webapp.reports.terms import codes
from webapp.tables.columns import Kind, layout_of


def only(**cells):
    reading = read(PERSON | {heading.replace("_", " "): words for heading, words in cells.items()})
    assert len(reading.rows) == 1 and not reading.refused and not reading.set_aside, reading
    return reading.rows[0]


@pytest.mark.parametrize(
    "heading", ["Ethnicity", "Ethnic Group", "Ethnic Category", "Patient Details' Ethnic Origin", "Ethnicity (16+1)", "Latest ethnicity", "Patient ethnicity"]
)
def test_each_heading_of_an_ethnic_group_is_known(heading):
    assert only(**{heading: "Indian"}).ethnic_group == "asian"


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("White: English, Welsh, Scottish, Northern Irish or British", "white"),
        ("White British - ethnic category 2001 census", "white"),
        ("British or mixed British - ethnic category 2001 census", "white"),
        ("Gypsy or Irish Traveller", "white"),
        ("A", "white"),
        ("A - White British", "white"),
        ("Asian or Asian British: Bangladeshi - England and Wales ethnic category 2011 census", "asian"),
        ("R", "asian"),
        ("Chinese", "asian"),
        ("African - ethn categ 2001 census", "black"),
        ("BLACK CARIBBEAN", "black"),
        ("White and Black African", "mixed"),
        ("Mixed or multiple ethnic groups", "mixed"),
        ("Arab", "other"),
        ("Any other ethnic group", "other"),
        ("Z - Not stated", "not_stated"),
        ("Prefer not to say", "not_stated"),
    ],
)
def test_words_and_codes_lead_to_one_of_the_five_groups_or_not_stated(words, group):
    row = only(Ethnicity=words)
    assert (row.ethnic_group, row.notes) == (group, ())


@pytest.mark.parametrize("words", ["Martian", "British", "Q", "A - Indian", "White, Indian", "2"])
def test_words_nobody_knows_are_told_and_never_guessed(words):
    row = only(Ethnicity=words)
    assert (row.ethnic_group, row.notes) == (None, (Note(Said.UNKNOWN_ETHNIC_GROUP, words),))


def test_a_letter_lost_on_the_way_leaves_nobody_out():
    reading = reading_of(file_of(PERSON | {"Ethnicity": "Afric\ufffdn", "IMD decile": "1 \ufffd most deprived"}).encode("utf-16"))
    assert [(row.ethnic_group, row.deprivation, row.notes) for row in reading.rows] == [
        (None, "1/10", (Note(Said.UNKNOWN_ETHNIC_GROUP, "Afric\ufffdn"),)),
    ]


@pytest.mark.parametrize("words", ["", "Not known", "Unknown", "99", "Not recorded"])
def test_a_report_that_does_not_know_says_nothing(words):
    row = only(Ethnicity=words)
    assert (row.ethnic_group, row.notes) == (None, ())


def test_the_words_lead_to_every_group_and_to_nothing_else():
    assert set(codes("ethnic", "groups").values()) == set(EthnicGroup)


@pytest.mark.parametrize(
    ("heading", "words", "place"),
    [
        ("IMD Decile", "1", "1/10"),
        ("Index of Multiple Deprivation", "Decile 10", "10/10"),
        ("IMD 2019 decile", "07", "7/10"),
        ("IMD Decile (1 is most deprived)", "Decile 3", "3/10"),
        ("Deprivation Quintile", "5", "5/5"),
        ("IMD quintile", "1 - most deprived", "1/5"),
        ("Deprivation decile", "10 (least deprived)", "10/10"),
        ("WIMD decile", "4", "4/10"),
        ("Deprivation", "Quintile 2", "2/5"),
    ],
)
def test_a_decile_stays_a_decile_and_a_quintile_a_quintile(heading, words, place):
    row = only(**{heading: words})
    assert (row.deprivation, row.notes) == (place, ()) and Deprivation(place)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("IMD Decile", "0"),
        ("IMD Decile", "11"),
        ("IMD Decile", "3.5"),
        ("IMD Decile", "Quintile 3"),
        ("IMD Decile", "10 (most deprived)"),
        ("Deprivation Quintile", "6"),
        ("Index of Multiple Deprivation", "21034"),
        ("Index of Multiple Deprivation", "10"),
        ("Index of Multiple Deprivation", "poor"),
    ],
)
def test_anything_else_is_told_and_not_taken(heading, words):
    row = only(**{heading: words})
    assert (row.deprivation, row.notes) == (None, (Note(Said.UNKNOWN_DEPRIVATION, words),))


def test_of_a_decile_and_a_quintile_the_finer_one_is_taken():
    assert only(**{"IMD quintile": "2", "IMD decile": "3"}).deprivation == "3/10"
    assert only(**{"IMD quintile": "2", "IMD decile": ""}).deprivation == "2/5"
    assert only(**{"IMD quintile": "1", "IMD decile": "1"}).deprivation == "1/10"


def test_columns_that_are_not_there_say_nothing():
    row = only()
    assert (row.ethnic_group, row.deprivation, row.notes) == (None, None, ())


def test_two_lines_about_one_person_that_differ_are_both_set_aside():
    reading = reading_of(file_of(PERSON | {"Ethnicity": "Indian"}, PERSON | {"Ethnicity": "Irish"}).encode())
    assert reading.rows == () and [odd.reason for odd in reading.set_aside] == ["differs_in_file"] * 2


def test_the_sample_with_both_columns_is_read():
    rows = reading_of(sample("people-groups.csv")).rows
    assert [(row.ethnic_group, row.deprivation) for row in rows] == [
        ("white", "1/10"),
        ("asian", "2/10"),
        ("black", "10/10"),
        ("mixed", "5/10"),
        ("not_stated", None),
        (None, "6/10"),
    ]


def test_both_columns_belong_to_a_people_report_alone():
    layout = layout_of(("NHS Number", "Surname", "Given Name", "DOB", "Ethnicity", "IMD decile"))
    assert layout.kind is Kind.PEOPLE and layout.ignored == ()
