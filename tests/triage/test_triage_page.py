"""One person's triage through the page: alarms, questions, ticks, release."""

import pytest
import sqlalchemy as sa

from tests.browsing import markup, words
from tests.people_cast import a_person
from tests.results.labs import bring, days_ago, hits_of, lab, open_rules, released, tasks_of, the_cycle, the_result
from tests.typing_in import Pages, pressed
from webapp.base.clock import today
from webapp.base.i18n import catalogue
from webapp.pathway.models import Stage


def place(person, rest: str = "") -> str:
    return f"/people/{person.id}/triage{rest}"


def released_codes(session, person) -> list[str]:
    return [line.code for line in released(session, person)]


def tick(session, person, *codes: str, said: str = "show") -> dict[str, str]:
    return {f"line-{the_result(session, person, code).id}": said for code in codes}


def test_a_potassium_of_6_7_is_not_released_until_the_contact_is_written_down(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    refused = desk.post(place(sam, "/release"), tick(session, sam, "potassium"))
    assert refused.status_code == 422
    assert "Phone first, and write down the contact" in words(refused)
    assert released_codes(session, sam) == []
    hit = hits_of(session, sam)["potassium-very-high"]
    desk.post(place(sam, "/contact"), {f"about-{hit.id}": "yes", "outcome": "spoke to person", "note": "Going to hospital now."})
    assert desk.post(place(sam, "/release")).status_code == 303
    assert released_codes(session, sam) == ["potassium"]


def test_a_contact_closes_the_task_with_who_and_how(session, surgery, sam, desk, nurse):
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    (task,) = tasks_of(session, sam)
    hit = hits_of(session, sam)["potassium-very-high"]
    desk.post(place(sam, "/contact"), {f"about-{hit.id}": "yes", "outcome": "could not reach, letter sent", "note": "Two calls."})
    session.refresh(task)
    assert (task.closed_by_id, task.outcome, task.note) == (nurse.id, "could not reach, letter sent", "Two calls.")
    assert hits_of(session, sam)["potassium-very-high"].closed_by_id == nurse.id


def test_a_contact_without_an_outcome_is_asked_again_and_keeps_the_note(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    hit = hits_of(session, sam)["potassium-very-high"]
    reply = desk.post(place(sam, "/contact"), {f"about-{hit.id}": "yes", "note": "Rang twice"})
    assert reply.status_code == 422
    assert "Choose what happened." in words(reply)
    assert "Rang twice" in words(reply)
    assert len(tasks_of(session, sam)) == 1


def test_a_contact_about_one_alarm_leaves_the_other_open(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "potassium", "6.7"), lab(sam, "crp", "150"))
    hit = hits_of(session, sam)["potassium-very-high"]
    desk.post(place(sam, "/contact"), {f"about-{hit.id}": "yes", "outcome": "spoke to person"})
    assert open_rules(session, sam) == {"crp-high"}
    assert "Potassium" not in tasks_of(session, sam)[0].why


def test_an_hba1c_of_40_asks_about_medicines_that_cause_hypos(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "40"))
    seen = words(desk.get(place(sam)))
    assert "Does this person take insulin, a sulfonylurea or another medicine that can cause hypos?" in seen
    assert desk.post(place(sam, "/release")).status_code == 422
    desk.post(place(sam, "/answers"), {"on_hypo_causing_medicine-said": "no"})
    assert desk.post(place(sam, "/release")).status_code == 303
    assert released_codes(session, sam) == ["hba1c"]


@pytest.mark.parametrize("answer", ["yes", "cannot_tell"])
def test_a_yes_or_cannot_tell_holds_the_pack_and_opens_a_task(session, surgery, sam, desk, answer):
    bring(session, surgery, lab(sam, "hba1c", "40"))
    assert tasks_of(session, sam) == []
    desk.post(place(sam, "/answers"), {"on_hypo_causing_medicine-said": answer})
    assert not hits_of(session, sam)["hba1c-low-hypo"].is_question
    assert len(tasks_of(session, sam)) == 1
    assert desk.post(place(sam, "/release")).status_code == 422


def test_an_answer_can_be_asked_again(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "40"))
    desk.post(place(sam, "/answers"), {"on_hypo_causing_medicine-said": "yes"})
    page = desk.get(place(sam)).get_data(as_text=True)
    again = page.split('name="again-')[1].split('"')[0]
    desk.post(place(sam, "/answers"), {f"again-{again}": "yes"})
    assert hits_of(session, sam)["hba1c-low-hypo"].is_question
    assert tasks_of(session, sam) == []


def test_a_question_about_last_time_takes_a_number_or_that_there_was_none(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "creatinine", "300"))
    name = f"previous_value@{the_result(session, sam, 'creatinine').id}"
    wrong = desk.post(place(sam, "/answers"), {name: "lots"})
    assert wrong.status_code == 422
    assert "Write a number, like 48 or 6.5." in words(wrong)
    desk.post(place(sam, "/answers"), {name: "290"})
    assert "creatinine-big-rise" not in open_rules(session, sam)


def test_an_individual_line_waits_for_its_own_tick(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "sodium", "140"), lab(sam, "weight", "80"), reaches_back_days=500)
    refused = desk.post(place(sam, "/release"))
    assert refused.status_code == 422
    assert "1 thing stands in the way" in words(refused)
    assert desk.post(place(sam, "/release"), tick(session, sam, "sodium")).status_code == 303
    assert released_codes(session, sam) == ["sodium", "weight"]


def test_a_hidden_line_needs_a_reason_and_is_never_shown(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "weight", "80"), lab(sam, "hba1c", "50"), reaches_back_days=500)
    hide = tick(session, sam, "weight", said="hide")
    refused = desk.post(place(sam, "/release"), hide)
    assert refused.status_code == 422
    assert "Say why Weight is hidden." in words(refused)
    desk.post(place(sam, "/release"), hide | {f"reason-{the_result(session, sam, 'weight').id}": "Worries about weight"})
    assert released_codes(session, sam) == ["hba1c"]


def test_a_comment_goes_to_the_person_with_who_wrote_it(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=500)
    desk.post(place(sam, "/release"), {f"comment-{the_result(session, sam, 'hba1c').id}": "This is a good number."})
    (line,) = released(session, sam)
    assert (line.comment, line.comment_by) == ("This is a good number.", "Nurse Green")


def test_a_tell_first_line_needs_the_day_the_person_was_told(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "lvef", "55"), reaches_back_days=500)
    key = the_result(session, sam, "lvef").id
    refused = desk.post(place(sam, "/release"), {f"line-{key}": "show"})
    assert refused.status_code == 422
    assert "first. Then write the day here." in words(refused)
    assert desk.post(place(sam, "/release"), {f"line-{key}": "show", f"told-{key}": days_ago(1).isoformat()}).status_code == 303
    assert released_codes(session, sam) == ["lvef"]


def test_the_never_class_stands_on_the_page_for_staff_and_goes_to_nobody(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "efi", "0.2"), lab(sam, "hba1c", "50"), reaches_back_days=500)
    assert "Never shown" in words(desk.get(place(sam)))
    assert desk.post(place(sam, "/release"), tick(session, sam, "efi")).status_code == 303
    assert released_codes(session, sam) == ["hba1c"]


def test_a_look_needs_one_tick_and_holds_nothing_else(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "acr", "12"), lab(sam, "acr", "1", ago=300), reaches_back_days=500)
    hit = hits_of(session, sam)["acr-raised-first"]
    assert tasks_of(session, sam) == []
    assert desk.post(place(sam, "/release")).status_code == 422
    assert desk.post(place(sam, "/release"), {f"look-{hit.id}": "yes"}).status_code == 303


def test_a_value_set_aside_must_be_looked_at_and_is_never_shown(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "50"), lab(sam, "weight", "900"), reaches_back_days=500)
    refused = desk.post(place(sam, "/release"))
    assert refused.status_code == 422
    assert "Outside what is possible" in words(refused)
    page = desk.get(place(sam)).get_data(as_text=True)
    aside = page.split('name="aside-')[1].split('"')[0]
    assert desk.post(place(sam, "/release"), {f"aside-{aside}": "yes"}).status_code == 303
    assert released_codes(session, sam) == ["hba1c"]


def test_an_old_imported_alarm_can_be_marked_handled_and_a_new_one_cannot(session, surgery, sam, desk, nurse):
    bring(session, surgery, lab(sam, "potassium", "6.7", ago=60), lab(sam, "crp", "150", ago=2))
    old, new = the_result(session, sam, "potassium"), the_result(session, sam, "crp")
    desk.post(place(sam, "/decisions"), {f"handled-{old.id}": "yes", f"handled-{new.id}": "yes"})
    assert open_rules(session, sam) == {"crp-high"}
    session.refresh(old)
    assert (old.handled_by_id, new.handled_at) == (nurse.id, None)


def test_release_moves_the_year_on_and_messages_nobody(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=500)
    desk.post(place(sam, "/release"), {"medicines_reviewed_on": today().isoformat()})
    assert the_cycle(session, sam).stage is Stage.TRIAGED
    assert "Released" in words(desk.get(place(sam)))


def test_a_release_can_be_taken_back_with_a_reason(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=500)
    desk.post(place(sam, "/release"))
    assert desk.post(place(sam, "/release/withdrawal")).status_code == 422
    desk.post(place(sam, "/release/withdrawal"), {"why": "Wrong person's sample"})
    assert released_codes(session, sam) == []
    assert the_cycle(session, sam).stage is Stage.GATHERING


@pytest.mark.parametrize("role", ["reception", "manager", "hca", "coordinator"])
def test_nobody_but_clinicians_and_duty_sees_triage(session, surgery, sam, desk_of, role):
    other = desk_of(role)
    assert other.get(place(sam)).status_code == 404
    assert other.get("/staff/triage").status_code == 404
    assert other.post(place(sam, "/release")).status_code == 404


def test_a_person_without_an_open_year_has_alarms_but_no_release(session, surgery, desk):
    ann = a_person(session, surgery, given="Ann")
    bring(session, surgery, lab(ann, "potassium", "6.7"))
    assert "Phone first" in words(desk.get(place(ann)))
    assert desk.post(place(ann, "/release"), tick(session, ann, "potassium")).status_code == 422


def test_why_a_release_was_taken_back_stands_at_the_top(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=500)
    desk.post(place(sam, "/release"))
    bring(session, surgery, lab(sam, "potassium", "6.7"))
    assert "Taken back on" in words(desk.get(place(sam)))
    assert "A rule was hit." in words(desk.get(place(sam)))


def test_saving_for_later_keeps_every_tick_and_word(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "sodium", "140"), lab(sam, "hba1c", "50"), reaches_back_days=500)
    key = the_result(session, sam, "sodium").id
    typed = {f"line-{key}": "show", f"comment-{key}": "Your salt is fine.", "medicines_reviewed_on": days_ago(2).isoformat()}
    page = desk.follow(desk.post(place(sam, "/decisions"), typed)).get_data(as_text=True)
    assert "Your salt is fine." in page
    assert f'value="{days_ago(2).isoformat()}"' in page
    assert released_codes(session, sam) == []


def test_a_comment_without_show_or_hide_is_not_lost(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "sodium", "140"), reaches_back_days=500)
    reply = desk.post(place(sam, "/decisions"), {f"comment-{the_result(session, sam, 'sodium').id}": "Your salt is fine."})
    assert reply.status_code == 422
    assert "Your salt is fine." in words(reply)


def test_enter_in_a_box_saves_and_never_releases(session, surgery, sam, desk):
    """A browser presses the first button that belongs to the form."""
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=500)
    page = desk.get(place(sam)).get_data(as_text=True)
    form = page[page.index('id="triage"') :]
    first = form[form.index("<button") : form.index("</button>")]
    assert 'name="enter"' in first and "formaction" not in first
    assert page.count(f'formaction="{place(sam, "/release")}"') == 2


def test_another_person_s_result_posted_here_changes_nothing(session, surgery, sam, desk):
    ann = a_person(session, surgery, given="Ann", conditions=("diabetes",))
    bring(session, surgery, lab(sam, "hba1c", "50"), lab(ann, "potassium", "6.7"), reaches_back_days=500)
    hit = hits_of(session, ann)["potassium-very-high"]
    desk.post(place(sam, "/contact"), {f"about-{hit.id}": "yes", "outcome": "spoke to person"})
    desk.post(place(sam, "/decisions"), tick(session, ann, "potassium") | {f"look-{hit.id}": "yes"})
    assert open_rules(session, ann) == {"potassium-very-high"}


def test_the_page_costs_the_same_number_of_statements_however_long_the_history(session, surgery, sam, desk, database):
    bring(session, surgery, lab(sam, "hba1c", "50"), reaches_back_days=900)
    few = statements(database, desk, sam)
    bring(session, surgery, *(lab(sam, code, "60", ago=ago) for code in ("weight", "pulse", "egfr", "sodium") for ago in (1, 90, 380)))
    assert statements(database, desk, sam) == few


def statements(database, desk, person) -> int:
    seen = []
    sa.event.listen(database.engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    assert desk.get(place(person)).status_code == 200
    sa.event.remove(database.engine, "before_cursor_execute", note)
    return len([statement for statement in seen if statement.startswith("SELECT")])


def test_what_was_wrong_is_said_in_the_other_language_with_its_names(session, surgery, sam, desk):
    bring(session, surgery, lab(sam, "potassium", "4.7"))
    wrong = desk.post(place(sam, "/decisions"), tick(session, sam, "potassium", said="hide"))
    said, label = catalogue("cy").gettext("Say why %(what)s is hidden."), catalogue("cy").gettext("Potassium")
    to, posted = pressed(Pages(markup(wrong)), script=False)
    assert said % {"what": label} in words(desk.post(to, posted)) and label != "Potassium"


MAY_RELEASE = {"clinician": True, "duty": True, "coordinator": False, "hca": False, "reception": False, "manager": False}


@pytest.mark.parametrize(("role", "may"), MAY_RELEASE.items())
@pytest.mark.parametrize("code", ["weight", "haemoglobin", "lvef"])
def test_what_each_role_may_release_whatever_the_class(session, surgery, sam, desk_of, role, may, code):
    """Standard, chosen one by one, told first: all of it waits for a clinician. Nobody else opens the page or presses release."""
    bring(session, surgery, lab(sam, code, "130" if code == "haemoglobin" else "60"), reaches_back_days=800)
    browsing = desk_of(role)
    assert (browsing.get(f"/people/{sam.id}/triage").status_code == 200) is may
    assert (browsing.post(f"/people/{sam.id}/triage/release", {}).status_code != 404) is may
