"""The ways in: who is found, who is left out and how many, in the same statements however many people there are."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import sqlalchemy as sa

from tests.people_cast import a_cycle, a_person, a_practice
from webapp.base.clock import now, today
from webapp.cohorts.activation import amounts_of
from webapp.cohorts.changes import end_judgement, think_of
from webapp.cohorts.finding import look_for
from webapp.cohorts.reaching import reached_by
from webapp.cohorts.rules import Activation, Bound, Criteria, LeftOut
from webapp.instruments.models import ScoreEntry
from webapp.pathway.changes import step_aside
from webapp.pathway.models import Stage
from webapp.people.models import ContactChoice, Need, OptOutWay, PlanningOptOut, Stop
from webapp.questionnaires.models import Answer, Response
from webapp.scores.changes import keep_list, let_count, take_back
from webapp.scores.reading import ScoreFile, ScoreRow


def found(surgery, **looks) -> list[str]:
    return [one.given_name for one in look_for(surgery.session, surgery.practice.id, Criteria(**looks)).people]


def test_people_are_found_by_their_conditions_age_language_and_latest_test(surgery):
    ann, bea = surgery.person("Ann", "copd", "gout"), surgery.person("Bea", "copd", born=date(today().year - 90, 1, 1), language="pl")
    surgery.person("Cas", stage=Stage.ENTRY)
    a_person(surgery.session, a_practice(surgery.session, "Z99902"), given="Dee", conditions=("copd", "gout"))
    assert found(surgery, conditions=("copd", "gout")) == ["Ann", "Bea"] and found(surgery) == []
    assert found(surgery, conditions=("copd", "gout"), every=True) == found(surgery, least_conditions=2) == ["Ann"]
    assert found(surgery, age_from=90) == found(surgery, language="pl") == ["Bea"] and found(surgery, age_to=89) == ["Ann", "Cas"]
    surgery.result(ann, "tug", "16.5")
    surgery.result(bea, "tug", "15", today() - timedelta(9))
    surgery.result(bea, "tug", "9.5")
    surgery.result(bea, "tug", "99", withdrawn_at=now())
    assert found(surgery, test="tug", test_amount="10") == ["Ann"]
    assert found(surgery, test="tug", test_amount="9.5", test_bound=Bound.MOST) == ["Bea"]


def test_nobody_is_found_who_must_not_be_asked_and_the_search_says_how_many_and_why(surgery):
    people = {given: surgery.person(given, "copd") for given in ("Ann", "Bea", "Con", "Dee", "Eli", "Flo")}
    surgery.person("Gus", "copd", stage=Stage.GATHERING)
    surgery.person("Hal", "copd", stage=Stage.LOOKING_AFTER_MYSELF)
    surgery.person("Ivy", "copd", stage=Stage.DECLINED)
    for given, to in (("Bea", Stage.DIED), ("Con", Stage.LEFT)):
        step_aside(surgery.session, person=people[given], to=to, by=None, why="said so")
    surgery.session.add(PlanningOptOut(person_id=people["Dee"].id, why=OptOutWay.ON_PAPER))
    surgery.session.add(PlanningOptOut(person_id=people["Eli"].id, why=OptOutWay.ON_PAPER, ended_at=now()))
    surgery.session.flush()
    looked = look_for(surgery.session, surgery.practice.id, Criteria(conditions=("copd",)))
    assert [one.given_name for one in looked.people] == ["Ann", "Eli", "Flo"]
    assert looked.left_out == dict.fromkeys(LeftOut, 1)


def test_a_list_with_a_score_counts_from_the_yes_until_it_is_taken_back(surgery):
    ann, bea = surgery.person("Ann"), surgery.person("Bea")
    rows = [ScoreRow(2, ann.nhs_number, ann.born_on, "Ann", Decimal("0.4")), ScoreRow(3, bea.nhs_number, bea.born_on, "", Decimal("0.2"))]
    rows += [ScoreRow(4, ann.nhs_number, date(1951, 1, 1), "", Decimal(1)), ScoreRow(5, bea.nhs_number, bea.born_on, "Other", Decimal(1))]
    said = {"file": ScoreFile(tuple(rows), (), 0, 4, "x", ""), "file_name": "x.csv", "name": "Frailty", "method": "By hand", "reason": "To help"}
    kept = keep_list(surgery.session, practice_id=surgery.practice.id, **said, by=surgery.member().id)
    assert (kept.counts["added"], kept.counts["set_aside"]) == (2, 2) and found(surgery, score_list=str(kept.id)) == []
    let_count(surgery.session, scores=kept)
    assert found(surgery, score_list=str(kept.id)) == ["Ann", "Bea"] and found(surgery, score_list=str(kept.id), score_least="0.3") == ["Ann"]
    take_back(surgery.session, scores=kept)
    assert found(surgery, score_list=str(kept.id)) == []


def test_how_ready_people_feel_is_looked_for_where_it_is_stored(surgery):
    ann, bea = surgery.person("Ann"), surgery.person("Bea")
    surgery.result(ann, "pam", "40.1", today() - timedelta(30))
    about = {"practice_id": surgery.practice.id, "instrument": "pam", "version": "1", "sha256": "", "taken_on": today()}
    surgery.session.add(ScoreEntry(**about, person_id=ann.id, amount="60", level="Level 3"))
    surgery.session.add(ScoreEntry(**about, person_id=bea.id, amount="41", level="1"))
    surgery.session.flush()
    assert found(surgery, activation="pam", activation_amount="50") == found(surgery, activation="pam_level", activation_amount="2") == ["Bea"]
    assert amounts_of(surgery.session, surgery.practice.id, Activation.PAM) == {ann.id: 60, bea.id: 41}


def test_the_talking_tool_gives_a_sum_only_of_six_answers_that_were_handed_in(surgery):
    for given, answers, sent in (("Ann", "011111", now()), ("Bea", "0111", now()), ("Cas", "333333", None)):
        person = surgery.person(given)
        cycle = a_cycle(surgery.session, person, surgery.practice, stage=Stage.ENTRY)
        response = Response(person_id=person.id, cycle_id=cycle.id, instrument="feeling_in_charge", version="1", sent_at=sent)
        surgery.session.add(response)
        surgery.session.flush()
        asked = zip(("k1", "k2", "s1", "s2", "c1", "c2"), answers, strict=False)
        surgery.session.add_all([Answer(response_id=response.id, question=question, words=said) for question, said in asked])
    surgery.session.flush()
    assert found(surgery, activation="feeling_in_charge", activation_amount="5") == ["Ann"]
    assert found(surgery, activation="feeling_in_charge", activation_amount="4") == []


def test_whom_staff_thought_of_is_found_until_it_is_ended(surgery):
    ann, by = surgery.person("Ann"), surgery.member().id
    for reason in ("Two falls", "Three falls"):
        standing = think_of(surgery.session, practice_id=surgery.practice.id, person_id=ann.id, reason=reason, by=by)
    assert found(surgery, judged=True) == ["Ann"] and standing.reason == "Three falls"
    end_judgement(surgery.session, judgement=standing, by=by)
    assert found(surgery, judged=True) == []


def keep(said: list[str], *about) -> None:
    said.append(about[2])


def test_a_search_asks_the_same_few_questions_however_many_people_there_are(surgery):
    counted: list[int] = []
    for many in (1, 30):
        people = [surgery.person(f"Given{number}", "copd") for number in range(many)]
        said: list[str] = []
        sa.event.listen(surgery.session.connection(), "before_cursor_execute", listen := partial(keep, said))
        look_for(surgery.session, surgery.practice.id, Criteria(conditions=("copd",), least_conditions=1))
        reached_by(surgery.session, [one.id for one in people])
        sa.event.remove(surgery.session.connection(), "before_cursor_execute", listen)
        counted.append(len(said))
    assert counted[0] == counted[1] <= 7


def test_each_is_counted_under_the_first_way_that_reaches_them(surgery):
    ann, bea, cas, dee = (surgery.person(given) for given in ("Ann", "Bea", "Cas", "Dee"))
    surgery.session.add_all([Need(person_id=bea.id, code="braille", words="Braille"), Need(person_id=cas.id, code="phone_call", words="Phone")])
    surgery.session.add(ContactChoice(person_id=dee.id, stops=Stop.TEXTS))
    surgery.session.flush()
    assert reached_by(surgery.session, [one.id for one in (ann, bea, cas, dee)]) == {"sms": 1, "letter": 1, "": 2}
    assert reached_by(surgery.session, []) == {}
