"""Files brought into a real database: what is written, and that once more changes nothing."""

import csv
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from tests.imports.database import Surgery
from tests.reports.exports import ALL, PERSON, RESULT, file_of, sample, saved_again
from webapp.imports.jobs import undo_import
from webapp.people.models import ContactKind, ContactPoint, Deprivation, EthnicGroup, Need, Person, PersonCondition, Way
from webapp.people.queries import conditions_of, contact_points, mobile_of
from webapp.people.ways import Reach, ways_to_reach
from webapp.portions.models import ImportState
from webapp.results.models import Result, SetAsideValue
from webapp.tasks.models import Task, TaskKind, Urgency

TABLE = list(csv.DictReader((Path(__file__).parents[1] / "reports" / "verdicts.csv").open(encoding="utf-8")))
ADDED = {"people-emis.csv": 53, "results-emis.csv": 600, "appointments-emis.csv": 80}


def all_samples(surgery):
    return {name: surgery.bring_in(sample(name)) for name in ALL}


def person(surgery, number="9992879211"):
    with surgery.database.reading() as session:
        return session.exec(select(Person).where(Person.nhs_number == number)).one()


def test_the_import_equals_the_table_and_writes_every_other_row(surgery):
    for name, (report, run) in all_samples(surgery).items():
        odd = {(line, part, reason) for part in ("refused", "set_aside") for line, reason, _detail in report[part]}
        assert odd == {(int(r["line"]), r["verdict"], r["reason"]) for r in TABLE if r["file"] == name and r["verdict"] in ("refused", "set_aside")}
        assert run.state is ImportState.APPLIED and run.file_sealed is None
        assert run.counts["done"]["added"] == report["counts"]["added"] == ADDED[name]
    counts = surgery.everything()
    assert (counts["person"], counts["result"], counts["appointment"], counts["set_aside_value"]) == (53, 600, 80, 3)


def test_the_same_report_in_another_order_and_encoding_changes_nothing(surgery):
    all_samples(surgery)
    before = surgery.everything()
    for name in ALL:
        again = saved_again(name, encoding="utf-16", order=lambda count: [*range(1, count), 0])
        report, run = surgery.bring_in(again)
        assert report["counts"]["added"] == report["counts"]["changed"] == 0, name
        assert run.counts["done"]["added"] == run.counts["done"]["changed"] == 0, name
        assert surgery.everything() == before, name


def test_a_report_saved_with_lost_letters_changes_no_name(surgery):
    surgery.bring_in(sample("people-emis.csv"))
    report, _run = surgery.bring_in(saved_again("people-emis.csv", encoding="ascii"))
    assert (report["counts"]["added"], report["counts"]["changed"]) == (0, 0)
    assert person(surgery).surname == "Łukaszewicz"


def test_letters_that_were_lost_come_back(surgery):
    surgery.bring_in(saved_again("people-emis.csv", encoding="ascii"))
    assert person(surgery).surname == "?ukaszewicz"
    report, _run = surgery.bring_in(sample("people-emis.csv"))
    assert report["counts"]["added"] == 0 and person(surgery).surname == "Łukaszewicz"


def test_a_potassium_of_6_7_becomes_a_task_for_now(surgery):
    all_samples(surgery)
    with surgery.database.reading() as session:
        tasks = session.exec(select(Task).where(Task.kind == TaskKind.CALL_FIRST, Task.urgency == Urgency.NOW)).all()
        people = {session.get_one(Person, task.person_id).nhs_number for task in tasks}
    assert "9991003398" in people


def test_a_results_report_never_makes_a_person(surgery):
    report, _run = surgery.bring_in(sample("results-emis.csv"))
    assert report["counts"]["added"] == 0 and surgery.everything()["person"] == 0


def test_a_value_set_aside_is_kept_once_for_a_clinician(surgery):
    surgery.bring_in(file_of(PERSON).encode())
    for _time in range(2):
        surgery.bring_in(file_of(RESULT | {"Value": "780"}).encode())
    with surgery.database.reading() as session:
        assert [kept.sent_value for kept in session.exec(select(SetAsideValue))] == ["780"]
        assert session.exec(select(Result)).all() == []


def test_a_value_put_right_in_the_record_takes_the_place_of_the_wrong_one(surgery):
    surgery.bring_in(file_of(PERSON).encode())
    surgery.bring_in(file_of(RESULT).encode())
    report, _run = surgery.bring_in(file_of(RESULT | {"Value": "88"}).encode())
    assert report["changes"] == [[2, "Smith", "value", "80", "88"]]
    with surgery.database.reading() as session:
        assert [row.amount for row in session.exec(select(Result).where(col(Result.withdrawn_at).is_(None)))] == ["88"]


def test_what_changed_in_the_record_is_shown_old_and_new_and_then_written(surgery):
    first = PERSON | {"Mobile": "07700900001", "Conditions": "Asthma; COPD", "Communication needs": "Audio", "Language": "English"}
    surgery.bring_in(file_of(first).encode())
    then = PERSON | {"Mobile": "07700900002", "Conditions": "Asthma; Gout", "Communication needs": "Large print", "Language": "Polish"}
    report, _run = surgery.bring_in(file_of(then).encode())
    assert [change[2:] for change in report["changes"]] == [
        ["language", "en", "pl"],
        ["mobile", "+447700900001", "+447700900002"],
        ["conditions", "COPD", "Gout"],
        ["needs", "Audio", "Large print"],
    ]
    with surgery.database.reading() as session:
        found = person(surgery)
        assert found.language == "pl" and mobile_of(session, found.id).value == "+447700900002"
        assert {one.code for one in conditions_of(session, found.id)} == {"asthma", "gout"}
    assert surgery.preview(file_of(then).encode())["counts"]["unchanged"] == 1


GROUPS = PERSON | {"Ethnicity": "Indian", "IMD decile": "2"}


def groups_of(surgery):
    found = person(surgery)
    return found.ethnic_group, found.deprivation


def test_ethnic_group_and_deprivation_are_kept_changed_and_taken_back(surgery):
    surgery.bring_in(file_of(GROUPS).encode())
    assert groups_of(surgery) == (EthnicGroup.ASIAN, Deprivation.TENTH_2)
    report, run = surgery.bring_in(file_of(PERSON | {"Ethnicity": "White and Asian", "Deprivation quintile": "5"}).encode())
    assert [change[2:] for change in report["changes"]] == [["ethnic_group", "asian", "mixed"], ["deprivation", "2/10", "5/5"]]
    assert groups_of(surgery) == (EthnicGroup.MIXED, Deprivation.FIFTH_5)
    undo_import(surgery.database, run.id, by=surgery.staff.id, account=None)
    assert groups_of(surgery) == (EthnicGroup.ASIAN, Deprivation.TENTH_2)


@pytest.mark.parametrize("row", [PERSON, PERSON | {"Ethnicity": "", "IMD decile": ""}, PERSON | {"Ethnicity": "Martian", "IMD decile": "99999"}])
def test_a_report_that_does_not_say_a_group_leaves_what_was_known(surgery, row):
    surgery.bring_in(file_of(GROUPS).encode())
    report, _run = surgery.bring_in(file_of(row).encode())
    assert (report["counts"]["unchanged"], report["refused"], report["set_aside"]) == (1, [], [])
    assert groups_of(surgery) == (EthnicGroup.ASIAN, Deprivation.TENTH_2)


def test_somebody_whose_group_nobody_knows_comes_in_as_not_known(surgery):
    report, _run = surgery.bring_in(file_of(PERSON | {"Ethnicity": "Martian", "IMD decile": "11"}).encode())
    assert report["notes"] == [[2, "unknown_ethnic_group", "Martian"], [2, "unknown_deprivation", "11"]]
    assert report["counts"]["added"] == 1 and groups_of(surgery) == (None, None)


def test_a_confirmed_mobile_is_never_written_over(surgery):
    surgery.bring_in(file_of(PERSON | {"Mobile": "07700900001"}).encode())
    with surgery.database.writing() as session:
        session.execute(sa.update(ContactPoint).values(confirmed_at=sa.func.current_timestamp()))
    for mobile in ("07700900002", ""):
        report, _run = surgery.bring_in(file_of(PERSON | {"Mobile": mobile}).encode())
        assert report["counts"]["changed"] == 0
        assert [reason for _line, reason, _detail in report["set_aside"]] == (["changed_by_staff"] if mobile else [])
    with surgery.database.reading() as session:
        assert mobile_of(session, person(surgery).id).value == "+447700900001"


def test_whoever_moves_house_gets_letters_at_the_new_address_alone(surgery):
    for street in ("1 Oak Road", "2 Elm Street", "2 Elm Street"):
        surgery.bring_in(file_of(PERSON | {"Address Line 1": street, "Postcode": "LS1 1AA"}).encode())
    with surgery.database.reading() as session:
        assert ways_to_reach(session, person(surgery)) == [Reach(Way.LETTER, "2 Elm Street\nLS1 1AA")]
        assert len(session.exec(select(ContactPoint)).all()) == 2


def test_a_number_staff_stopped_does_not_come_back(surgery):
    data = file_of(PERSON | {"Mobile": "07700900001"}).encode()
    surgery.bring_in(data)
    with surgery.database.writing() as session:
        session.execute(sa.update(ContactPoint).values(stopped_at=sa.func.current_timestamp(), stopped_why="wrong number"))
    report, _run = surgery.bring_in(data)
    assert [odd[1] for odd in report["set_aside"]] == ["changed_by_staff"]
    with surgery.database.reading() as session:
        assert contact_points(session, person(surgery).id) == []


def test_what_staff_changed_by_hand_is_kept_and_told(surgery):
    data = file_of(PERSON | {"Language": "English", "Conditions": "Asthma; COPD"}).encode()
    surgery.bring_in(data)
    with surgery.database.writing() as session:
        session.execute(sa.update(Person).values(language="cy"))
        session.execute(sa.update(PersonCondition).where(col(PersonCondition.code) == "copd").values(ended_at=sa.func.current_timestamp()))
        session.add(PersonCondition(person_id=person(surgery).id, code="gout", words="Gout"))
    report, _run = surgery.bring_in(data)
    assert [(odd[1], odd[2]) for odd in report["set_aside"]] == [("changed_by_staff", "conditions"), ("changed_by_staff", "language")]
    with surgery.database.reading() as session:
        assert person(surgery).language == "cy"
        assert {one.code for one in conditions_of(session, person(surgery).id)} == {"asthma", "gout"}


def test_another_surgerys_person_is_set_aside_and_untouched(surgery, database, session):
    surgery.bring_in(file_of(PERSON).encode())
    report, _run = Surgery(database, session, "Z99902").bring_in(file_of(PERSON | {"Given Name": "Zoe"}).encode())
    assert [odd[1] for odd in report["set_aside"]] == ["person_left"] and person(surgery).given_name == "Anna"


@pytest.mark.parametrize(("changes", "reason"), [({"Surname": "Jones"}, "surname_differs"), ({"Date of Birth": "03-Aug-1974"}, "birth_date_differs")])
def test_a_person_whose_name_or_birth_date_differs_is_set_aside(surgery, changes, reason):
    surgery.bring_in(file_of(PERSON).encode())
    report, _run = surgery.bring_in(file_of(PERSON | changes).encode())
    assert [odd[1] for odd in report["set_aside"]] == [reason] and surgery.everything()["person"] == 1


def test_a_death_in_the_record_ends_the_year(surgery):
    surgery.bring_in(file_of(PERSON | {"Conditions": "Asthma"}).encode())
    surgery.bring_in(file_of(PERSON | {"Conditions": "Asthma", "Date of Death": "01-Nov-2026"}).encode())
    assert str(person(surgery).died_on) == "2026-11-01"
    with surgery.database.reading() as session:
        assert session.execute(sa.text("SELECT stage FROM cycle")).scalar_one() == "died"
    report, _run = surgery.bring_in(file_of(RESULT).encode())
    assert [odd[1] for odd in report["set_aside"]] == ["person_died"]


def test_landlines_and_needs_are_kept_beside(surgery):
    surgery.bring_in(file_of(PERSON | {"Mobile": "01632 960123", "Communication needs": "Shout"}).encode())
    with surgery.database.reading() as session:
        assert [point.kind for point in contact_points(session, person(surgery).id)] == [ContactKind.LANDLINE]
        assert [(need.code, need.words) for need in session.exec(select(Need))] == [("other", "Shout")]
    assert surgery.preview(file_of(PERSON | {"Mobile": "01632 960123", "Communication needs": "Shout"}).encode())["counts"]["unchanged"] == 1


def test_the_preview_tells_of_a_total_that_does_not_match_and_of_another_surgery(surgery):
    text = "Practice code: Y11111\r\n" + file_of(PERSON | {"Usual GP": "Dr X"}) + "Total: 3\r\n"
    report = surgery.preview(text.encode())
    assert [word for word, _detail in report["warnings"]] == ["total", "other_practice"] and report["ignored"] == ["Usual GP"]
    assert report["samples"][0][1:3] == ["Anna Smith", "2 August 1974"]
