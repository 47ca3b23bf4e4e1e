"""What did I say before? The plan as it stood, any two versions side by side, and words put back. Nothing of it erases anything."""

import re

import pytest

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.chapters.kinds import ItemKind
from webapp.plans.changes import add_item, open_plan, withdraw_item
from webapp.plans.models import Answer
from webapp.plans.queries import items_of, whole_plan
from webapp.plans.rules import CHOSEN, FIELDS
from webapp.versions.changes import agree
from webapp.versions.pieces import CHAPTER
from webapp.versions.pieces import KIND as PIECE
from webapp.versions.undoing import MOST


def look(database, cast, number=None):
    with database.reading() as session:
        return whole_plan(session, cast.person.id, number)


def pressed(sam, page, part: str, data=None):
    """Press the button of the first form whose address holds this."""
    html = page.get_data(as_text=True)
    form = next(found for found in re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', html, flags=re.DOTALL) if part in found[0])
    typed = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[1]))
    return sam.post(form[0], typed | (data or {}))


def both_agree(session, cast, note=""):
    made, number = open_plan(session, person_id=cast.person.id), whole_plan(session, cast.person.id).number
    for by, answer in ((cast.sam, Answer.YES), (cast.pro, Answer.YES_WITH_NOTES if note else Answer.YES)):
        agree(session, plan=made, number=number, answer=answer, notes=note, by=by, cycle=None)
    session.commit()
    return number


def test_what_changed_since_both_said_yes_is_one_press_and_older_words_come_back_as_a_new_save(sam, plan, session, cast, database):
    goal = cast.goal(session, want="Walk to the shop")
    cast.save(session, None, danger="Blue lips: phone 999.")
    agreed = both_agree(session, cast, note="Start slowly")
    assert "Agreed with notes" in words(sam.get(plan))
    cast.save(session, goal, want="Walk to the park")
    cast.save(session, None, by=cast.pro, danger="Wait and see.")
    page = sam.follow(sam.get(plan))
    assert "Draft" in words(page) and "This plan has changed since you both said yes." in words(page)
    address = re.search(r'href="([^"]*comparison[^"]*)"', page.get_data(as_text=True))[1].replace("&amp;", "&")
    compared = sam.get(address)
    said = words(compared)
    assert "Before “" not in said and "What you want to do Before Walk to the shop After Walk to the park" in said
    assert "Danger signs, and what to do Before Blue lips: phone 999. After Wait and see." in said
    # The nurse's words are shown beside the older ones; put back, they still stand in the list.
    back = sam.follow(pressed(sam, compared, f"versions/{agreed}/words", {"field": "danger", "about": "", "seen": seen(compared, "danger")}))
    assert "It was put back." in words(back) and look(database, cast).own.says("danger") == "Blue lips: phone 999."
    assert "Wait and see." in words(back) and look(database, cast).number == agreed + 3


def seen(page, field: str) -> str:
    return re.search(rf'name="field" value="{field}"><input type="hidden" name="seen" value="([^"]*)"', page.get_data(as_text=True))[1]


def test_words_somebody_changed_while_they_were_compared_are_not_written_over(sam, plan, session, cast, database):
    cast.save(session, None, danger="Blue lips")
    cast.save(session, None, danger="Grey lips")
    opened = sam.get(f"{plan}/comparison?from=1&to=2")
    cast.save(session, None, by=cast.pro, danger="Cold hands")
    refused = pressed(sam, opened, "versions/1/words")
    said = words(refused)
    assert refused.status_code == 409 and "Nothing was put back." in said and "Blue lips" in said and "Cold hands" in said
    assert look(database, cast).own.says("danger") == "Cold hands"
    pressed(sam, refused, "versions/1/words")
    assert look(database, cast).own.says("danger") == "Blue lips"


def test_a_whole_save_is_undone_but_for_what_was_changed_since(sam, plan, session, cast, database):
    goal = cast.goal(session, want="Swim", why="Fun")
    number = cast.save(session, goal, want="Dance", why="Company", importance="7").number
    cast.save(session, goal, by=cast.scribe, why="Company and music")
    page = sam.get(f"{plan}/saves/{number}")
    assert "It was changed again since." in words(page) and "Now it says Company and music" in words(page)
    left = pressed(sam, page, f"saves/{number}")
    [now] = look(database, cast).goals
    assert left.status_code == 409 and "Some of it was changed since." in words(left)
    assert (now.says("want"), now.says("why"), now.says("importance")) == ("Swim", "Company and music", "")
    # With both before their eyes they press once more, for this one field.
    pressed(sam, left, f"versions/{number - 1}/words")
    assert look(database, cast).goals[0].says("why") == "Fun"
    assert look(database, cast, number).goals[0].says("why") == "Company"


@pytest.mark.parametrize("kind", [ItemKind.GOAL, ItemKind.ACTION, ItemKind.PROMISE, ItemKind.MEDICINE])
def test_what_was_taken_out_comes_back_with_its_words_and_that_it_was_away_stays_written(sam, plan, session, cast, database, kind):
    goal = cast.goal(session, want="Swim")
    made = open_plan(session, person_id=cast.person.id)
    one = goal if kind is ItemKind.GOAL else add_item(session, plan=made, kind=kind, by=cast.pro, goal=goal if kind is ItemKind.ACTION else None)
    step = add_item(session, plan=made, kind=ItemKind.ACTION, by=cast.sam, goal=goal)
    session.commit()
    cast.save(session, one, by=cast.scribe, **({"want": "Swim"} if kind is ItemKind.GOAL else {"what": "Look for a pool"}))
    withdraw_item(session, plan=open_plan(session, person_id=cast.person.id), item=one, by=cast.pro)
    taken, with_it, plan_id = one.id, step.id, made.id
    session.commit()
    gone = look(database, cast).number
    page = sam.get(f"{plan}/saves/{gone}")
    assert "Taken out" in words(page)
    pressed(sam, page, "/items/")
    with database.reading() as looking:
        back = {item.id: item for item in items_of(looking, plan_id)}
    assert back[taken].withdrawn_in is None and back[taken].away == [[gone, gone + 1]]
    assert (back[with_it].away == [[gone, gone + 1]]) == (kind is ItemKind.GOAL)
    assert taken not in {part.item.id for part in look(database, cast, gone).all_parts} and taken in {part.item.id for part in look(database, cast).all_parts}
    history = words(sam.get(f"{plan}/history"))
    assert " was put back" in history and " was taken out" in history


def test_there_is_no_fourth_goal_by_putting_one_back(sam, plan, session, cast, database):
    goals = [cast.goal(session, want=f"Goal {number}") for number in range(3)]
    withdraw_item(session, plan=open_plan(session, person_id=cast.person.id), item=goals[0], by=cast.sam)
    session.commit()
    gone = look(database, cast).number
    cast.goal(session, want="Goal 4")
    page = pressed(sam, sam.get(f"{plan}/saves/{gone}"), "/items/")
    assert page.status_code == 409 and "There is no room for it now." in words(page) and len(look(database, cast).goals) == 3


def test_any_two_are_chosen_one_after_the_other_and_staff_read_them_without_a_button(sam, plan, session, cast, browse):
    goal = cast.goal(session, want="Swim")
    cast.save(session, goal, want="Dance")
    choose = sam.get(f"{plan}/comparison")
    assert "Choose the first one." in words(choose) and "Choose the other one." in words(sam.get(f"{plan}/comparison?from=2"))
    assert "Swim" in words(sam.get(f"{plan}/versions/2")) and sam.get(f"{plan}/versions/9").status_code == 404
    nurse = sign_in(browse(), session, cast.nurse)
    desk = nurse.get(f"{plan}/comparison?from=3&to=2")
    assert "Before Swim After Dance" in words(desk) and "<button" not in re.search(r"<main.*</main>", desk.get_data(as_text=True), flags=re.DOTALL)[0]


def test_every_field_has_a_chapter_and_every_thing_a_name_and_a_limit():
    assert set(FIELDS[None]) <= set(CHAPTER) and {kind for kind in FIELDS if kind} == set(PIECE)
    assert set(MOST) | {ItemKind.ACTION} == set(PIECE) and {"importance", "by_when", "progress", "weekday"} <= CHOSEN
