"""Filling a page's forms again: what each control takes, and that nothing else of the page moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.browsing import Forms
from webapp.web.refill import refilled


def in_form(controls: str) -> str:
    return f'<form id="f" action="/a">{controls}</form>'


def filled(controls: str, *typed: tuple[str, str]) -> str:
    return refilled(in_form(controls), {"f": MultiDict(typed)}).page.removeprefix('<form id="f" action="/a">').removesuffix("</form>")


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ('<input name="a" value="">', [("a", 'say "hi" & go')], '<input name="a" value="say &quot;hi&quot; &amp; go">'),
        ('<input name="a" required>', [("a", "x")], '<input name="a" required value="x">'),
        ('<input type="hidden" name="seen" value="2">', [("seen", "1")], '<input type="hidden" name="seen" value="1">'),
        ('<input type="checkbox" name="a" value="1">', [("a", "1")], '<input type="checkbox" name="a" value="1" checked>'),
        ('<input type="checkbox" name="a">', [("a", "on")], '<input type="checkbox" name="a" checked>'),
        ('<input type="checkbox" name="a" value="1" checked>', [], '<input type="checkbox" name="a" value="1">'),
        ('<input type="radio" name="a" value="1">', [("a", "1")], '<input type="radio" name="a" value="1" checked>'),
        ('<input type="radio" name="a" value="1" checked>', [("a", "2")], '<input type="radio" name="a" value="1">'),
        ('<textarea name="a">\nold</textarea>', [("a", "\r\n</textarea>")], '<textarea name="a">\n\r\n&lt;/textarea&gt;</textarea>'),
        ('<textarea name="a">\nold</textarea>', [("a", "")], '<textarea name="a">\n</textarea>'),
        ('<select name="a"><option value="1" selected>1<option value="2">2</select>', [("a", "2")],
         '<select name="a"><option value="1">1<option value="2" selected>2</select>'),
        ('<select name="a"><option value="1">1</select><datalist><option value="2">2</datalist>', [("a", "2")],
         '<select name="a"><option value="1">1</select><datalist><option value="2">2</datalist>'),
        ('<details class="x"><textarea name="a">\n</textarea></details>', [("a", "x")], '<details class="x" open><textarea name="a">\nx</textarea></details>'),
    ],
)  # fmt: skip
def test_a_control_takes_what_was_posted_of_it(before, typed, after):
    assert filled(before, *typed) == after


@pytest.mark.parametrize("control", ['<input type="password" name="a">', '<input name="a" autocomplete="one-time-code">', '<input type="file" name="a">'])
def test_a_secret_and_a_file_are_never_put_back(control):
    assert filled(control, ("a", "4711")) == control


@pytest.mark.parametrize(
    "control",
    ['<button name="b" value="save">Save</button>', '<input name="b" value="kept">', "<textarea>kept</textarea>", '<input type="radio" name="b" checked>'],
)
def test_a_button_and_what_was_not_sent_are_left_as_they_are(control):
    assert filled(control) == control


def test_of_two_boxes_with_one_name_each_has_its_own_words():
    assert filled('<input name="a"><input name="a">', ("a", "one"), ("a", "two")) == '<input name="a" value="one"><input name="a" value="two">'


def test_a_form_is_known_by_its_id_or_by_its_action_and_place():
    page = '<form action="/a"><input name="x"></form><form action="/a"><input name="x"></form><form id="f" action="/b"><input name="x"></form>'
    found = refilled(page, {"/a 1": MultiDict({"x": "second"}), "f": MultiDict({"x": "third"}), "/a 7": MultiDict({"x": "nowhere"})})
    assert found.page.count("value=") == 2 and found.left["x"] == ["nowhere"]
    assert '<input name="x" value="second"></form><form id="f" action="/b"><input name="x" value="third">' in found.page


def test_a_chosen_file_is_said_to_be_lost_and_only_then():
    page = in_form('<input type="file" name="a">')
    assert refilled(page, {"f": MultiDict({"a": "people.csv"})}).lost_file
    assert not refilled(page, {"f": MultiDict({"a": ""})}).lost_file


def test_what_no_control_takes_is_told_and_goes_along_unseen_but_for_a_secret():
    found = refilled(in_form('<input name="a">'), {"f": MultiDict({"a": "here", "note": "gone", "code": "123456"})})
    assert found.left["note"] == ["gone"] and found.left["a"] == []
    assert found.page == in_form('<input name="a" value="here"><input type="hidden" name="note" value="gone">')


PAGE = ("<!doctype html>\n<style>a > b { }</style>\n", '<input name="a"><textarea name="b">\n</textarea><input type="checkbox" name="c">', "<p>\nend")


@given(st.text(), st.text(), st.booleans())
def test_any_words_come_back_as_a_browser_would_post_them(line, words, ticked):
    line, words = line.replace("\r", "").replace("\n", "").replace("\0", ""), words.replace("\r", "\n").replace("\0", "")
    page = PAGE[0] + in_form(PAGE[1]) + PAGE[2]
    typed = MultiDict([("a", line), ("b", words)] + ([("c", "on")] if ticked else []))
    found = refilled(page, {"f": typed})
    again = refilled(found.page, {"f": typed})
    assert again.page == found.page and not again.is_changed
    assert dict(Forms(found.page).found[0]["fields"])["a"] == line
    assert found.page.startswith(PAGE[0] + "<form") and found.page.endswith("</form>" + PAGE[2])
