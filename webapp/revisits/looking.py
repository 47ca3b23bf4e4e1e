"""A plan looked at again, part by part: begun, gone on with, ended. Each answer is its own small save."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import pathway_now
from webapp.plans.changes import Hand, last_number, save_words, withdraw_item
from webapp.plans.models import Plan
from webapp.plans.queries import Whole, whole_plan
from webapp.plans.rules import Typed, may_write
from webapp.practices.models import Practice
from webapp.progress.ageing import say_still_true
from webapp.revisits.models import Review, ReviewAnswer, Said
from webapp.revisits.parts import Place, lines_in, places_of
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind


@dataclass(frozen=True)
class Look:
    """A review as it stands: the plan as it was when it began, and as it is now; its parts, and what was said of each."""

    review: Review
    before: Whole
    now: Whole
    places: list[Place]
    said: Mapping[str, Said]

    def place(self, key: str) -> Place | None:
        return next((place for place in self.places if place.key == key), None)

    def next_place(self, after: str = "") -> Place | None:
        """The first part of which nothing was said yet: behind this one, else from the beginning."""
        keys = [place.key for place in self.places]
        start = keys.index(after) + 1 if after in keys else 0
        return next((place for place in (*self.places[start:], *self.places[:start]) if place.key not in self.said), None)

    def lines(self, place: Place) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        return lines_in(self.before, place), lines_in(self.now, place)

    def differences(self, place: Place) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Only what is not alike: as it was, and as it is."""
        before, now = self.lines(place)
        return [line for line in before if line not in now], [line for line in now if line not in before]

    def has_changed(self, place: Place) -> bool:
        before, now = self.lines(place)
        return before != now

    def count(self, said: Said) -> int:
        return Counter(self.said.values())[said]

    @property
    def changed(self) -> list[Place]:
        """Every part whose words are not what they were, whether it was said so or not."""
        return [place for place in self.places if self.has_changed(place)]


def open_review(session: Session, person_id: UUID) -> Review | None:
    return session.exec(select(Review).where(Review.person_id == person_id, col(Review.ended_at).is_(None))).first()


def last_review(session: Session, person_id: UUID) -> Review | None:
    """The one that is open, else the one that ended last."""
    found = select(Review).where(Review.person_id == person_id).order_by(col(Review.ended_at).is_not(None), col(Review.begun_at).desc())
    return session.exec(found).first()


def look_at(session: Session, review: Review) -> Look:
    """Raises LookupError when the plan is gone, which it never is."""
    before, now = (whole_plan(session, review.person_id, number) for number in (review.from_number, review.to_number))
    if before is None or now is None:
        raise LookupError(review.id)
    rows = session.exec(select(ReviewAnswer).where(ReviewAnswer.review_id == review.id).order_by(col(ReviewAnswer.at), col(ReviewAnswer.id)))
    return Look(review, before, now, places_of(before, now), {row.place: row.said for row in rows})


def begin_review(session: Session, *, plan: Plan, by: UUID) -> Review:
    """The open one goes on; else one begins now. `plan` is held by open_plan: two who begin at once begin one. `by` is an account id."""
    found = open_review(session, plan.person_id)
    if found is None:
        found = Review(person_id=plan.person_id, plan_id=plan.id, from_number=last_number(session, plan.id), begun_by_id=by)
        session.add(found)
        session.flush()
    return found


def say_of(session: Session, *, review: Review, place: Place, said: Said, by: UUID) -> None:
    """Of a part that is still right, its age begins anew."""
    session.add(ReviewAnswer(review_id=review.id, place=place.key, said=said, by_id=by))
    if said is Said.STILL_RIGHT and place.section is not None:
        say_still_true(session, plan_id=review.plan_id, place=place.key, by=by)
    session.flush()


def stop_part(session: Session, *, plan: Plan, whole: Whole, place: Place, by: Hand) -> None:
    """A goal is taken out; a section is emptied of what this side may write. Older plans keep it all."""
    if place.goal_id is not None:
        goal = next((goal.item for goal in whole.goals if goal.item and goal.item.id == place.goal_id), None)
        if goal is not None:
            withdraw_item(session, plan=plan, item=goal, by=by)
    elif place.section is not None:
        names = [line.name for line in place.section.lines if whole.own.says(line.name) and may_write(by.side, None, line.name, scribe=False)]
        typed = {plan.id: {name: Typed("", whole.own.seen.get(name)) for name in names}}
        save_words(session, plan=plan, typed=typed, by=by, items={})
        entries = place.section.entries
        for part in whole.entries_of(entries.kind) if entries and may_write(by.side, entries.kind, entries.lines[0].name, scribe=False) else ():
            if part.item:
                withdraw_item(session, plan=plan, item=part.item, by=by)


def end_review(session: Session, *, look: Look, plan: Plan, practice: Practice | None, by: UUID) -> None:
    """It is kept as it ended. A surgery that looks after the plan is asked to read what changed."""
    review = look.review
    review.to_number, review.ended_at, review.ended_by_id = last_number(session, plan.id), pathway_now(), by
    session.add(review)
    if practice is not None and look.changed:
        subject = f"review:{review.person_id}"
        open_task(session, practice_id=practice.id, kind=TaskKind.REVIEW_READ, subject=subject, person_id=review.person_id)
    session.flush()


def latest_next(talk_on: date | None, today: date, year: int) -> date:
    """The last day for the next look: at most a year from now, and from the last talk with the surgery. `year` is in days."""
    from_now = date.fromordinal(today.toordinal() + year)
    return min(from_now, date.fromordinal(talk_on.toordinal() + year)) if talk_on else from_now
