"""The catalogues: what is collected, and what is called a fault."""

from babel.messages.catalog import Catalog

from webapp.base.catalogues import collected, faults, faults_of, ids


def test_every_sentence_is_in_the_template_and_every_language_is_whole():
    found = faults()
    assert not found, f"run: make messages ({len(found)} faults, the first is {found[0]})"


def test_sentences_come_from_python_templates_and_content():
    places = {location[0].split("/")[1] + "/" + location[0].split("/")[2] for message in collected() for location in message.locations}
    assert {"templates/base", "content/data", "base/i18n.py"} <= places


def a_template() -> Catalog:
    made = Catalog()
    made.add("Hello %(name)s")
    made.add("Stop")
    return made


def test_a_missing_translation_is_a_fault_only_where_people_can_choose_the_language():
    welsh = Catalog(locale="cy")
    welsh.add("Stop", "Stopio")
    assert faults_of(welsh, a_template(), complete=True) == ["not translated: 'Hello %(name)s'"]
    assert faults_of(welsh, a_template(), complete=False) == []


def test_a_lost_placeholder_is_a_fault_in_any_language():
    welsh = Catalog(locale="cy")
    welsh.add("Hello %(name)s", "Helo %(enw)s")
    assert len(faults_of(welsh, a_template(), complete=False)) == 1
    assert ids(a_template()) == {"Hello %(name)s", "Stop"}
