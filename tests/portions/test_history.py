"""How far back a report reaches: whether "no earlier value" is known, or must be asked."""

from sqlmodel import col, select

from tests.reports.exports import sample, table_of
from webapp.results.models import Hit

OTHERS = ("12-Nov-2026", "10-Nov-2025", "04-Nov-2024")
TEST, VALUE, UNIT = "Body weight", "80", "kg"


def results_report(days_of: dict[int, tuple[str, ...]]) -> bytes:
    """A weight on these days for the people of the people report, by their place in it."""
    headings, *people = table_of("people-emis.csv")
    places = [headings.index(name) for name in ("NHS Number", "Surname", "Date of Birth")]
    lines = ["NHS Number,Surname,Date of Birth,Date,Code Term,Value,Unit"]
    for number, days in days_of.items():
        who = ",".join(people[number][place] for place in places)
        lines += [f"{who},{day},{TEST},{VALUE},{UNIT}" for day in days]
    return ("\r\n".join(lines) + "\r\n").encode()


def asked_for_the_last_one(surgery, days_of) -> int:
    """Brings people and results in; about how many people an earlier value is asked for."""
    surgery.bring_in(sample("people-emis.csv"))
    report, _run = surgery.bring_in(results_report(days_of))
    assert (report["counts"]["added"], report["set_aside"] + report["refused"]) == (sum(map(len, days_of.values())), [])
    with surgery.database.reading() as session:
        return len(session.exec(select(Hit.person_id).distinct().where(col(Hit.asks).contains("previous"))).all())


def test_a_first_import_with_years_of_history_does_not_ask_for_the_last_result(surgery):
    assert asked_for_the_last_one(surgery, {0: OTHERS, 2: OTHERS, 6: OTHERS, 7: OTHERS[:1]}) == 0


def test_a_report_of_this_year_only_is_asked_about(surgery):
    assert asked_for_the_last_one(surgery, {0: OTHERS[:1], 2: OTHERS[:1], 6: OTHERS[:1], 7: OTHERS[:1]}) == 4


def test_a_report_of_only_the_latest_values_shows_no_history_however_old_they_are(surgery):
    assert asked_for_the_last_one(surgery, {0: OTHERS[2:], 2: OTHERS[2:], 6: OTHERS[2:], 7: OTHERS[:1]}) >= 1


def test_one_person_with_an_odd_old_date_is_no_history(surgery):
    assert asked_for_the_last_one(surgery, {0: OTHERS, 2: OTHERS[:1], 6: OTHERS[:1], 7: OTHERS[:1]}) == 3
