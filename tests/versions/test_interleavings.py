"""Three people, three edits of one box: the person, the nurse, and the person's other phone, which sends late what was typed without signal.

Every order in which the three can open the box and save it is walked, each in a box of its own of one long form, through the real
forms and the real door for late sendings.
"""

import re
from itertools import permutations
from urllib.parse import urlencode

import pytest
from sqlmodel import select

from tests.people_cast import sign_in
from tests.receipts.sending import send, whose_words
from webapp.chapters.kinds import ItemKind
from webapp.edits.saving import READ_BACK
from webapp.plans.changes import add_item, open_plan, save_words
from webapp.plans.models import Words
from webapp.plans.rules import Typed
from webapp.versions.history import history

WHO = "pnr"
# Opening (a small letter) comes before saving (a capital): 90 orders of six steps.
ORDERS = sorted({"".join(order) for order in permutations("pPnNrR") if all(order.index(one) < order.index(one.upper()) for one in WHO)})
# What whoever is told of a clash does then, in turn: choose, or walk away.
THEN = ("both", "", "mine", "", "theirs", "")
FIELDS = ("what", "time", "who")


class Week:
    """A long form: thirty things in Sam's week, three boxes in each. `rows`: the row each box showed to each of the three."""

    def __init__(self, browse, session, cast):
        plan = open_plan(session, person_id=cast.person.id)
        things = [add_item(session, plan=plan, kind=ItemKind.CARE, by=cast.sam) for _number in range(len(ORDERS) // len(FIELDS))]
        typed = {thing.id: {name: Typed("At first") for name in FIELDS} for thing in things}
        save_words(session, plan=plan, typed=typed, by=cast.sam, items={thing.id: thing for thing in things})
        session.commit()
        self.boxes = dict(zip([(thing.id, name) for thing in things for name in FIELDS], ORDERS, strict=True))
        self.own, self.desk = f"/people/{cast.person.id}/plan/parts/week", f"/people/{cast.person.id}/conversation/parts/week"
        self.sam, self.nurse = sign_in(browse(), session, cast.person), sign_in(browse(), session, cast.nurse)
        self.whose, self.rows, self.told = whose_words(self.sam, self.own), {}, 0

    def walk(self, database, step: int) -> None:
        for who in WHO:
            for box in [box for box, order in self.boxes.items() if order[step] == who]:
                self.open(database, who, box)
            mine = [box for box, order in self.boxes.items() if order[step] == who.upper()]
            if mine:
                self.clashes(who, self.save(who, mine))

    def open(self, database, who: str, box) -> None:
        with database.reading() as session:
            standing = select(Words.id).where(Words.about_id == box[0], Words.field == box[1], Words.replaced_in.is_(None))
            self.rows[who, box] = str(session.exec(standing).one())

    def save(self, who: str, boxes: list, **more) -> str:
        """The page that says what clashed, or nothing."""
        form = {f"{name}-{thing}": f"{self.boxes[thing, name]} by {who}" for thing, name in boxes}
        form |= {f"seen-{name}-{thing}": self.rows[who, (thing, name)] for thing, name in boxes} | more
        if who == "r" and not more:
            reply = send(self.sam, self.own, urlencode(form), whose=self.whose)
            assert reply.headers["Outbox"] == "page" or reply.headers["Outbox"].startswith("receipt")
            clashed = reply.headers["Outbox"] == "page"
        else:
            reply = self.nurse.post(self.desk, form | {READ_BACK: "yes"}) if who == "n" else self.sam.post(self.own, form)
            assert reply.status_code in (303, 409)
            clashed = reply.status_code == 409
        return reply.get_data(as_text=True) if clashed else ""

    def clashes(self, who: str, page: str) -> None:
        """Both texts are on the page; whoever wrote the second presses one of the three buttons, or goes away."""
        for met, thing_box, row in re.findall(r'name="met-((?:what|time|who)-([0-9a-f-]{36}))" value="([^"]*)"', page):
            box = (next(thing for thing, _name in self.boxes if str(thing) == thing_box), met.partition("-")[0])
            assert f"{self.boxes[box]} by {who}" in page
            how, self.told = THEN[self.told % len(THEN)], self.told + 1
            if how:
                assert not self.save(who, [box], keep=f"{how}:{met}", **{f"met-{met}": row})


@pytest.fixture
def week(browse, session, cast) -> Week:
    return Week(browse, session, cast)


def test_every_order_of_three_edits_by_three_people_keeps_every_text(week, cast, database):
    assert len(ORDERS) == 90
    for step in range(6):
        week.walk(database, step)
    with database.reading() as looking:
        texts = " ".join(change.words or "" for entry in history(looking, cast.person.id) for change in entry.changes)
        assert [f"{order} by {who}" for order in ORDERS for who in WHO if f"{order} by {who}" not in texts] == []
        for (thing, name), order in week.boxes.items():
            rows = looking.exec(select(Words).where(Words.about_id == thing, Words.field == name).order_by(Words.made_in)).all()
            assert rows[0].words == "At first" and [row.replaced_in for row in rows] == [*(row.made_in for row in rows[1:]), None], order
        # Where one was opened only after another was saved there is nothing to clash about; everywhere else somebody was told.
        assert week.told > 90
