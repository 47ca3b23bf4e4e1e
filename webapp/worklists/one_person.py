"""Everything the desk needs about one person on one page; no answers and no results."""

from dataclasses import dataclass

from sqlmodel import Session

from webapp.base.clock import today
from webapp.grants.queries import holder_now
from webapp.pathway.models import Appointment, Cycle, StageMove
from webapp.pathway.queries import appointments_of, moves_of, open_cycle
from webapp.people.models import ContactPoint, Need, Person, PersonCondition, PlanningOptOut
from webapp.people.queries import conditions_of, contact_points, needs_of, standing_opt_out, stops_of


@dataclass(frozen=True)
class About:
    cycle: Cycle | None
    appointments: list[Appointment]
    moves: list[StageMove]
    contacts: list[ContactPoint]
    conditions: list[PersonCondition]
    needs: list[Need]
    stops: set[str]
    holder: str = ""
    opt_out: PlanningOptOut | None = None


def about(session: Session, person: Person) -> About:
    cycle, held = open_cycle(session, person.id), holder_now(session, person.id, today())
    return About(
        cycle=cycle,
        appointments=appointments_of(session, cycle.id) if cycle else [],
        moves=moves_of(session, cycle.id) if cycle else [],
        contacts=contact_points(session, person.id),
        conditions=conditions_of(session, person.id),
        needs=needs_of(session, person.id),
        stops=stops_of(session, person.id),
        holder=held.name if held else "",
        opt_out=standing_opt_out(session, person.id),
    )
