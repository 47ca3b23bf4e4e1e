"""Recognising a result by the term or code it was sent with, and what is never stored."""

import pytest

from webapp.content.catalogue import catalogue_file, results
from webapp.readings.terms import known_terms, never_stored, recognise, said_by_words, terms_of

GP_TERMS = {
    "Serum potassium level": "potassium",
    "O/E - Systolic BP reading": "bp_systolic",
    "O/E - Diastolic BP reading": "bp_diastolic",
    "HbA1c level (DCCT aligned)": "hba1c",
    "Haemoglobin A1c level - IFCC standardised": "hba1c",
    "eGFR using creatinine (CKD-EPI)": "egfr",
    "GFR calculated abbreviated MDRD": "egfr",
    "Forced expired volume in 1 second, percent predicted": "fev1_pct",
    "MRC Breathlessness Scale: grade": "mrc",
    "Oxygen saturation at periphery": "spo2",
    "Serum lithium level": "lithium",
    "O/E - weight": "weight",
    "Body mass index (observable entity)": "bmi",
    "SERUM CREATININE LEVEL": "creatinine",
    "Serum creatinine (XE2q5)": "creatinine",
    "Serum TSH level [XaELV]": "tsh",
    "Urine albumin:creatinine ratio": "acr",
    "Ex-smoker (finding)": "smoking",
    "CHA2DS2-VASc stroke risk score": "stroke_risk_af",
    "Asthma control test score": "act",
    "Number of falls in last year": "falls",
    "999791000000106": "hba1c",
    "271649006": "bp_systolic",
    "Sugar in your blood over 3 months": "hba1c",
}


@pytest.mark.parametrize(("term", "code"), GP_TERMS.items())
def test_a_term_a_gp_system_sends_is_recognised(term, code):
    assert recognise(term).code == code


def test_every_result_is_recognised_by_its_code_its_label_and_each_of_its_terms():
    for code, entry in results().items():
        assert len(catalogue_file("result_terms")["results"][code]["terms"]) >= 4
        assert {recognise(term) for term in terms_of(entry)} == {entry}


UNKNOWN = [
    "",
    "   ",
    "Some local code we do not know",
    "Serum albumin level",
    "Total cholesterol:HDL ratio",
    "Urine albumin level",
    "HbA1c target",
    "Potassium supplement",
    "Mean cell haemoglobin",
    "Blood pressure",
    "mMRC dyspnoea scale",
    "FEV1",
    "Serum calcium level",
    "Target weight",
    "Birth weight",
    "Non-smoker",
    "123456789",
    "Systolic blood pressure and more",
]


@pytest.mark.parametrize("term", UNKNOWN)
def test_a_term_that_is_not_on_the_list_is_not_known(term):
    assert recognise(term) is None


NEVER = [
    "HIV 1 and 2 antibody level",
    "HIV1/2 antibody",
    "Anti-HIV antibody",
    "Human immunodeficiency virus viral load",
    "Chlamydia trachomatis antigen test",
    "Syphilis serology",
    "Pregnancy test positive",
    "Serum beta HCG level",
    "BRCA1 gene mutation",
    "Factor V Leiden genotype",
    "Histology report",
    "Skin biopsy histopathology",
    "Cervical smear result",
    "CT scan of chest",
    "Ultrasound scan of kidney",
    "PHQ-9 question 9",
]


@pytest.mark.parametrize("term", NEVER)
def test_what_is_never_imported_is_never_stored_and_never_recognised(term):
    assert never_stored(term)
    assert recognise(term) is None


def test_no_result_of_the_catalogue_is_among_what_is_never_stored():
    assert [term for term in known_terms() if never_stored(term)] == []


def test_a_never_stored_phrase_is_a_whole_word():
    assert not never_stored("Achieved target")
    assert not never_stored("Hearing aids worn")
    assert not never_stored("Generic medicine count")


def test_what_a_term_says_is_a_value_the_result_may_have():
    for code, listed in catalogue_file("result_terms")["results"].items():
        entry = results()[code]
        for value in [*listed.get("says", {}).values(), *listed.get("options", {}).values()]:
            assert value in entry.options or (not entry.coded and entry.input_range.hard_min <= int(value) <= entry.input_range.hard_max)


def test_words_that_are_no_value_say_nothing():
    assert said_by_words(results()["smoking"], "twenty a day") is None
    assert said_by_words(results()["mrc"], "MRC grade 6") is None
