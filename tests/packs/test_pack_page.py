"""What a person reads: the talk, released results in plain words, never a band or a number nobody released."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import select

from tests.browsing import markup, nobodys, words
from tests.people_cast import a_cycle, a_person, sign_in
from tests.preparation.cast import TALK, agree_target, release
from webapp.pathway.models import Cycle, Stage
from webapp.preparation.models import AgendaItem, Note, Pack
from webapp.results.models import Hit, Release


def test_the_page_says_when_with_whom_and_how_long(sam, cast):
    said = words(sam.get(cast.pack))
    assert "Get ready for your talk with Nurse Team A" in said
    assert "Tuesday 15 December 2026, 10:30am" in said
    assert "It lasts 30 minutes. You can bring someone." in said


def test_a_result_says_its_value_unit_day_meaning_and_last_time(sam, cast, session):
    release(session, cast, before={"hba1c": "64"})
    said = words(sam.get(cast.pack))
    assert "Sugar in your blood over 3 months 58 millimoles for each mole 20 November 2026" in said
    assert "This blood test shows your sugar levels" in said
    assert "Last time: 64, on 18 November 2025" in said


def test_without_an_agreed_target_there_is_no_line_and_no_band(sam, cast):
    reply = sam.get(cast.pack)
    assert "We will agree your target together." in words(reply)
    assert "number-line" not in markup(reply)
    assert "A little above" not in words(reply)


def test_an_agreed_target_draws_a_line_with_words(sam, cast, session):
    agree_target(session, cast, "hba1c", "50", "58")
    reply = sam.get(cast.pack)
    assert b"number-line" in reply.data
    assert "Your own aim: 50 to 58" in words(reply)
    assert "We will agree your target together." not in words(reply)


def test_blood_pressure_is_one_card(sam, cast, session):
    release(session, cast, bp_systolic="138", bp_diastolic="82", before={"bp_systolic": "146", "bp_diastolic": "88"})
    said = words(sam.get(cast.pack))
    assert "Blood pressure 138 over 82" in said
    assert "146 over 88, on 18 November 2025" in said
    assert "top number" not in said


def test_a_weight_has_no_target_to_agree(sam, cast, session):
    release(session, cast, weight="84.2")
    assert words(sam.get(cast.pack)).count("We will agree your target together.") == 1


def test_the_clinicians_comment_stands_with_the_result(sam, cast, session):
    release(session, cast, egfr="71", comment="Your kidneys do well.")
    assert "Your kidneys do well. Nurse Team A" in words(sam.get(cast.pack))


def test_before_release_only_the_talk_is_shown(browse, session, cast):
    person = a_person(session, cast.practice, given="Asha")
    a_cycle(session, person, cast.practice, talk_at=TALK)
    said = words(sign_in(browse(), session, person).get(f"/people/{person.id}/pack"))
    assert "We are still getting your pack ready. We will be in touch." in said
    assert "What do you want to talk about?" not in said


def test_a_held_pack_looks_exactly_like_one_not_ready(browse, session, cast):
    pages = []
    for held in (False, True):
        person = a_person(session, cast.practice, given="Asha")
        cycle = a_cycle(session, person, cast.practice, talk_at=TALK)
        if held:
            session.add(
                Hit(person_id=person.id, practice_id=cast.practice.id, cycle_id=cycle.id, result_code="potassium", rule_id="potassium-high", level="hold_now")
            )
        pages.append(nobodys(sign_in(browse(), session, person).get(f"/people/{person.id}/pack")))
    assert pages[0] == pages[1]


def test_a_withdrawn_release_takes_the_results_away_and_keeps_the_words(sam, cast, session, fill):
    fill(sam, ask="Why am I tired?")
    session.execute(sa.update(Pack).values(sent_at=TALK - timedelta(days=10)))
    session.execute(sa.update(Release).values(withdrawn_at=TALK - timedelta(days=9)))
    session.commit()
    said = words(sam.get(cast.pack))
    assert "Sugar in your blood" not in said
    assert "Why am I tired?" in said


def test_a_pack_less_than_a_week_before_offers_a_later_day(sam, cast, clock):
    assert "Your talk is soon." not in words(sam.get(cast.pack))
    clock.move_to(TALK - timedelta(days=5))
    sam = sam_again(sam)
    assert "Your talk is soon. You can ask for a later day." in words(sam.get(cast.pack))


def sam_again(browsing):
    """The sign-in is twelve hours old by the clock that was moved: make it new."""
    app = browsing.client.application
    with app.extensions["database"].writing() as session:
        session.execute(sa.text("UPDATE sign_in SET ends_at = :late, seen_at = :late"), {"late": TALK + timedelta(days=30)})
    return browsing


def test_opening_a_sent_pack_is_noted_once(sam, cast, session, look):
    session.add(Pack(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cast.cycle.id, sent_at=TALK - timedelta(days=13)))
    session.commit()
    sam.get(cast.pack)
    first = look(select(Pack.opened_at))
    sam.get(cast.pack)
    assert first[0] is not None and look(select(Pack.opened_at)) == first


def test_a_person_without_a_cycle_is_told_to_wait(browse, session, cast):
    person = a_person(session, cast.practice)
    reply = sign_in(browse(), session, person).get(f"/people/{person.id}/pack")
    assert reply.status_code == 200 and "We will be in touch." in words(reply)


def test_the_page_asks_at_most_eight_times_whatever_the_history(sam, cast, session, database):
    for year in range(12):
        release(session, cast, before={"egfr": str(60 + year), "weight": "80"})
    pack = Pack(person_id=cast.person.id, practice_id=cast.practice.id, cycle_id=cast.cycle.id)
    session.add(pack)
    session.flush()
    for n in range(40):
        session.add(Note(pack_id=pack.id, box="ask", words=f"Question {n}", replaced_at=TALK if n else None))
        session.add(AgendaItem(pack_id=pack.id, prompt="sleep", withdrawn_at=TALK if n else None))
    session.commit()
    asked: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda c, cur, statement, *rest: asked.append(statement))
    assert sam.get(cast.pack).status_code == 200
    statements = [text for text in asked if not text.startswith(("BEGIN", "PRAGMA"))]
    assert len(statements) <= 8, "\n".join(statements)


def test_the_stage_is_not_moved_by_looking(sam, cast, look):
    sam.get(cast.pack)
    assert look(select(Cycle))[0].stage is Stage.TRIAGED
