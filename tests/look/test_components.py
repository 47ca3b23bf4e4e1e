"""What the components say and leave out."""

import re

import pytest

from tests.look.tiny_app import words_of


def test_there_is_no_line_without_an_agreed_target(component):
    assert component("results", "number_line(now=58, now_words='58', last=64, last_words='64')").strip() == ""


def test_the_line_says_in_words_all_that_it_draws(component):
    html = component("results", "number_line(now=58, now_words='58', last=64, last_words='64', aim_low=50, aim_high=58, aim_words='50 to 58')")
    assert words_of(html) == "Now: 58 Last time: 64 Your own aim: 50 to 58"


def test_a_higher_number_stands_further_along_the_line(component):
    html = component("results", "number_line(now=58, now_words='58', last=64, last_words='64', aim_low=50, aim_high=58, aim_words='50 to 58')")
    places = {name: float(x) for x, name in re.findall(r'<svg x="([\d.]+)%"[^>]*><path class="nl-(\w+)"', html)}
    assert 0 < places["now"] < places["last"] < 100


@pytest.mark.parametrize(("now", "low", "high"), [(0, 0, 0), (-1, None, 2.5), (4.1, 4, None), (1000, 1, 2)])
def test_the_line_stays_on_the_paper_whatever_the_numbers(component, now, low, high):
    html = component("results", "number_line(now=now, now_words='x', aim_low=low, aim_high=high, aim_words='y')", now=now, low=low, high=high)
    places = [float(x) for x in re.findall(r'x="([\d.-]+)%"', html)]
    assert places and all(0 <= x <= 100 for x in places)


def test_words_of_a_person_are_never_markup(component):
    html = component("ideas", "own_words(words)", words="<b>I & my cat</b>")
    assert "<b>" not in html and words_of(html) == "<b>I & my cat</b>"


def test_an_empty_first_line_is_kept_in_a_box_for_words(component):
    html = component("fields", "words_field('note', 'Note', value=words)", words="\nfirst line was empty")
    assert ">\n\nfirst line was empty</textarea>" in html


def test_an_error_is_tied_to_its_box_and_what_was_typed_stays(component):
    html = component("fields", "text_field('surname', 'Your last name', value='O’Brien', error='Tell us your last name.')")
    assert 'aria-describedby="surname-error" aria-invalid="true"' in html
    assert 'value="O’Brien"' in html and 'id="surname-error"' in html


def test_an_error_summary_without_errors_says_nothing(component):
    assert component("notices", "error_summary([])").strip() == component("notices", "error_summary({})").strip() == ""


def test_an_error_summary_takes_the_errors_of_a_form(component):
    html = component("notices", "error_summary(errors)", errors={"birth": ["Tell us the day.", "And more."]})
    assert 'href="#birth"' in html and words_of(html) == "There is a problem Tell us the day."


def test_no_answer_of_a_question_or_a_ruler_is_chosen_beforehand(component):
    html = component("questions", "ruler('sure', 'How sure are you?', 'not sure at all', 'very sure')")
    html += component("questions", "question('who', 'Who?', [('me', 'Me'), ('with', 'Someone with me')])")
    assert "checked" not in html and html.count('type="radio"') == 13


def test_the_ends_of_a_ruler_are_heard_in_their_labels(component):
    html = component("questions", "ruler('sure', 'How sure are you?', 'not sure at all', 'very sure')")
    labels = [words_of(label) for label in re.findall(r"<label.*?</label>", html, re.DOTALL)]
    assert (labels[0], labels[9], labels[10]) == ("1 , not sure at all", "10 , very sure", "I am not sure")


def test_a_folded_choice_that_is_chosen_is_in_view(component):
    call = "picks('prompts', 'Choose any', [('a', 'A', 'mood')], chosen=chosen, more=[('b', 'B', 'sleep')])"
    assert '<details class="more" open>' in component("questions", call, chosen=["b"])
    assert '<details class="more">' in component("questions", call, chosen=["a"])
