"""What a release shows a person, what it never shows, and what takes it back."""

from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
import time_machine

from tests.people_cast import a_person
from tests.results.labs import bring, days_ago, lab, open_rules, read, released, tasks_of, the_cycle, the_result
from webapp.accounts.models import Account
from webapp.base.clock import now, today
from webapp.findings.triages import triage_of_person
from webapp.pathway.models import Stage
from webapp.results.models import Decision, Release
from webapp.results.queries import over_the_years, released_results
from webapp.triage.decisions import LineWords, Ticks, decide
from webapp.triage.releasing import NotReady, release
from webapp.triage.targets import agree_target


@pytest.fixture
def account(session, nurse):
    return read(session, sa.select(Account.id).where(Account.staff_id == nurse.id))[0][0]


@pytest.fixture
def let_go(session, surgery, nurse, account):
    """Release this person's results, with these lines decided first."""

    def press(person, lines: dict[str, LineWords] | None = None):
        said = {the_result(session, person, code).id: words for code, words in (lines or {}).items()}
        found = triage_of_person(session, person, practice=surgery)
        decide(session, triage=found, ticks=Ticks(said), practice=surgery, by=nurse.id)
        made = release(session, person=person, practice=surgery, by=nurse.id, account_id=account)
        session.commit()
        return made

    return press


def hidden(why="Not now") -> LineWords:
    return LineWords(Decision.HIDE, reason=why)


def test_a_line_has_its_value_date_last_time_and_own_target(session, surgery, sam, nurse, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), lab(sam, "hba1c", "56", ago=300), reaches_back_days=800)
    agree_target(session, person=sam, code="hba1c", low=Decimal(42), high=Decimal(53), agreed_on=today(), by=nurse.id)
    let_go(sam)
    (line,) = released(session, sam)
    assert (line.code, line.shown, line.unit, line.taken_on) == ("hba1c", "50", "mmol/mol", days_ago(1))
    assert (line.previous_shown, line.previous_on) == ("56", days_ago(300))
    assert (line.target_low, line.target_high) == (42, 53)


def test_no_target_is_ever_made_up(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    assert not released(session, sam)[0].has_target


def test_a_child_is_shown_no_target(session, surgery, sam, nurse, let_go):
    sam.born_on = days_ago(17 * 365)
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    agree_target(session, person=sam, code="hba1c", low=None, high=Decimal(53), agreed_on=today(), by=nurse.id)
    let_go(sam)
    assert not released(session, sam)[0].has_target


def test_the_lines_stand_in_the_catalogue_s_order(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "weight", "80"), lab(sam, "smoking", "never smoked"), lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    assert [line.code for line in released(session, sam)] == ["hba1c", "weight", "smoking"]


def test_what_a_person_sees_is_read_in_one_statement(session, surgery, sam, let_go):
    bring(session, surgery, *(lab(sam, "hba1c", "50", ago=ago) for ago in (1, 200, 400)), lab(sam, "weight", "80"), reaches_back_days=900)
    let_go(sam)
    cycle, seen = the_cycle(session, sam), []
    sa.event.listen(session.get_bind(), "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    released_results(session, cycle.id)
    sa.event.remove(session.get_bind(), "before_cursor_execute", note)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


def test_a_hidden_value_is_not_shown_next_year_as_last_time(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50", ago=20), lab(sam, "weight", "80"), reaches_back_days=800)
    let_go(sam, {"hba1c": hidden()})
    with time_machine.travel(now() + timedelta(days=300), tick=False):
        bring(session, surgery, lab(sam, "hba1c", "51"))
        let_go(sam)
        (line,) = [line for line in released(session, sam) if line.code == "hba1c"]
    assert (line.shown, line.previous_shown) == ("51", None)


def test_a_hidden_line_does_not_bring_its_last_time_forward(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), lab(sam, "hba1c", "60", ago=200), lab(sam, "weight", "80"), reaches_back_days=800)
    let_go(sam, {"hba1c": hidden()})
    assert [line.code for line in released(session, sam)] == ["weight"]


def test_the_worst_grade_of_a_scale_is_never_shown(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "stroke_recovery", "6"), lab(sam, "weight", "80"), reaches_back_days=800)
    let_go(sam, {"stroke_recovery": LineWords(Decision.SHOW)})
    assert [line.code for line in released(session, sam)] == ["weight"]


def test_a_limit_a_laboratory_seldom_sends_waits_for_a_tick(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "pulse", "<100"), reaches_back_days=800)
    with pytest.raises(NotReady):
        let_go(sam)


def test_a_release_that_is_not_ready_changes_nothing(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    with pytest.raises(NotReady):
        let_go(sam)
    assert read(session, sa.select(Release)) == []
    assert the_cycle(session, sam).stage is Stage.GATHERING


def test_pressing_twice_releases_once(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    assert let_go(sam).id == let_go(sam).id


def test_a_value_dated_after_release_takes_the_pack_back(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        bring(session, surgery, lab(sam, "weight", "80"), reaches_back_days=800)
        assert released(session, sam) == []
        assert the_cycle(session, sam).stage is Stage.GATHERING
        let_go(sam)
        assert [line.code for line in released(session, sam)] == ["hba1c", "weight"]


def test_an_old_alarm_that_arrives_late_takes_the_pack_back(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    bring(session, surgery, lab(sam, "potassium", "6.7", ago=9))
    assert released(session, sam) == []
    assert len(tasks_of(session, sam)) == 1


def test_an_older_ordinary_value_that_arrives_late_is_simply_not_shown(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    bring(session, surgery, lab(sam, "weight", "80", ago=9), reaches_back_days=800)
    assert [line.code for line in released(session, sam)] == ["hba1c"]


def test_an_alarm_on_one_person_takes_back_only_theirs(session, surgery, sam, let_go):
    ann = a_person(session, surgery, given="Ann", conditions=("diabetes",))
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=800)
    let_go(sam)
    bring(session, surgery, lab(ann, "potassium", "6.7"))
    assert len(released(session, sam)) == 1
    assert open_rules(session, ann) == {"potassium-very-high"}


def drawn(session, person) -> dict[str, list[str]]:
    """What stands in the drawing over the years, newest first."""
    found = over_the_years(session, the_cycle(session, person).id)
    session.commit()
    return {one.line.code: [shown for _day, _number, shown, _bound in one.values] for one in found}


def test_the_years_before_go_along_and_the_pack_still_says_last_time(session, surgery, sam, let_go):
    bring(session, surgery, *(lab(sam, "weight", value, ago=ago) for value, ago in (("80", 1), ("82", 300), ("85", 700), ("90", 1400))), reaches_back_days=2000)
    let_go(sam)
    assert drawn(session, sam) == {"weight": ["80.0", "82.0", "85.0", "90.0"]}
    assert [(line.shown, line.previous_shown) for line in released(session, sam)] == [("80.0", "82.0")]


def test_a_value_once_hidden_is_never_drawn(session, surgery, sam, let_go):
    bring(session, surgery, lab(sam, "weight", "80"), lab(sam, "weight", "82", ago=300), reaches_back_days=2000)
    let_go(sam, {"weight": hidden()})
    with time_machine.travel(now() + timedelta(days=300), tick=False):
        bring(session, surgery, lab(sam, "weight", "79"))
        let_go(sam)
        assert drawn(session, sam) == {"weight": ["79.0", "82.0"]}


def test_words_are_not_drawn(session, surgery, sam, let_go):
    bring(session, surgery, *(lab(sam, "smoking", "never smoked", ago=ago) for ago in (1, 300)), reaches_back_days=2000)
    let_go(sam)
    assert drawn(session, sam) == {}
