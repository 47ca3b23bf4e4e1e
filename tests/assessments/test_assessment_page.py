"""The holistic assessment: four domains, needs and dangers each decided, the carer's own part with the carer's own yes, what others told us."""

import pytest
from sqlmodel import select

from tests.browsing import Forms, markup, words
from tests.people_cast import a_person, sign_in
from tests.results.labs import read
from webapp.assessments.models import CarerConsent, DomainWords, FromOthers, Need, Outcome
from webapp.plans.queries import whole_plan


def place(person) -> str:
    return f"/people/{person.id}/assessment"


@pytest.fixture
def write(desk, sam):
    """Fills the domains as the page shows them, and saves."""

    def write(page=None, **said):
        page = page or desk.get(place(sam)).get_data(as_text=True)
        fields = dict(next(form["fields"] for form in Forms(page).found if form["action"] == place(sam)))
        return desk.post(place(sam), fields | {f"words-{domain}": text for domain, text in said.items()})

    return write


def needs(session) -> list[Need]:
    return read(session, select(Need))


def test_all_four_domains_are_asked_and_kept(desk, sam, write):
    write(clinical="Short of breath", social="Lives alone", psychological="Misses his wife", lifestyle="Likes his garden")
    page = markup(desk.get(place(sam)))
    for text in ("Health and treatment", "People, home and money", "Mood and mind", "Daily life and habits", "Lives alone", "Likes his garden"):
        assert text in page


def test_the_words_are_sealed(session, sam, write):
    write(social="Lives alone")
    (row,) = read(session, select(DomainWords))
    assert "alone" not in row.words_sealed


def test_a_new_save_keeps_the_row_before(session, sam, write):
    write(social="Lives alone")
    write(social="Lives with his son")
    rows = read(session, select(DomainWords))
    assert sorted((row.words, row.replaced_at is None) for row in rows) == [("Lives alone", False), ("Lives with his son", True)]


def test_two_people_writing_at_once_see_both_texts(desk, sam, write):
    write(social="Lives alone")
    opened = desk.get(place(sam)).get_data(as_text=True)
    write(social="Lives with his son")
    reply = write(page=opened, social="Lives with a dog")
    assert reply.status_code == 409
    assert "Lives with his son" in words(reply)
    assert "Lives with a dog" in markup(reply)


def test_an_untouched_page_changes_nothing(session, write):
    write(social="Lives alone")
    write()
    assert len(read(session, select(DomainWords))) == 1


def test_a_need_is_decided_not_now_and_why(session, desk, sam):
    desk.post(f"{place(sam)}/needs", {"domain": "social", "kind": "need", "need": "Company in the week"})
    (need,) = needs(session)
    assert "To decide" in words(desk.get(place(sam)))
    reply = desk.post(f"{place(sam)}/needs/{need.id}", {"press": "not_now", "why": ""})
    assert (reply.status_code, "Say why not now" in words(reply)) == (422, True)
    desk.post(f"{place(sam)}/needs/{need.id}", {"press": "not_now", "why": "He wants to wait for spring"})
    (need,) = needs(session)
    assert (need.outcome, need.why) == (Outcome.NOT_NOW, "He wants to wait for spring")


def test_a_need_is_answered_by_something_in_the_plan(session, desk, sam):
    desk.post(f"{place(sam)}/needs", {"domain": "social", "need": "Company in the week"})
    talk = f"/people/{sam.id}/conversation"
    desk.post(talk, {"press": "goal"})
    (goal,) = whole_plan(session, sam.id).goals
    session.commit()
    (need,) = needs(session)
    assert "Company in the week" in words(desk.get(talk))
    desk.post(talk, {"press": "needs", f"need-{need.id}": str(goal.item.id)})
    (need,) = needs(session)
    assert (need.outcome, need.plan_item_id) == (Outcome.IN_PLAN, goal.item.id)
    assert "In the plan" in words(desk.get(place(sam)))
    assert "Company in the week" not in words(desk.get(talk))


def test_a_plan_item_of_somebody_else_answers_nothing(session, desk, sam, surgery):
    desk.post(f"{place(sam)}/needs", {"domain": "social", "need": "Company"})
    (need,) = needs(session)
    desk.post(f"/people/{sam.id}/conversation", {"press": "needs", f"need-{need.id}": str(surgery.id)})
    assert needs(session)[0].outcome is None


def test_the_carer_s_part_is_there_only_after_the_carer_s_own_yes(desk, sam, write):
    assert 'name="words-carer"' not in markup(desk.get(place(sam)))
    asked = {"carer": "Megan", "said_on": "1/11/2025"}
    assert desk.post(f"{place(sam)}/carer", asked).status_code == 422
    desk.post(f"{place(sam)}/carer", asked | {"own_yes": "yes"})
    write(carer="I am worn out")
    assert "I am worn out" in markup(desk.get(place(sam)))


@pytest.fixture
def carer_wrote(desk, sam, write):
    desk.post(f"{place(sam)}/carer", {"carer": "Megan", "said_on": "1/11/2025", "own_yes": "yes"})
    write(carer="I am worn out")
    desk.post(f"{place(sam)}/needs", {"domain": "carer", "need": "A week of rest"})


@pytest.mark.parametrize(("role", "sees"), [("clinician", True), ("coordinator", True), ("duty", True), ("hca", False)])
def test_the_carer_s_part_is_seen_by_the_roles_that_may(desk_of, sam, carer_wrote, role, sees):
    page = markup(desk_of(role).get(place(sam)))
    assert ("I am worn out" in page) is sees
    assert ("A week of rest" in page) is sees
    assert ("Megan" in page) is sees


def test_when_the_carer_takes_it_back_nobody_reads_it(session, desk, sam, carer_wrote):
    desk.post(f"{place(sam)}/carer", {"end": "yes"})
    page = markup(desk.get(place(sam)))
    assert "I am worn out" not in page
    assert "A week of rest" not in page
    (consent,) = read(session, select(CarerConsent))
    assert consent.ended_at is not None


def test_the_person_never_sees_the_page_and_sees_that_it_was_opened(browse, session, desk, sam, carer_wrote):
    desk.get(place(sam))
    browsing = sign_in(browse(), session, sam)
    assert browsing.get(place(sam)).status_code == 404


def test_information_from_others_has_a_source_and_a_day(desk, sam):
    desk.post(f"{place(sam)}/information", {"source": "Heart nurse, City Hospital", "dated_on": "3/11/2025", "told": "Tablets were changed"})
    assert "Heart nurse, City Hospital , 3 November 2025 Tablets were changed" in words(desk.get(place(sam)))


@pytest.mark.parametrize(
    ("left_out", "said"),
    [("source", "Say who told you"), ("dated_on", "Write the day it is from."), ("told", "Write what they told you.")],
)
def test_without_source_day_or_words_it_is_asked_again_and_kept_in_the_page(session, desk, sam, left_out, said):
    typed = {"source": "Heart nurse", "dated_on": "3/11/2025", "told": "Tablets were changed"}
    reply = desk.post(f"{place(sam)}/information", typed | {left_out: ""})
    assert reply.status_code == 422
    assert said in words(reply)
    assert all(text in markup(reply) for name, text in typed.items() if name != left_out)
    assert read(session, select(FromOthers)) == []


def test_a_day_still_to_come_is_asked_again(desk, sam):
    reply = desk.post(f"{place(sam)}/information", {"source": "A", "dated_on": "3/11/2999", "told": "B"})
    assert "This day is still to come." in words(reply)


def test_what_was_written_by_mistake_is_out_of_sight_and_on_file(session, desk, sam):
    desk.post(f"{place(sam)}/information", {"source": "Heart nurse", "dated_on": "3/11/2025", "told": "Tablets"})
    (row,) = read(session, select(FromOthers))
    desk.post(f"{place(sam)}/information", {"mistake": str(row.id)})
    assert "Heart nurse" not in words(desk.get(place(sam)))
    assert len(read(session, select(FromOthers))) == 1


def test_a_need_of_somebody_else_is_not_there(session, surgery, desk, sam):
    other = a_person(session, surgery, given="Asha")
    session.commit()
    desk.post(f"{place(other)}/needs", {"domain": "social", "need": "Company"})
    (need,) = needs(session)
    assert desk.post(f"{place(sam)}/needs/{need.id}", {"press": "mistake"}).status_code == 404


NONSENSE = [{"need": "", "domain": "social"}, {"need": "x", "domain": "nonsense"}, {"need": "x", "domain": "carer"}, {"need": "x" * 5000, "domain": "social"}]


@pytest.mark.parametrize("form", NONSENSE)
def test_a_need_that_makes_no_sense_is_asked_again(session, desk, sam, form):
    assert desk.post(f"{place(sam)}/needs", form).status_code == 422
    assert needs(session) == []
