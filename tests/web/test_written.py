"""After a post that could not be kept, a person gets back their words, and nothing the page sent along by itself."""

from werkzeug.datastructures import MultiDict

from webapp.web.written import words_in


def test_words_come_back_and_nothing_else():
    form = MultiDict([("words-ask", "Why am I tired?"), ("seen-ask", "abc"), ("prompts-seen", "pain"), ("press", "save"), ("who", "me"), ("words-hard", " ")])
    assert words_in(form) == ["Why am I tired?"]


def test_what_staff_write_comes_back_too():
    assert words_in(MultiDict([("note", "Spoke at noon."), ("comment-1", "Well done."), ("outcome", "spoke"), ("line-1", "hide")])) == [
        "Spoke at noon.",
        "Well done.",
    ]


def test_what_was_typed_in_a_plan_comes_back_without_what_the_page_sent_along():
    goal = "0198c0de-0000-7000-8000-000000000001"
    form = [
        (f"want-{goal}", "Walk"),
        (f"seen-want-{goal}", goal),
        (f"importance-{goal}", "7"),
        ("matters-plan", "Ann"),
        (f"remind-{goal}", "yes"),
        ("who", "me"),
    ]
    assert words_in(MultiDict(form)) == ["Walk", "Ann"]
