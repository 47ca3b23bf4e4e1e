"""A plan that came becomes the person's plan here, or is kept beside the one they have. Rights and consents are not taken over."""

import hashlib
import json
from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlmodel import Session, select

from webapp.accounts.models import Account
from webapp.arrivals.models import Arrival, ArrivalState
from webapp.arrivals.parcels import Parcel
from webapp.arrivals.queries import has_a_plan, met, parcel_of
from webapp.arrivals.reading import opened
from webapp.base.clock import pathway_now
from webapp.bundles.marks import Json
from webapp.instruments.fhir_forms import plain_number
from webapp.plans.changes import Hand, keep_day, new_revision, open_plan
from webapp.plans.models import Item, Plan, Side, Words
from webapp.plans.rules import Progress
from webapp.progress.models import ProgressNote


class NotMatched(Exception):
    """Nobody here can be meant. Says why, in plain words."""


def keep_arrival(session: Session, *, bundle: Json, practice_id: UUID, by: UUID) -> Arrival:
    """Looked at, and nothing changed yet. `by` is a staff member's id. Raises FormRefused for a file that is not one of ours, and NotMatched."""
    parcel = opened(bundle)
    found = met(session, parcel, practice_id)
    if found.person is None:
        raise NotMatched(found.why)
    text = json.dumps(bundle, ensure_ascii=False, sort_keys=True, default=plain_number)
    digest = hashlib.sha256(text.encode()).hexdigest()
    whose = {"person_id": found.person.id, "practice_id": practice_id, "by_id": by}
    made = Arrival(**whose, digest=digest, came_from=parcel.came_from, made_at=parcel.made_at, file=text)  # type: ignore[arg-type, call-arg]
    session.add(made)
    session.flush()
    return made


def settle(session: Session, *, arrival: Arrival, by: UUID) -> ArrivalState:
    """Somebody said yes. Who is meant is asked again; a plan that is here is never written over. `by` is a staff member's id."""
    parcel = parcel_of(arrival)
    if parcel is None or arrival.state is not ArrivalState.PREVIEWED:
        return arrival.state
    found = met(session, parcel, arrival.practice_id)
    if found.person is None or found.person.id != arrival.person_id:
        raise NotMatched(found.why)
    plan = open_plan(session, person_id=arrival.person_id)
    if has_a_plan(session, arrival.person_id):
        arrival.state = ArrivalState.BESIDE
    else:
        arrival.state, arrival.number = ArrivalState.LOADED, write(session, plan=plan, parcel=parcel, by=by)
    arrival.settled_at, arrival.by_id = pathway_now(), by
    session.add(arrival)
    session.flush()
    return arrival.state


def put_away(session: Session, *, arrival: Arrival) -> None:
    """Forget a file that was only looked at."""
    if arrival.state is ArrivalState.PREVIEWED:
        arrival.state, arrival.file = ArrivalState.PUT_AWAY, None
        session.add(arrival)
        session.flush()


def load_bundle(session: Session, *, bundle: Json, practice_id: UUID, by: UUID) -> Arrival:
    """Look at it and say yes at once."""
    made = keep_arrival(session, bundle=bundle, practice_id=practice_id, by=by)
    settle(session, arrival=made, by=by)
    return made


def write(session: Session, *, plan: Plan, parcel: Parcel, by: UUID) -> int:
    """All of it in one revision. It is nobody's agreed plan here: both sides say yes anew."""
    account = session.exec(select(Account.id).where(Account.staff_id == by)).one()
    hand = Hand(account, Side.PROFESSIONAL, helped_by=parcel.came_from)
    number = new_revision(session, plan=plan, by=hand)
    # Things of one revision stand in the order of their ids.
    ids = dict(zip((thing.name for thing in parcel.things), sorted(uuid4() for _thing in parcel.things), strict=True))
    items: dict[UUID, Item] = {}
    for thing in sorted(parcel.things, key=lambda one: bool(one.within)):
        made = Item(id=ids[thing.name], plan_id=plan.id, kind=thing.kind, goal_id=ids.get(thing.within), made_in=number)
        made.done_at, made.did_not_happen_at = thing.done_at, thing.did_not_happen_at
        items[made.id] = made
        session.add(made)
        session.flush()
    notes = [ProgressNote(plan_id=plan.id, goal_id=ids[one.goal], how=Progress(one.how), words=one.words or None, at=one.at) for one in parcel.notes]
    session.add_all(notes)
    put_words(session, plan=plan, about=plan.id, item=None, words=parcel.own, number=number)
    for thing in parcel.things:
        put_words(session, plan=plan, about=ids[thing.name], item=items[ids[thing.name]], words=thing.words, number=number)
    session.flush()
    return number


def put_words(session: Session, *, plan: Plan, about: UUID, item: Item | None, words: Mapping[str, str], number: int) -> None:
    for name, said in words.items():
        session.add(Words(plan_id=plan.id, about_id=about, field=name, words=said, made_in=number))
        keep_day(session, plan=plan, item=item, name=name, text=said)
