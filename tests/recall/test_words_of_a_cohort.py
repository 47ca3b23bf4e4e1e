"""A group may have an invitation in words of its own: every try to those who were asked from it says them, and nobody else's."""

from webapp.messages.models import Wording
from webapp.recall.changes import ask_people


def test_each_try_says_the_words_of_the_group_it_was_asked_from(year):
    mine, other = year.person("Ann"), year.person("Bob")
    for number, template in enumerate(("recall/first", "recall/second"), start=1):
        text = f"{{practice}}: {{name}}, try {number} for the pilot. {{phone}}"
        year.session.add(Wording(practice_id=year.practice.id, template=template, cohort="pilot", text=text, number=1, made_by_id=year.reception.id))
    ask_people(year.session, people=[mine], practice=year.practice, label="Pilot", by=year.by, base_url="http://localhost", cohort="pilot")
    year.ask(other)
    for day in ("2026-12-01", "2026-12-09", "2026-12-16"):
        year.on(day)
    said = year.texts()
    assert {f"Tree Tops Surgery: Ann, try {number} for the pilot. 01632 960001" for number in (1, 2)} <= set(said)
    assert [text for text in said if "Bob" in text] and not [text for text in said if "Bob" in text and "pilot" in text]
