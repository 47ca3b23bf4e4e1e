"""Every name that asks for a picture gets one, and no picture is left unexplained or unsafe."""

import json
import re

import pytest

from webapp.web.pictures import PICTURES, files_by_name, picture

INDEX = json.loads((PICTURES / "index.json").read_text("utf-8"))
FILES = sorted(PICTURES.glob("*.svg"))


def test_every_name_in_the_index_has_its_file():
    named = {file for part in ("interface", "prompts", "results") for file in INDEX[part].values()}
    assert named - {path.stem for path in FILES} == set()


def test_the_parts_of_the_index_never_disagree_on_a_name():
    by_file = {path.stem: path.stem for path in FILES}
    for part in ("interface", "prompts", "results"):
        assert {name: file for name, file in INDEX[part].items() if by_file.get(name, file) != file} == {}
        by_file.update(INDEX[part])


@pytest.mark.parametrize("name", ["", None, "no-such-picture", "../secret"])
def test_an_unknown_name_gives_the_star(name):
    assert picture(name) == "pictures/star.svg"


def test_a_prompt_a_result_and_a_word_of_the_app_each_find_theirs():
    assert [picture("healthier_eating"), picture("diabetes-measure"), picture("letter")] == [
        "pictures/food.svg",
        "pictures/glucose-meter.svg",
        "pictures/envelope.svg",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_holds_only_shapes(path):
    svg = path.read_text("utf-8")
    assert len(svg) < 7000
    assert re.findall(r"<style|<script|style=|\son\w+=|href=|<text|<image|url\(http", svg) == []


def test_every_picture_asked_for_in_a_template_is_known():
    templates = PICTURES.parents[1] / "templates"
    words = "".join(path.read_text("utf-8") for path in templates.rglob("*.html"))
    asked = set(re.findall(r'(?:drawing\(|picture=|idea\()"([\w-]+)"', words))
    assert len(asked) > 10
    assert asked - set(files_by_name()) == set()
