"""A person's results over the years: what went with a release and nothing else, in one query however long the history."""

import pytest
import sqlalchemy as sa

from tests.browsing import markup, words
from tests.preparation.cast import YEAR_BEFORE, agree_target, release
from webapp.results.models import ReleasedResult, Result


@pytest.fixture
def years(session, cast):
    """Ten earlier values of one result, released for the drawing."""

    def years(code="hba1c", *, many=10, first=50, shown=True):
        made = release(session, cast)
        for back in range(1, many + 1):
            day = YEAR_BEFORE.replace(year=YEAR_BEFORE.year - back)
            row = Result(person_id=cast.person.id, practice_id=cast.practice.id, code=code, taken_on=day, amount=str(first + back), sent_value="x")
            session.add(row)
            session.flush()
            if shown:
                session.add(ReleasedResult(release_id=made.id, result_id=row.id, earlier=True))
        session.commit()

    return years


def test_the_pack_leads_to_the_years_only_when_there_are_any(sam, cast, session):
    assert "over the years" not in words(sam.get(f"{cast.pack}?more=1"))
    release(session, cast, before={"hba1c": "64"})
    assert f"{cast.pack}/years" in markup(sam.get(f"{cast.pack}?more=1"))
    assert f"{cast.pack}/years" in markup(sam.get(f"{cast.pack}/sent"))


def test_the_first_view_of_the_pack_stays_light(sam, cast, session):
    release(session, cast, before={"hba1c": "64"})
    said = words(sam.get(cast.pack))
    assert "over the years" not in said
    assert "Start a goal" not in said


def test_ten_years_are_drawn_and_in_a_table(sam, cast, session, years):
    release(session, cast, before={"hba1c": "64"})
    agree_target(session, cast, "hba1c", "48", "58")
    years()
    said = words(sam.get(f"{cast.pack}/years"))
    assert "Your own aim: 48 to 58 Now: 58 , 20 November 2026" in said
    assert "18 November 2025 64" in said
    assert "18 November 2015 60" in said


def test_the_earlier_years_are_not_in_the_pack_itself(sam, cast, session, years):
    release(session, cast, before={"hba1c": "64"})
    years(first=70)
    said = words(sam.get(cast.pack))
    assert "Last time: 64, on 18 November 2025" in said
    assert "71" not in said


def test_a_value_nobody_released_is_never_drawn(sam, cast, session, years):
    release(session, cast, before={"hba1c": "64"})
    years(shown=False, first=70)
    assert "18 November 2024" not in words(sam.get(f"{cast.pack}/years"))


def test_one_value_draws_nothing(sam, cast):
    said = words(sam.get(f"{cast.pack}/years"))
    assert "There is only one number of each result so far." in said


def test_both_blood_pressure_numbers_are_drawn(sam, cast, session):
    release(session, cast, bp_systolic="138", bp_diastolic="82", before={"bp_systolic": "146", "bp_diastolic": "88"})
    said = words(sam.get(f"{cast.pack}/years"))
    assert "Blood pressure: top number" in said
    assert "Blood pressure: bottom number" in said


def queries_of(database, browsing, path) -> int:
    seen: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", note := lambda _c, _k, sql, *_more: seen.append(sql))
    assert browsing.get(path).status_code == 200
    sa.event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)


def test_no_query_more_for_ten_years_than_for_two(sam, cast, session, years, database):
    release(session, cast, before={"hba1c": "64"})
    few = queries_of(database, sam, f"{cast.pack}/years")
    for code in ("hba1c", "egfr", "weight", "cholesterol_total"):
        years(code)
    assert queries_of(database, sam, f"{cast.pack}/years") == few
