"""Sending one pack: the message with its link and the move of stage in one transaction, or a task to print it. Never silence."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.accounts.links import make_link, stop_links
from webapp.accounts.models import LinkKind
from webapp.base.clock import in_london, london, pathway_now
from webapp.messages.models import MessageKind
from webapp.outbox.reaching import queue_by_best_way
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.rules import link_dies_on
from webapp.people.models import Person, Way
from webapp.people.queries import needs_of, stops_of
from webapp.people.ways import BY_PHONE, ON_PAPER, READS_ENGLISH, WRITTEN, ways_to_reach
from webapp.practices.models import Practice
from webapp.practices.working_days import next_sending_time, next_working_day
from webapp.preparation.changes import open_pack
from webapp.preparation.models import Pack
from webapp.preparation.queries import Due
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency

TEMPLATE = "preparation/pack_ready"
# Its link opens on a screen; on paper the whole pack goes, and somebody prints it.
ON_SCREEN = (Way.SMS, Way.EMAIL)


def send_pack(session: Session, *, due: Due, base_url: str, wall: datetime, by: UUID | None = None) -> Pack:
    """Once for a cycle, however often it is asked. `by` is an account id, None for the timetable. The stage must be triaged."""
    pack = open_pack(session, cycle=due.cycle)
    if pack.sent_at is not None:
        return pack
    why = why_on_paper(session, due.person) or send_link(session, pack=pack, due=due, base_url=base_url, wall=wall, by=by)
    if why:
        ask_to_print(session, cycle=due.cycle, practice=due.practice, why=why, wall=wall)
    pack.sent_at = pathway_now()
    session.add(pack)
    move(session, cycle=due.cycle, to=Stage.PACK_SENT, by=by, why="the pack goes on paper" if why else "the pack went as a link")
    return pack


def why_on_paper(session: Session, person: Person) -> str | None:
    """Why neither text nor e-mail goes to this person, in words for the desk; None when one may."""
    if any(reach.way in ON_SCREEN for reach in ways_to_reach(session, person)):
        return None
    needs = next((need.words for need in needs_of(session, person.id) if need.code in ON_PAPER | BY_PHONE), None)
    if needs:
        return needs
    if stops_of(session, person.id):
        return "asked us not to text"
    return "no mobile number" if person.language in WRITTEN | READS_ENGLISH else "needs words in another language"


def send_link(session: Session, *, pack: Pack, due: Due, base_url: str, wall: datetime, by: UUID | None) -> str | None:
    """Queue the message with a fresh link; links sent before stop. Returns why not, when the words do not fit."""
    talk, person, practice = due.talk, due.person, due.practice
    stop_links(session, person=person, why="a newer one was sent", kind=LinkKind.TEXT)
    secret = make_link(session, person=person, practice=practice, kind=LinkKind.TEXT, dies_on=link_dies_on(in_london(talk.starts_at).date()))
    message = queue_by_best_way(
        session,
        person=person,
        practice=practice,
        ways=ON_SCREEN,
        kind=MessageKind.PACK_READY,
        template=TEMPLATE,
        words={"day": talk.starts_at, "link": f"{base_url.rstrip('/')}/i/{secret}"},
        due_at=next_sending_time(practice, wall, worrying=True),
        useless_after=talk.starts_at,
        by=by,
    )
    if message is None:
        return "the words do not fit a text"
    pack.message_id = message.id
    return None


def ask_to_print(session: Session, *, cycle: Cycle, practice: Practice, why: str, wall: datetime) -> None:
    due_at = london(next_working_day(practice, in_london(wall).date()), practice.closes)
    subject = f"print:{cycle.id}"
    open_task(
        session,
        practice_id=practice.id,
        kind=TaskKind.PRINT_PACK,
        subject=subject,
        person_id=cycle.person_id,
        urgency=Urgency.NEXT_DAY,
        why=why,
        due_at=due_at,
    )
