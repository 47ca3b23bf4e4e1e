"""Where a person is in their year: read once, shown as steps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import in_london
from webapp.pathway.models import AppointmentKind, Cycle, Stage
from webapp.pathway.queries import conversation_of, open_cycle, standing
from webapp.plans.queries import Whole, plan_of, whole_plan
from webapp.preparation.queries import pack_of
from webapp.results.queries import open_release
from webapp.reviews.queries import talk_day_of
from webapp.reviews.rules import next_talk_by
from webapp.reviews.steps import StepOfYear, YearFacts, steps_of


@dataclass(frozen=True)
class Where:
    """`steps` is empty for somebody who stepped aside; `with_whom` is who they talk with, if that is known."""

    stage: Stage | None
    steps: list[StepOfYear]
    with_whom: str = ""


def where_now(session: Session, person_id: UUID, now: datetime) -> Where:
    cycle = open_cycle(session, person_id)
    if cycle is None:
        return Where(None, [])
    talk = conversation_of(session, cycle.id)
    return Where(cycle.stage, steps_of(year_facts(session, cycle), now), talk.with_whom if talk else "")


def year_facts(session: Session, cycle: Cycle) -> YearFacts:
    visit, talk = standing(session, cycle.id, AppointmentKind.INFORMATION), conversation_of(session, cycle.id)
    release, pack, plan = open_release(session, cycle.id), pack_of(session, cycle.id), plan_of(session, cycle.person_id)
    return YearFacts(
        stage=cycle.stage,
        started_on=cycle.started_on,
        visit_at=visit and visit.starts_at,
        released_at=release and release.released_at,
        sent_at=pack and pack.sent_at,
        handed_in_at=pack and pack.handed_in_at,
        talk_at=talk and talk.starts_at,
        agreed_at=agreed_this_year(whole_plan(session, cycle.person_id), cycle),
        review_on=next_talk_by(cycle.stage, plan and plan.review_on, talk_day_of(session, cycle)),
    )


def agreed_this_year(whole: Whole | None, cycle: Cycle) -> datetime | None:
    """When the plan was agreed. Last year's yes is no step of this year."""
    said = [one.at for one in whole.agreements if one.number == whole.agreed] if whole and whole.agreed else []
    return max((at for at in said if in_london(at).date() >= cycle.started_on), default=None)
