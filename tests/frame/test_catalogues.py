"""The catalogues: what is collected, and what is called a fault."""

import json

import pytest
from babel.messages.catalog import Catalog

from webapp.base.catalogues import collected, faults, faults_of, ids, languages
from webapp.base.i18n import REVIEWED, offered


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


def test_a_place_left_out_is_a_fault_though_every_other_is_right():
    welsh = Catalog(locale="cy")
    welsh.add("Hello %(name)s", "Helo")
    assert faults_of(welsh, a_template(), complete=True) == ["'Hello %(name)s': 'Helo' lacks %(name)s", "not translated: 'Stop'"]


@pytest.mark.parametrize(
    ("forms", "is_whole"),
    [
        (("%(num)d peth", "un peth", "dau beth", "tri pheth", "chwe pheth"), True),
        (("%(num)d peth", "un peth", "dau beth", "", "chwe pheth"), False),
        (("%(num)d peth", "un peth"), False),
        (("%(num)d peth", "un %(name)s", "dau beth", "tri pheth", "chwe pheth"), False),
    ],
)
def test_every_plural_form_of_a_language_is_there_with_the_places_it_may_have(forms, is_whole):
    welsh, template = Catalog(locale="cy"), Catalog()
    template.add(("%(num)d thing", "%(num)d things"))
    welsh.add(("%(num)d thing", "%(num)d things"), forms)
    assert (faults_of(welsh, template, complete=True) == []) is is_whole


def test_a_lost_placeholder_is_a_fault_in_any_language():
    welsh = Catalog(locale="cy")
    welsh.add("Hello %(name)s", "Helo %(enw)s")
    assert "'Hello %(name)s': unknown named placeholder 'enw'" in faults_of(welsh, a_template(), complete=False)
    assert ids(a_template()) == {"Hello %(name)s", "Stop"}


@pytest.mark.parametrize(("by", "drafts", "is_offered"), [(None, False, False), (None, True, True), ("Elen Reader", False, True)])
def test_a_language_nobody_has_signed_is_not_offered_to_a_real_practice(tmp_path, by, drafts, is_offered):
    (tmp_path / "reviewed.json").write_text(json.dumps({"cy": {"by": by, "on": "2026-12-01"}}))
    assert ("cy" in offered(tmp_path / "reviewed.json", drafts=drafts)) is is_offered


def test_every_catalogue_says_who_has_read_it():
    assert set(json.loads(REVIEWED.read_text("utf-8"))) == set(languages())
