"""Nothing typed is lost, whichever button is pressed and whoever else writes."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.pathway.models import Cycle, Stage
from webapp.preparation.models import AgendaItem, Filler, Note, Pack
from webapp.preparation.rules import LONGEST
from webapp.tasks.models import Task, TaskKind


def notes(look, box="ask") -> list[tuple[str, bool]]:
    """(words, stands) of a box, oldest first."""
    return [(note.words, note.replaced_at is None) for note in look(select(Note).where(Note.box == box).order_by(Note.saved_at))]


def chosen(look) -> set[str]:
    return {item.prompt for item in look(select(AgendaItem).where(AgendaItem.withdrawn_at.is_(None)))}


def the_pack(look) -> Pack:
    return look(select(Pack))[0]


def stage(look) -> Stage:
    return look(select(Cycle))[0].stage


@pytest.mark.parametrize("press", ["save", "more", "mood", "print", "send", "help", "time"])
def test_every_button_keeps_everything_typed(sam, fill, press, look):
    reply = fill(sam, press=press, prompts=["sleep"], ask="Why am I tired?", going_well="My garden")
    assert reply.status_code == 303
    assert notes(look) == [("Why am I tired?", True)]
    assert notes(look, "going_well") == [("My garden", True)]
    assert chosen(look) == {"sleep"}


def test_saving_the_same_twice_changes_nothing(sam, fill, look):
    for _again in range(2):
        fill(sam, prompts=["sleep"], ask="Why am I tired?", something_else="My cat")
    assert notes(look) == [("Why am I tired?", True)]
    assert len(look(select(AgendaItem))) == 2


def test_new_words_keep_the_old_row(sam, fill, look):
    fill(sam, ask="Why am I tired?")
    fill(sam, ask="Why am I always tired?")
    assert notes(look) == [("Why am I tired?", False), ("Why am I always tired?", True)]


def test_an_emptied_box_is_empty_and_its_words_are_kept(sam, cast, fill, look):
    fill(sam, ask="Why am I tired?")
    fill(sam, ask="")
    assert notes(look) == [("Why am I tired?", False)]
    assert "Why am I tired?" not in words(sam.get(cast.pack))


def test_what_was_written_stands_in_its_box_next_day(sam, cast, fill):
    fill(sam, ask="Why am I tired?", _result_hba1c="It came down")
    page = sam.get(cast.pack).get_data(as_text=True)
    assert "Why am I tired?</textarea>" in page and "It came down</textarea>" in page


def test_words_that_are_too_long_come_back_whole_and_nothing_is_cut(sam, fill, look):
    long = "long words " * 400
    reply = fill(sam, ask=long, hard="Stairs")
    assert reply.status_code == 422
    assert long.strip() in reply.get_data(as_text=True) and "Stairs" in words(reply)
    assert f"up to {LONGEST} letters" in words(reply)
    assert notes(look) == [] and notes(look, "hard") == []


def test_two_phones_writing_in_one_box_are_both_shown(sam, cast, session, browse, fill, look):
    other = sign_in(browse(), session, cast.person)
    stale = other.get(cast.pack)
    fill(sam, ask="From my phone")
    reply = fill(other, page=stale, ask="From my tablet", hard="Stairs")
    assert reply.status_code == 409
    assert "From my phone" in words(reply) and "From my tablet</textarea>" in reply.get_data(as_text=True)
    assert notes(look) == [("From my phone", True)] and notes(look, "hard") == [("Stairs", True)]
    assert fill(other, page=reply, ask="From my tablet, and my phone").status_code == 303
    assert notes(look)[-1] == ("From my tablet, and my phone", True)


def test_a_stale_page_takes_no_words_and_no_ticks_away(sam, cast, session, browse, fill, look):
    other = sign_in(browse(), session, cast.person)
    stale = other.get(cast.pack)
    fill(sam, prompts=["sleep"], ask="From my phone", something_else="My cat")
    assert fill(other, page=stale, prompts=["pain"]).status_code == 303
    assert notes(look) == [("From my phone", True)]
    assert chosen(look) == {"sleep", "pain", "something_else"}


def test_unticking_withdraws_and_keeps_the_row(sam, fill, look):
    fill(sam, prompts=["sleep", "pain"])
    fill(sam, prompts=["pain"])
    assert chosen(look) == {"pain"}
    assert len(look(select(AgendaItem))) == 2


def test_a_small_save_answers_quietly_and_says_what_the_form_stands_on(sam, fill, look):
    reply = fill(sam, ask="Why?", headers={"HX-Request-Type": "partial"})
    note = look(select(Note))[0]
    said = reply.get_data(as_text=True)
    assert "<h1" not in said and 'role="status"' in said and "Saved with your GP surgery." in said
    assert f'name="seen-ask" value="{note.id.hex}"' in said and 'hx-swap-oob="true"' in said


def test_who_fills_it_in_is_its_own_answer(sam, cast, look):
    sam.post(cast.pack, {"filler": "for_me", "press": "save"})
    assert the_pack(look).filler is Filler.FOR_ME


def test_nonsense_changes_nothing_and_never_breaks(sam, cast, look):
    odd = {
        "filler": "robot",
        "prompts": ["nothing", "\x00"],
        "prompts-seen": "\x00 sleep",
        "seen-ask": "not-an-id",
        "words-ask": "Hello \x00 there",
        "press": "dance",
    }
    assert sam.post(cast.pack, odd).status_code == 303
    assert chosen(look) == set() and the_pack(look).filler is None


def test_sending_says_how_many_answers_are_safe_and_moves_the_stage(sam, fill, look):
    reply = sam.follow(fill(sam, press="send", prompts=["sleep", "pain"], ask="Why am I tired?"))
    assert "3 answers are safely sent." in words(reply)
    assert the_pack(look).handed_in_at is not None


def test_a_sent_pack_that_was_texted_is_prepared(sam, cast, session, fill, look):
    cast.cycle.stage = Stage.PACK_SENT
    session.add(cast.cycle)
    session.commit()
    fill(sam, press="send", ask="Why?")
    assert stage(look) is Stage.PREPARED


def test_sending_an_empty_page_sends_nothing(sam, fill, look):
    reply = sam.follow(fill(sam, press="send"))
    assert "You have not written anything yet." in words(reply)
    assert the_pack(look).handed_in_at is None


@pytest.mark.parametrize(("press", "kind"), [("help", TaskKind.HELP_WANTED), ("time", TaskKind.MORE_TIME)])
def test_asking_opens_one_task_and_says_so(sam, fill, press, kind, look):
    for _again in range(2):
        reply = sam.follow(fill(sam, press=press))
    assert "We told your GP surgery" in words(reply)
    assert [task.kind for task in look(select(Task))] == [kind]


def test_up_to_three_come_first(sam, cast, fill, look):
    sam.follow(fill(sam, press="send", prompts=["sleep", "pain", "mood", "alcohol"]))
    ids = {item.prompt: item.id for item in look(select(AgendaItem))}
    four = sam.post(cast.pack + "/first", {"first": list(ids.values())})
    assert four.status_code == 422 and "Choose 3 or fewer." in words(four)
    sam.post(cast.pack + "/first", {"first": [ids["pain"], ids["sleep"]]})
    assert {item.prompt: item.rank for item in look(select(AgendaItem)) if item.rank} == {"pain": 1, "sleep": 2}


def test_with_no_open_cycle_the_words_are_shown_to_copy(sam, cast, session, fill):
    page = sam.get(cast.pack)
    cast.cycle.closed_on = cast.cycle.started_on
    session.add(cast.cycle)
    session.commit()
    reply = fill(sam, page=page, ask="Why am I tired?")
    assert reply.status_code == 410 and "Why am I tired?" in words(reply)
