"""Anybody doing anything, in any order: no reply ever holds a word that somebody planted where this visitor may not look.

The walks are drawn by number, so a failing one can be walked again.
"""

import random
import re
from dataclasses import replace

import pytest

from tests.access.cast import PERSONAS, STAFF, Whole
from tests.access.table import rows
from tests.browsing import Browsing, Forms
from webapp.web.pages import static_version

# Signing out or in would change who the visitor is; the demo is anybody's.
ROWS = [row for row in rows() if not row.is_demo and not row.endpoint.startswith(("doors.", "static", "metrics"))]
STEPS = 12
SEES_NO_ANSWERS = {"reception", "manager"}


def wholes(world) -> dict[str, Whole]:
    return {"subject": world.subject, "another": world.another, "elsewhere": world.elsewhere}


def forbidden(world, persona: str) -> list[str]:
    """Every planted word this visitor must never meet."""
    own = {"own": ["subject"], "strong": ["subject"], "another_person": ["another"], "other_practice_clinician": ["elsewhere"]}
    theirs = own.get(persona, ["subject", "another"] if persona in STAFF else [])
    found = [word for name, whole in wholes(world).items() if name not in theirs for word in whole.canaries]
    if persona in ("carer", "helping_carer", "holder"):
        theirs = (world.subject.name, world.subject.said[3], *([world.subject.said[5]] if persona == "helping_carer" else []))
        found = [word for word in found if word not in theirs]
    if persona in SEES_NO_ANSWERS:
        found += [word for name in theirs for word in wholes(world)[name].said + wholes(world)[name].results]
    if persona in ("own", "strong", "another_person"):
        found += [whole.results[1] for name, whole in wholes(world).items() if name in theirs]  # held: nobody has phoned yet
    return found


def step(world, rng: random.Random, browser: Browsing, page: str):
    """One thing a visitor might do: follow what the last page offers, or try an address of anybody's."""
    offered = [form for form in Forms(page).found if form["method"] == "post" and "sign-out" not in (form["action"] or "/sign-out")]
    links = [link for link in re.findall(r'href="(/[^"#]*)', page) if not link.startswith(f"/static/{static_version()}")]
    kind, whole, row = rng.random(), rng.choice(list(wholes(world).values())), rng.choice(ROWS)
    if kind < 0.25 and links:
        return browser.get(rng.choice(links))
    if kind < 0.4 and offered:
        form = rng.choice(offered)
        return browser.post(form["action"], dict(form["fields"]) | {"press": rng.choice(["save", "send", "help", "more"])})
    others = list(wholes(world).values())
    ids = {name: rng.choice(others).ids[name] if rng.random() < 0.2 else kept for name, kept in whole.ids.items()}
    mixed = replace(whole, ids=ids)
    if "GET" in row.methods:
        return browser.get(row.address(world, mixed), query_string={"more": "1", "released": str(world.elsewhere.person.id)})
    return browser.post(row.address(world, mixed), row.posted(mixed) | {"words-hard": f"walked {rng.random()}", "seen-hard": str(mixed.ids["note"])})


@pytest.mark.parametrize("seed", range(2))
def test_whatever_anybody_does_nobody_meets_a_word_planted_out_of_their_reach(world, seed):
    rng = random.Random(seed)
    for persona in PERSONAS:
        browser, page, never = world.fresh_browser(persona), "", forbidden(world, persona)
        for number in range(STEPS):
            reply = step(world, rng, browser, page)
            if reply.status_code in (302, 303):
                reply = browser.follow(reply)
            page = reply.get_data(as_text=True)
            met = [word for word in never if word in page or word in str(reply.headers)]
            assert not met, (seed, persona, number, reply.request.path, met)
            assert reply.status_code < 500


def test_the_walk_could_see_a_planted_word(world):
    """The words are really there to be met: each stands on some page of somebody who may see it.

    Asked of somebody the walks have never met, for a walk may well have written over its own words.
    """
    planted = world.fresh_subject()
    assert planted.said[1] not in world.fresh_browser("own").get(f"/people/{planted.person.id}/pack").get_data(as_text=True)
    theirs = world.fresh_browser("strong", planted).get(f"/people/{planted.person.id}/pack?more=1").get_data(as_text=True)
    talks = world.fresh_browser("clinician").get("/staff/talks").get_data(as_text=True)
    triage = world.fresh_browser("clinician").get(f"/people/{planted.person.id}/triage").get_data(as_text=True)
    assert planted.said[1] in theirs and planted.said[1] in talks and planted.results[1] in triage
