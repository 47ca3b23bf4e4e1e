"""What comes back on paper is typed in by its codes, saved by the screen's own changes, and nothing of either side is lost."""

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import a_staff_member, sign_in
from webapp.papers.codes import About, shown
from webapp.papers.models import Typed
from webapp.pathway.models import Stage
from webapp.practices.models import Role
from webapp.preparation.models import AgendaItem, Filler, Note, Pack, Support
from webapp.questionnaires.models import Answer
from webapp.tasks.models import Task, TaskKind, Urgency


def chosen(look) -> dict[str, str]:
    return {item.prompt: item.channel for item in look(select(AgendaItem).where(AgendaItem.withdrawn_at.is_(None)))}


def notes(look, box) -> list[tuple[str, str]]:
    return [(note.words, note.channel) for note in look(select(Note).where(Note.box == box, Note.replaced_at.is_(None)).order_by(Note.saved_at))]


def test_the_sign_leads_to_the_paper(paper, nurse):
    made = paper()
    reply = nurse.post("/staff/papers/sign", {"sign": shown(made.print.code).lower()})
    assert reply.status_code == 303 and "For Sam Carter" in words(nurse.follow(reply))


@pytest.mark.parametrize(
    ("sign", "said"), [("ABC-DE2", "One letter or number is wrong."), ("", "One letter or number is wrong."), ("\x00", "One letter or number is wrong.")]
)
def test_a_wrong_sign_is_told_kindly_and_kept(nurse, sign, said):
    reply = nurse.post("/staff/papers/sign", {"sign": sign})
    assert reply.status_code == 422 and said in words(reply)
    assert f'value="{sign}"' in reply.get_data(as_text=True) or "\x00" in sign


def test_ticks_are_saved_one_by_one_and_say_that_they_came_from_paper(paper, look):
    made = paper()
    code = made.code(About.PROMPT, "pain")
    made.type_in(code[1:], code)
    made.tick("sleep")
    assert chosen(look) == {"pain": "paper", "sleep": "paper"}
    assert {row.code for row in look(select(Typed))} == {code, made.code(About.PROMPT, "sleep")}


def test_what_means_nothing_stays_in_the_line_and_the_rest_is_saved(paper, look):
    made = paper()
    reply = made.type_in(f"{made.code(About.PROMPT, 'sleep')[1:]} 77 x", made.code(About.PROMPT, "sleep"))
    assert reply.status_code == 422
    assert "Not on this paper: 77, x. The numbers go from 1 to 11." in words(reply)
    assert 'value="77 x"' in reply.get_data(as_text=True) and chosen(look) == {"sleep": "paper"}


def test_an_empty_line_goes_on_and_saves_nothing(paper, look):
    made = paper()
    first, second = made.at("A1"), made.at("A2")
    assert made.type_in("", "A1").headers["Location"] == second != first
    assert look(select(Typed)) == []


def test_who_fills_it_in_and_who_helped(paper, look):
    made = paper()
    made.type_in("b", "A1")
    made.write(A2="Asha, my daughter")
    assert look(select(Pack))[0].filler is Filler.WITH_ME
    assert [one.name for one in look(select(Support))] == ["Asha, my daughter"]


def test_words_stand_in_the_box_and_the_person_may_go_on_from_there(paper, look, sam, cast, fill):
    made = paper()
    made.write(**{made.code(About.BOX, "ask"): "Why am I tired?"})
    page = sam.get(cast.pack)
    assert "Why am I tired?</textarea>" in page.get_data(as_text=True) and "From your paper. Your GP surgery wrote it down here." in words(page)
    fill(sam, ask="Why am I so tired?")
    assert notes(look, "ask") == [("Why am I so tired?", "own")]


def test_words_newer_than_the_paper_are_shown_and_neither_is_lost(paper, look, sam, cast, fill, clock):
    made = paper()
    clock.shift(60)
    fill(sam, ask="From the screen", something_else="My cat")
    code = made.code(About.BOX, "ask")
    page = words(made.nurse.get(made.at(code)))
    assert "From the screen" in page and "newer than this paper" in page and "Both are kept." in page
    made.write(**{code: "From the paper", made.code(About.BOX, "something_else"): "My dog"})
    assert notes(look, "ask") == [("From the screen", "own"), ("From the paper", "paper")]
    assert sorted(item.words for item in look(select(AgendaItem))) == ["My cat", "My dog"]
    said = words(sam.get(cast.pack))
    assert "From the screen" in said and "From the paper" in said and "My cat" in said and "My dog" in said


def test_the_same_words_are_kept_once(paper, look, fill, sam):
    fill(sam, ask="Why am I tired?")
    made = paper()
    made.write(**{made.code(About.BOX, "ask"): "Why am I tired?"})
    assert notes(look, "ask") == [("Why am I tired?", "own")]


def test_a_word_typed_wrongly_is_typed_again(paper, look):
    made = paper()
    code = made.code(About.BOX, "hard")
    made.write(**{code: "The stiars"})
    made.write(**{code: "The stairs"})
    assert notes(look, "hard") == [("The stairs", "paper")]
    assert [(row.said, row.replaced_at is None) for row in look(select(Typed).order_by(Typed.typed_at))] == [("The stiars", False), ("The stairs", True)]


def test_a_box_that_is_too_long_keeps_its_words_and_the_others_are_saved(paper, look):
    made = paper()
    reply = made.write(**{made.code(About.BOX, "ask"): "long words " * 400, made.code(About.BOX, "hard"): "Stairs"})
    assert reply.status_code == 422 and "is too long. Make it shorter." in words(reply) and "long words long words" in words(reply)
    assert notes(look, "ask") == [] and notes(look, "hard") == [("Stairs", "paper")]


def test_what_was_taken_away_on_the_screen_stays_away_unless_it_is_meant(paper, look, sam, fill):
    fill(sam, prompts=["sleep"])
    made = paper()
    fill(sam, prompts=[])
    code = made.code(About.PROMPT, "sleep")
    reply = made.type_in(code[1:], code)
    assert reply.status_code == 422 and f"{code} was taken away on the screen after this was printed." in words(reply)
    assert chosen(look) == {}
    made.type_in(f"+{code[1:]}", code)
    assert chosen(look) == {"sleep": "paper"}


def test_up_to_three_come_first_in_their_order_and_none_is_pushed_out(paper, look):
    made = paper()
    for prompt in ("sleep", "pain", "tiredness"):
        made.type_in(made.code(About.PROMPT, prompt)[1:], "D1")
    ranks = {item.prompt: item.rank for item in look(select(AgendaItem))}
    assert ranks == {"sleep": 1, "pain": 2, "tiredness": 3}
    reply = made.type_in(made.code(About.PROMPT, "mood")[1:], "D1")
    assert reply.status_code == 422 and "3 come first already." in words(reply)
    made.type_in("-" + made.code(About.PROMPT, "sleep")[1:], "D1")
    assert {item.prompt: item.rank for item in look(select(AgendaItem))} == {"sleep": None, "pain": 1, "tiredness": 2}


def test_a_wish_for_help_and_for_time_is_a_task_with_a_day(paper, look):
    made = paper()
    made.type_in("1 2", made.code(About.ASK, "help"))
    tasks = look(select(Task).order_by(Task.kind))
    assert [task.kind for task in tasks] == [TaskKind.HELP_WANTED, TaskKind.MORE_TIME] and all(task.due_at for task in tasks)


def test_a_hard_mood_answer_on_paper_is_on_todays_list_at_once(paper, look, session, cast):
    made = paper()
    made.type_in("d", made.code(About.QUESTION, "phq2/q2"))
    page = words(made.nurse.get(made.at("G1")))
    assert "An answer here must be read today." in page
    assert [(task.kind, task.urgency) for task in look(select(Task))] == [(TaskKind.READ_ANSWERS, Urgency.SAME_DAY)]
    assert [(answer.words, answer.channel) for answer in look(select(Answer))] == [("3", "paper")]
    assert "Answered on paper" in words(made.nurse.get("/staff/talks"))


def test_mood_answers_given_by_somebody_for_them_say_so(paper, look, sam, cast):
    made = paper()
    made.type_in("c", "A1")
    made.type_in("a", made.code(About.QUESTION, "phq2/q1"))
    assert [answer.channel for answer in look(select(Answer))] == ["paper_for_me"]
    assert "You can answer them again, on your own." in words(sam.get(cast.pack))


def test_whoever_may_not_read_mood_answers_is_not_asked_to_type_them(paper, browse, session, cast):
    coordinator = sign_in(browse(), session, a_staff_member(session, cast.practice, Role.COORDINATOR, "Cora"))
    made = paper(by=coordinator)
    end = coordinator.get(made.at("G1"))
    assert "Is all of it typed in?" in words(end) and "A nurse or doctor types in the questions about mood." in words(end)


def test_all_typed_in_is_the_same_as_send(paper, look, nurse, sam, cast, session):
    cast.cycle.stage = Stage.PACK_SENT
    session.add(cast.cycle)
    session.commit()
    made = paper()
    made.tick("sleep")
    made.write(**{made.code(About.BOX, "hard"): "The stairs"})
    made.type_in("b", made.code(About.QUESTION, "phq2/q1"))
    assert made.send().status_code == 303
    assert look(select(Pack))[0].handed_in_at is not None
    desk = words(nurse.get("/staff/talks?day=2026-12-15"))
    assert "From paper Typed in by Nurse Team A on 2 December 2026." in desk and "The stairs" in desk
    assert "Nurse Team A wrote down what is on your paper on 2 December 2026." in words(sam.get(f"/people/{cast.person.id}/papers"))


def test_a_paper_of_a_year_that_is_over_saves_nothing_and_loses_nothing(paper, look, session, cast):
    made = paper()
    cast.cycle.closed_on = made.print.made_at.date()
    session.add(cast.cycle)
    session.commit()
    code = made.code(About.BOX, "hard")
    reply = made.write(**{code: "The stairs"})
    assert reply.status_code == 410 and "This paper is from an earlier year." in words(reply) and "The stairs" in words(reply)
    assert notes(look, "hard") == [] and look(select(Typed)) == []
