"""The year after the talk: the day after both said yes it is lived, and six weeks before the agreed day its review is due. Safe to run twice."""

from datetime import date, time, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from webapp.base.clock import london, today, wall
from webapp.database.session import Database
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.plans.models import Plan, Words
from webapp.plans.rules import REVIEW_ON
from webapp.reviews.care_check import offer, years_to_ask
from webapp.reviews.rules import REVIEW_DUE_DAYS

WHY = {Stage.LIVING_IT: "the day after both said yes", Stage.REVIEW_DUE: "the day to look at the plan again is near"}
BEFORE = {Stage.LIVING_IT: Stage.PLAN_AGREED, Stage.REVIEW_DUE: Stage.LIVING_IT}


def go_on(database: Database) -> int:
    """Returns how many moves were made. One short transaction each, so that saves elsewhere go through."""
    return sum(move_each(database, to) for to in (Stage.LIVING_IT, Stage.REVIEW_DUE))


def offer_care_checks(database: Database, base_url: str) -> int:
    """Returns how many texts were written. One short transaction each, looked up again under the year's lock: two machines ask once."""
    with database.reading() as session:
        waiting = [cycle.id for cycle, *_rest in years_to_ask(session, today())]
    asked = 0
    for cycle_id in waiting:
        with database.writing() as session:
            session.get(Cycle, cycle_id, with_for_update=True)
            for cycle, person, practice, talk_at in years_to_ask(session, today(), cycle_id):
                asked += offer(session, cycle=cycle, person=person, practice=practice, talk_at=talk_at, base_url=base_url, wall=wall())
    return asked


def keep_review_days(database: Database) -> int:
    """Plans of before the day of the review stood in the clear get it from their words, which only a process with the keys can open. Returns how many."""
    with database.reading() as session:
        waiting = [plan.id for plan, _words in session.exec(DAY_IN_WORDS_ONLY)]
    return sum(keep_review_day(database, plan_id) for plan_id in waiting)


# Standing words are never empty: a day that was taken out has none.
DAY_IN_WORDS_ONLY = (
    select(Plan, Words)
    .join(Words, col(Words.about_id) == Plan.id)
    .where(col(Plan.review_on).is_(None), Words.field == REVIEW_ON, col(Words.replaced_in).is_(None))
    .order_by(col(Plan.id))
)


def keep_review_day(database: Database, plan_id: UUID) -> bool:
    """Read again under the plan's lock: somebody may have saved another day, or none, meanwhile."""
    with database.writing() as session:
        found = session.exec(DAY_IN_WORDS_ONLY.where(Plan.id == plan_id).with_for_update(of=Plan)).first()
        day = day_kept(found[1].words or "") if found else None
        if found and day:
            found[0].review_on = day
            session.add(found[0])
        return day is not None


def day_kept(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def move_each(database: Database, to: Stage) -> int:
    with database.reading() as session:
        waiting = ready(session, to, today())
    for cycle_id in waiting:
        with database.writing() as session:
            cycle = session.get(Cycle, cycle_id, with_for_update=True)
            if cycle and cycle.stage is BEFORE[to]:
                move(session, cycle=cycle, to=to, by=None, why=WHY[to])
    return len(waiting)


def ready(session: Session, to: Stage, on: date) -> list[UUID]:
    """The open cycles that take this step on that day."""
    found = select(Cycle.id).where(Cycle.stage == BEFORE[to], col(Cycle.closed_on).is_(None)).order_by(col(Cycle.stage_since), col(Cycle.id))
    if to is Stage.LIVING_IT:
        return list(session.exec(found.where(col(Cycle.stage_since) < london(on, time()))))
    found = found.join(Plan, col(Plan.person_id) == Cycle.person_id)
    return list(session.exec(found.where(col(Plan.review_on) <= on + timedelta(days=REVIEW_DUE_DAYS))))
