"""What must not be told: a prompt that gives a condition away never stands in the letterbox; a private one is on paper only when it was ticked."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from tests.browsing import markup, words
from tests.people_cast import a_person, sign_in
from webapp.accounts.models import Tier
from webapp.content.catalogue import conditions, prompts
from webapp.content.first_screen import first_screen, more_prompts
from webapp.messages.models import Message
from webapp.preparation.jobs import send_due_packs
from webapp.preparation.models import AgendaItem

TABLE = json.loads(Path(__file__).with_name("telling_prompts.json").read_text("utf-8"))
REVEALS, PRIVATE = TABLE["reveals"], TABLE["private"]


def test_the_list_has_each_of_them():
    assert [prompt for prompt, _label, _condition in REVEALS] == [prompt.id for prompt in prompts().values() if prompt.reveals_condition]
    assert [prompt for prompt, _label in PRIVATE] == [prompt.id for prompt in prompts().values() if prompt.sensitive]


@pytest.mark.parametrize(("prompt", "label", "condition"), REVEALS, ids=lambda given: str(given))
def test_it_is_offered_to_who_has_the_condition_and_never_in_the_letterbox(prompt, label, condition):
    own = [*first_screen([condition]), *(one for group in more_prompts([condition]).values() for one in group)]
    assert (prompt, label) in {(one.id, one.label) for one in own}
    written = [*first_screen([condition], letterbox=True), *(one for group in more_prompts([condition], letterbox=True).values() for one in group)]
    assert prompt not in {one.id for one in written}


def test_the_letterbox_of_somebody_with_every_condition_shows_none_of_them(browse, session, cast):
    person = a_person(session, cast.practice, given="Asha", conditions=tuple(conditions()))
    session.commit()
    page = markup(sign_in(browse(), session, person, Tier.LETTERBOX).get(f"/people/{person.id}/letterbox?more=1"))
    assert [prompt for prompt, _label, _condition in REVEALS if f'value="{prompt}"' in page] == []


def test_one_posted_to_the_letterbox_all_the_same_is_passed_over(by_link, cast, look):
    by_link.post(cast.letterbox, {"prompts": [prompt for prompt, _label, _condition in REVEALS], "press": "send"})
    assert look(select(AgendaItem)) == []


@pytest.mark.parametrize(("prompt", "label"), PRIVATE, ids=lambda given: str(given))
def test_a_private_prompt_is_never_in_a_carers_view(prompt, label):
    seen = [*first_screen(list(conditions()), carer_view=True), *(one for group in more_prompts(list(conditions()), carer_view=True).values() for one in group)]
    assert prompt not in {one.id for one in seen}


def test_no_text_message_says_what_somebody_chose(sam, fill, look, database):
    fill(sam, press="send", prompts=[prompt for prompt, _label in PRIVATE if prompts()[prompt].generic])
    send_due_packs(database, "http://localhost")
    said = " ".join(message.body or "" for message in look(select(Message)))
    assert "http://localhost" in said
    assert [label for _prompt, label in PRIVATE if label in said] == []


@pytest.mark.parametrize(("asked", "printed"), [("", False), ("?private=print", True), ("?private=x", False)])
def test_a_private_choice_is_on_paper_only_when_ticked(sam, cast, fill, asked, printed):
    fill(sam, prompts=["bladder", "sleep"])
    said = words(sam.get(f"/people/{cast.person.id}/paper{asked}"))
    assert (prompts()["bladder"].label in said) is printed
    assert prompts()["sleep"].label in said


def test_a_private_prompt_nobody_chose_is_never_on_paper(sam, cast):
    said = words(sam.get(f"/people/{cast.person.id}/paper?private=print"))
    assert [label for _prompt, label in PRIVATE if f" {label} " in said] == []
