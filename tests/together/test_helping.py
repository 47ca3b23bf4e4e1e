"""Suggest and fill in with me: given from the strong tier only, on the parts named, gone on the next request."""

import re

import pytest
from sqlmodel import select

from tests.browsing import words
from tests.people_cast import sign_in
from tests.sharing.conftest import come_in, grant_of, seen, share
from webapp.accounts.models import Tier
from webapp.grants.models import GrantPart
from webapp.plans.models import Agreement, Item, Revision, Words

ABOUT_AND_GOALS = {"right-about": "suggest", "right-goals": "fill_in"}


@pytest.fixture
def sure(browse, session, cast):
    """Sam, vouched for."""
    return sign_in(browse(), session, cast.person, Tier.STRONG)


@pytest.fixture
def helper(browse, sam, sure, cast, texts):
    """Ann writes the goals with Sam, may suggest for what matters, and sees no more."""
    share(sam, cast.person, parts=("about", "goals"))
    assert sure.post(f"{grant_of(sam, cast.person)}/rights", ABOUT_AND_GOALS).status_code == 303
    come_in(browser := browse(), texts)
    return browser


@pytest.fixture
def carer_at(cast):
    return lambda path: f"/carer/people/{cast.person.id}/{path}"


def goal_of(session) -> Item:
    session.rollback()
    found = session.exec(select(Item).where(Item.kind == "goal")).first()
    session.commit()
    return found


def kept(session, name: str) -> list[str]:
    session.rollback()
    found = session.exec(select(Words).where(Words.field == name, Words.replaced_in == None).execution_options(populate_existing=True)).all()  # noqa: E711
    texts = [row.words for row in found]
    session.commit()
    return texts


def form_of(page) -> dict:
    """Every hidden `seen-` of a page, so that a save is not stale."""
    return dict(re.findall(r'name="(seen-[^"]+)" value="([^"]+)"', page.get_data(as_text=True)))


def rights_now(session) -> dict[str, str]:
    session.rollback()
    found = {part.part.value: part.right.value for part in session.exec(select(GrantPart)).all() if part.ended_at is None}
    session.commit()
    return found


def test_by_a_code_alone_a_carer_is_given_no_more_than_reading_and_it_says_kindly_how(sam, cast, session):
    share(sam, cast.person)
    rights = f"{grant_of(sam, cast.person)}/rights"
    asked = sam.get(rights)
    assert (asked.status_code, asked.headers["Location"]) == (303, f"/sign-in/sure?next={rights}")
    page = words(sam.get("/sign-in/sure"))
    assert "We must be sure it is you" in page and "Ask at your GP surgery." in page and "01632 960001" in page
    assert sam.post(rights, {"right-goals": "fill_in"}).status_code == 401 and rights_now(session) == {"goals": "see"}


def test_vouched_for_they_give_a_right_on_each_part_by_itself(helper, session, sam, cast):
    assert rights_now(session) == {"about": "suggest", "goals": "fill_in"}
    page = words(sam.get(cast.carers))
    assert "My goals: They can write in it with me" in page and "What matters most to me: They can suggest something" in page


@pytest.mark.parametrize("rights", [{"right-danger": "fill_in"}, {"right-danger": "approve"}, {}])
def test_what_cannot_be_given_is_refused_and_nothing_changes(sam, sure, cast, session, rights):
    share(sam, cast.person, parts=("danger",))
    reply = sure.post(f"{grant_of(sam, cast.person)}/rights", rights)
    assert reply.status_code == 422 and "Choose one of the answers." in words(reply) and rights_now(session) == {"danger": "see"}


def test_a_right_on_a_part_that_is_not_shared_is_not_given(sam, sure, cast, session):
    share(sam, cast.person)
    sure.post(f"{grant_of(sam, cast.person)}/rights", {"right-goals": "suggest", "right-about": "fill_in"})
    assert rights_now(session) == {"goals": "suggest"}


def test_together_they_write_a_goal_and_the_plan_says_who_helped(helper, session, sam, cast, carer_at):
    goal = goal_of(session)
    form = helper.get(carer_at(f"plan/goals/{goal.id}"))
    saved = helper.post(carer_at(f"plan/goals/{goal.id}"), {f"want-{goal.id}": "Dance at two weddings", **form_of(form)})
    assert saved.headers["Location"] == f"{cast.plan}?saved=1" and "Saved." in words(helper.get(saved.headers["Location"]))
    assert kept(session, "want") == ["Dance at two weddings"]
    last = session.exec(select(Revision).order_by(Revision.number.desc())).first()
    assert last.helped_by == "Ann" and last.by_id != cast.hand.account_id
    session.commit()
    history = words(sam.get(f"/people/{cast.person.id}/plan/history"))
    assert "You, and somebody who helps you With help from Ann" in history
    assert "Ann opened or wrote in your plan with you." in words(sam.get(f"/people/{cast.person.id}/access-log"))


def test_together_they_add_a_step_and_a_goal(helper, session, cast, carer_at):
    goal = goal_of(session)
    onward = helper.post(carer_at(f"plan/goals/{goal.id}"), {"press": "action"}).headers["Location"]
    step = re.search("action-([0-9a-f-]{36})", onward).group(1)
    helper.post(carer_at(f"plan/goals/{goal.id}"), {f"what-{step}": "Walk with Ann", "press": "save"})
    new = helper.post(carer_at("plan/goals")).headers["Location"]
    assert "Walk with Ann" in kept(session, "what") and new.startswith(carer_at("plan/goals/"))
    assert {row.helped_by for row in session.exec(select(Revision)).all() if row.by_id != cast.hand.account_id} == {"Ann"}


def test_two_who_wrote_at_once_both_see_both_texts(helper, session, sam, cast, carer_at):
    goal = goal_of(session)
    stale = form_of(helper.get(carer_at(f"plan/goals/{goal.id}")))
    mine = f"/people/{cast.person.id}/plan/goals/{goal.id}"
    sam.post(mine, {f"want-{goal.id}": "Sing", **form_of(sam.get(mine))})
    reply = helper.post(carer_at(f"plan/goals/{goal.id}"), {f"want-{goal.id}": "Swim", **stale})
    assert reply.status_code == 409 and "Sing" in words(reply) and "Swim" in reply.get_data(as_text=True) and kept(session, "want") == ["Sing"]


def test_only_the_part_that_was_given_is_written_whatever_is_posted(sam, sure, browse, cast, texts, session, carer_at):
    share(sam, cast.person, parts=("about",))
    sure.post(f"{grant_of(sam, cast.person)}/rights", {"right-about": "fill_in"})
    come_in(ann := browse(), texts)
    form = ann.get(carer_at("plan/about"))
    assert not any(word in words(form) for word in ("Blue lips", "Phone Jo", "Dance", "chair class"))
    more = {"danger-plan": "nothing", "review_on-plan": "1/1/2027", "who_to_call-plan": "Ann", "answer": "yes", "remind": "yes"}
    assert ann.post(carer_at("plan/about"), {"matters-plan": "My dog", **more, **form_of(form)}).status_code == 303
    assert (kept(session, "matters"), kept(session, "danger"), kept(session, "who_to_call")) == (["My dog"], ["Blue lips"], ["Phone Jo"])
    assert session.exec(select(Agreement)).all() == []


def test_the_surgerys_words_beside_a_goal_are_neither_shown_nor_written(helper, session, carer_at):
    goal = goal_of(session)
    assert "Your words beside it" not in words(helper.get(carer_at(f"plan/goals/{goal.id}")))
    helper.post(carer_at(f"plan/goals/{goal.id}"), {f"beside-{goal.id}": "I am the nurse"})
    assert kept(session, "beside") == []


def test_who_may_only_suggest_cannot_write_and_who_may_only_read_can_do_neither(helper, sure, sam, cast, session, carer_at):
    goal, unknown = goal_of(session), seen(helper.get(cast.nobodys_plan))
    sure.post(f"{grant_of(sam, cast.person)}/rights", {"right-about": "see", "right-goals": "suggest"})
    for path, form in ((f"plan/goals/{goal.id}", {f"want-{goal.id}": "x"}), ("plan/goals", {}), ("plan/about", {"matters-plan": "x"})):
        assert seen(helper.post(carer_at(path), form)) == unknown, path
    assert seen(helper.get(carer_at("suggestions/about"))) == unknown == seen(helper.post(carer_at("suggestions/about"), {"words": "x"}))
    assert helper.get(carer_at("suggestions/goals")).status_code == 200
    assert kept(session, "want") == ["Dance at the wedding"] and kept(session, "matters") == ["My garden"]


def test_a_helper_opens_nothing_else_of_the_person_and_nothing_of_another(helper, cast, session, carer_at):
    mine, unknown = f"/people/{cast.person.id}", seen(helper.get(cast.nobodys_plan))
    for path in ("mood", "pack", "letterbox", "plan", "plan/about", "suggestions", "carers", "carers/new", "permissions", "access-log", "passkeys"):
        assert helper.get(f"{mine}/{path}").status_code == 404, path
    for path, form in (("plan/agreement", {"answer": "yes"}), ("letterbox", {"words-hard": "x"}), ("carers", {"name": "Bea"})):
        assert helper.post(f"{mine}/{path}", form).status_code == 404, path
    theirs = f"/carer/people/{cast.other.id}"
    for path in ("plan", "plan/about", f"plan/goals/{goal_of(session).id}", "suggestions/goals"):
        assert seen(helper.get(f"{theirs}/{path}")) == unknown, path
    assert seen(helper.get(carer_at("suggestions/everything"))) == unknown


def stopped(sam, sure, mine):
    sam.post(f"{mine}/ending")


def part_taken_away(sam, sure, mine):
    sam.post(mine, {"parts": ["danger"], "until": "1/2/2027"})


def taken_back(sam, sure, mine):
    assert sam.post(f"{mine}/rights/ending").status_code == 303, "a code by text is enough to take a right back"


@pytest.mark.parametrize("end", [stopped, part_taken_away, taken_back])
def test_a_right_taken_away_is_gone_on_the_next_request_byte_for_byte(helper, sam, sure, cast, session, carer_at, end):
    goal = goal_of(session)
    assert helper.get(carer_at(f"plan/goals/{goal.id}")).status_code == 200
    end(sam, sure, grant_of(sam, cast.person))
    unknown = seen(helper.get("/no-such-page"))
    for path, form in ((f"plan/goals/{goal.id}", {f"want-{goal.id}": "x"}), ("suggestions/about", {"words": "x"}), ("plan/goals", {})):
        assert seen(helper.post(carer_at(path), form)) == unknown, path
    assert seen(helper.get(carer_at(f"plan/goals/{goal.id}"))) == unknown and unknown[0] == 404
    assert kept(session, "want") == ["Dance at the wedding"]


def test_a_part_taken_away_and_shared_again_is_only_to_be_read(helper, sam, cast, session):
    mine = grant_of(sam, cast.person)
    sam.post(mine, {"parts": ["about"], "until": "1/2/2027"})
    sam.post(mine, {"parts": ["about", "goals"], "until": "1/2/2027"})
    assert rights_now(session) == {"about": "suggest", "goals": "see"}


def test_more_time_for_who_does_more_than_read_needs_the_surer_sign_in_and_less_time_does_not(helper, sam, sure, cast):
    mine = grant_of(sam, cast.person)
    later = {"parts": ["about", "goals"], "until": "1/6/2027"}
    reply = sam.post(mine, later)
    assert reply.status_code == 422 and "For a later day we must be sure it is you." in words(reply)
    assert sure.post(mine, later).status_code == 303 and sam.post(mine, later | {"until": "1/1/2027"}).status_code == 303


def test_as_they_see_it_shows_what_they_may_do_and_nothing_to_press(helper, sam, cast):
    mine, hers = sam.get(f"{grant_of(sam, cast.person)}/sight"), helper.get(cast.plan)
    page = words(mine)
    assert "Here they can write with you, and suggest something." in page and "Here they can suggest something." in page
    assert "/carer/" not in mine.get_data(as_text=True).replace("/carers", "") and "Write this together" in words(hers)


def test_a_look_at_the_list_of_people_they_help_is_written_down_for_the_person_to_read(helper, sam, cast):
    helper.get("/carer/home")
    assert "Ann saw your name on their list of people they help." in words(sam.get(f"/people/{cast.person.id}/access-log"))


def test_the_button_to_stop_says_whom(helper, sam, cast):
    assert "Stop sharing : Ann" in words(sam.get(cast.carers)) and "Stop sharing : Ann" in words(sam.get(grant_of(sam, cast.person)))
