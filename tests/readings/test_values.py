"""Reading a value as a GP export sends it or a nurse types it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.content.catalogue import results
from webapp.readings.values import Reason, read_value

ACCEPTED = [
    ("potassium", "6.7", "mmol/L", "6.7", None),
    ("potassium", "4,8", "mmol/l", "4.8", None),
    ("potassium", " 4.8 ", " MMOL/L ", "4.8", None),
    ("potassium", "4.8 mmol/L", "", "4.8", None),
    ("potassium", "4.8mmol/L", "mmol/L", "4.8", None),
    ("potassium", "\u00a04.8\u00a0", "mmol / L", "4.8", None),
    ("hba1c", "58", "mmol/mol", "58", None),
    ("hba1c", "7.5", "%", "58", None),
    ("hba1c", "7,5 %", None, "58", None),
    ("hba1c", "7.5", "% (DCCT)", "58", None),
    ("egfr", ">90", "mL/min/1.73m2", "90", ">"),
    ("egfr", "> 90", "ml/min/1.73m*2", "90", ">"),
    ("egfr", "≥90", "mL/min/{1.73_m2}", "90", ">="),
    ("egfr", "59", "ml/min/1.73 m²", "59", None),
    ("egfr", "59", "mL/min/1.73m^2", "59", None),
    ("crp", "<1", "mg/L", "1", "<"),
    ("crp", "≤ 4", "mg/L", "4", "<="),
    ("crp", "=<4", "mg/L", "4", "<="),
    ("creatinine", "88", "umol/L", "88", None),
    ("creatinine", "88", "\u00b5mol/L", "88", None),
    ("creatinine", "88", "\u03bcmol/l", "88", None),
    ("creatinine", "88", "micromol/L", "88", None),
    ("bp_systolic", "131", "mm[Hg]", "131", None),
    ("bp_systolic", "131", "mm Hg", "131", None),
    ("bp_systolic", "131mmHg", "mmHg", "131", None),
    ("bp_systolic", "<90", "mmHg", "90", "<"),
    ("weight", "70.5", "Kg", "70.5", None),
    ("weight", "70.5 kgs", "", "70.5", None),
    ("weight", "11 st 0 lb", "", "69.9", None),
    ("weight", "15st 7lb", "st lb", "98.4", None),
    ("weight", "15 7", "st lb", "98.4", None),
    ("weight", "11 stone", "", "69.9", None),
    ("height", "5' 10\"", "", "178", None),
    ("height", "5 ft 10 in", "ft in", "178", None),
    ("waist", "37", "inches", "94", None),
    ("pulse", "72", "beats/min", "72", None),
    ("pulse", "72", "bpm", "72", None),
    ("pulse", "72 /min", "", "72", None),
    ("spo2", "97%", "%", "97", None),
    ("fev1_pct", "62", "%", "62", None),
    ("tsh", "<0.01", "mIU/L", "0.01", "<"),
    ("psa", "3.2", "ng/mL", "3.2", None),
    ("nt_probnp", "450", "pg/mL", "450", None),
    ("nt_probnp", "1,234.0", "ng/L", "1234", None),
    ("haemoglobin", "13.2", "g/dL", "132", None),
    ("urate", "6.0", "mg/dL", "357", None),
    ("esr", "12", "mm/hr", "12", None),
    ("alcohol_units", "14", "units/week", "14", None),
    ("bmi", "27.4", "kg/m²", "27.4", None),
    ("mrc", "3", "", "3", None),
    ("mrc", "3", "1 to 5", "3", None),
    ("mrc", "MRC grade 3", "", "3", None),
    ("mrc", "Grade 3", None, "3", None),
    ("nyha", "III", "", "3", None),
    ("cat", "18/40", "", "18", None),
    ("cat", "18", "{score}", "18", None),
    ("inr", "2.5", "", "2.5", None),
    ("inr", "2.5", "ratio", "2.5", None),
    ("falls", "2", "", "2", None),
    ("falls", "0", "/year", "0", None),
    ("dxa_tscore", "-2.5", "", "-2.5", None),
    ("dxa_tscore", "\u22122.5", "SD", "-2.5", None),
]


@pytest.mark.parametrize(("code", "text", "unit", "value", "comparator"), ACCEPTED)
def test_a_value_is_read_in_the_primary_unit(code, text, unit, value, comparator):
    reading = read_value(results()[code], text, unit)
    assert (reading.ok, reading.reason, reading.value, reading.comparator) == (True, None, Decimal(value), comparator)


REFUSED = [
    ("hba1c", "17", "", Reason.NO_UNIT),
    ("hba1c", "48", None, Reason.NO_UNIT),
    ("weight", "70", " ", Reason.NO_UNIT),
    ("potassium", "4.8", "mg/L", Reason.UNKNOWN_UNIT),
    ("potassium", "4.8 mmol/mol", "", Reason.UNKNOWN_UNIT),
    ("potassium", "4.8 g/L", "mmol/L", Reason.UNKNOWN_UNIT),
    ("hba1c", "58 mmol/mol", "%", Reason.UNKNOWN_UNIT),
    ("egfr", "59", "mL/min", Reason.UNKNOWN_UNIT),
    ("height", "1.75", "m", Reason.UNKNOWN_UNIT),
    ("falls", "2", "/month", Reason.UNKNOWN_UNIT),
    ("mrc", "3", "%", Reason.UNKNOWN_UNIT),
    ("mrc", "3", "mMRC", Reason.UNKNOWN_UNIT),
    ("potassium", "4.8", "?", Reason.UNKNOWN_UNIT),
    ("potassium", "haemolysed", "", Reason.NOT_A_NUMBER),
    ("potassium", "4.8 haemolysed", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4.8 H", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "about 5", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "~5", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4.5-5.0", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4.5 - 5.0", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4.5 5.0", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4.8.1", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "4,8,1", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "1.5E+00", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "<>5", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "NaN", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "Infinity", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "1_0", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "٤", "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "5" * 400, "mmol/L", Reason.NOT_A_NUMBER),
    ("potassium", "=4+1", "mmol/L", Reason.NOT_A_NUMBER),
    ("creatinine", "1,234", "umol/L", Reason.NOT_A_NUMBER),
    ("nt_probnp", "1 234", "ng/L", Reason.NOT_A_NUMBER),
    ("nt_probnp", "1,234,5", "ng/L", Reason.NOT_A_NUMBER),
    ("bp_systolic", "120/80", "mmHg", Reason.NOT_A_NUMBER),
    ("weight", "11.5", "st", Reason.NOT_A_NUMBER),
    ("weight", "11 st 15 lb", "", Reason.NOT_A_NUMBER),
    ("weight", "11 st 4 in", "", Reason.NOT_A_NUMBER),
    ("falls", "2.5", "", Reason.NOT_A_NUMBER),
    ("potassium", "", "mmol/L", Reason.EMPTY),
    ("potassium", "  ", "", Reason.EMPTY),
    ("smoking", "", "", Reason.EMPTY),
    ("smoking", "20 a day", "", Reason.NOT_AN_OPTION),
    ("foot_risk", "risky", "", Reason.NOT_AN_OPTION),
]


@pytest.mark.parametrize(("code", "text", "unit", "reason"), REFUSED)
def test_what_is_not_certain_is_refused_with_its_reason_and_no_value(code, text, unit, reason):
    reading = read_value(results()[code], text, unit)
    assert (reading.ok, reading.reason, reading.value, reading.text) == (False, reason, None, None)
    assert (reading.sent_value, reading.sent_unit) == (text, unit or "")


OUTSIDE = [
    ("potassium", "12", "mmol/L", "12"),
    ("weight", "780", "kg", "780"),
    ("weight", "99 st 0 lb", "", "628.7"),
    ("hba1c", "25", "%", "250"),
    ("hba1c", "7.4", "mmol/mol", "7.4"),
    ("waist", "15.9", "inches", "40"),
]


@pytest.mark.parametrize(("code", "text", "unit", "value"), OUTSIDE)
def test_a_number_outside_the_possible_range_is_set_aside_with_its_number(code, text, unit, value):
    reading = read_value(results()[code], text, unit)
    assert (reading.ok, reading.reason, reading.value) == (False, Reason.OUT_OF_RANGE, Decimal(value))


@pytest.mark.parametrize(("text", "odd"), [("34.9", True), ("35", False), ("220", False), ("220.5", True), ("350", True)])
def test_between_the_soft_and_hard_limits_a_value_is_odd(text, odd):
    reading = read_value(results()["weight"], text, "kg")
    assert (reading.ok, reading.odd) == (True, odd)


def test_part_of_a_point_in_a_score_of_whole_points_is_odd():
    assert read_value(results()["pain_0_10"], "6.5", "").odd
    assert not read_value(results()["das28"], "3.2", "").odd


@pytest.mark.parametrize(("code", "text", "want"), [("bp_systolic", "<90", True), ("egfr", ">90", False), ("bp_systolic", "90", False)])
def test_a_limit_where_labs_send_numbers_is_accepted_first(code, text, want):
    entry = results()[code]
    assert read_value(entry, text, entry.unit).accept_first is want


@pytest.mark.parametrize(
    ("code", "text", "want"),
    [
        ("smoking", "Ex-smoker", "used to smoke"),
        ("smoking", "NEVER SMOKED TOBACCO", "never smoked"),
        ("smoking", "Smoker (finding)", "smoke now"),
        ("smoking", "use a vape", "use a vape"),
        ("foot_risk", "Moderate", "medium risk"),
        ("foot_risk", "O/E - Left diabetic foot at high risk", "high risk"),
        ("eye_screening", "Done, small changes", "done, small changes"),
    ],
)
def test_a_coded_result_is_one_of_its_options(code, text, want):
    reading = read_value(results()[code], text, "")
    assert (reading.ok, reading.text, reading.value) == (True, want, None)


def test_a_term_that_says_it_all_needs_no_value():
    assert read_value(results()["smoking"], "", "", term="Ex-smoker").text == "used to smoke"
    assert read_value(results()["mrc"], "", "", term="391124000").value == 3


def test_a_value_that_says_another_thing_than_its_term_is_refused():
    assert read_value(results()["mrc"], "3", "", term="MRC grade 3").value == 3
    assert read_value(results()["mrc"], "1", "", term="MRC grade 3").reason is Reason.DISAGREES
    assert read_value(results()["smoking"], "Smoker", "", term="Ex-smoker").reason is Reason.DISAGREES


def test_every_option_is_read_as_itself():
    for entry in results().values():
        for option in entry.options:
            assert read_value(entry, option, None).text == option


@given(st.sampled_from(sorted(results())), st.text(max_size=30), st.text(max_size=12))
@settings(max_examples=300)
def test_no_text_at_all_breaks_the_reading(code, text, unit):
    reading = read_value(results()[code], text, unit)
    assert reading.ok is (reading.reason is None)
    assert (reading.sent_value, reading.sent_unit) == (text, unit)


@given(st.decimals(min_value=Decimal("1.5"), max_value=Decimal(10), places=2), st.sampled_from(["", "<", "<=", ">", ">="]), st.sampled_from([".", ","]))
@settings(max_examples=100)
def test_a_number_in_the_primary_unit_is_never_changed(number, comparator, point):
    reading = read_value(results()["potassium"], f"{comparator}{number}".replace(".", point), "mmol/L")
    assert (reading.value, reading.comparator) == (number, comparator or None)
