"""A request is kept and put on the list, somebody is found to be the person, and it is answered. Each writes its task in the same transaction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from webapp.asks.models import Asker, Outcome, TalkAsk, Told
from webapp.asks.rules import answer_by
from webapp.base.clock import in_london, london, pathway_now, wall
from webapp.content.urgent_words import sounds_urgent
from webapp.pathway.opting_out import opt_in
from webapp.people.models import Person
from webapp.people.queries import opted_out
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.recall.changes import ask_people
from webapp.tasks.changes import close_task, open_task
from webapp.tasks.models import TaskKind, Urgency
from webapp.tasks.queries import open_task as task_open

LABEL = "They asked for a talk"


@dataclass(frozen=True)
class Asked:
    """What was typed. `note` and `asker_name` may be empty."""

    asker: Asker
    name: str
    born: date
    reach: str
    asker_name: str = ""
    note: str = ""


class AnswerRefused(Exception):
    """Why this answer cannot be given, as a word the page knows: `answered`, `match`, `opted_out`, `not_now`."""


def subject_of(ask_id: UUID) -> str:
    return f"ask:{ask_id}"


def keep_ask(session: Session, *, practice: Practice, asked: Asked, by: UUID | None) -> TalkAsk:
    """`by` is the staff member who writes it down for somebody, None when it came by the public page. Nobody is looked up here."""
    made = TalkAsk(practice_id=practice.id, asker=asked.asker, recorded_by_id=by, name=asked.name, born=asked.born.isoformat(), reach=asked.reach)  # type: ignore[call-arg]
    made.asker_name, made.note = asked.asker_name or None, asked.note or None
    session.add(made)
    session.flush()
    due_at = london(answer_by(practice, in_london(wall()).date()), practice.closes)
    urgency = Urgency.SOON
    if sounds_urgent(asked.note):
        # Whoever wrote it was told whom to phone; staff still look sooner.
        due_at, urgency = london(read_by(practice, wall()), practice.closes), Urgency.SAME_DAY
    open_task(session, practice_id=practice.id, kind=TaskKind.TALK_ASKED, subject=subject_of(made.id), urgency=urgency, due_at=due_at)
    return made


def match(session: Session, *, ask: TalkAsk, person: Person | None, by: UUID) -> None:
    """Who it is, found by a member of staff; None: it was not that person."""
    ask.person_id, ask.matched_at, ask.matched_by_id = (person.id, pathway_now(), by) if person else (None, None, None)
    session.add(ask)
    session.flush()


@dataclass(frozen=True)
class Answer:
    """`words` are what they are told; `may_ask_again`: they said that they may be asked, though they had said no before."""

    outcome: Outcome
    told: Told
    words: str
    may_ask_again: bool = False


def answer(session: Session, *, ask: TalkAsk, practice: Practice, said: Answer, staff: UUID, by: UUID, base_url: str) -> None:
    """`ask` is held. `staff` is a staff member, `by` their account. A yes invites them by the one way everybody is invited. Raises AnswerRefused."""
    if ask.answered_at is not None:
        raise AnswerRefused("answered")
    person = session.get(Person, ask.person_id) if ask.person_id else None
    if person is None and said.outcome is not Outcome.NO:
        raise AnswerRefused("match")
    if said.outcome is Outcome.INVITED and person:
        invite(session, person=person, practice=practice, said=said, staff=staff, by=by, base_url=base_url)
    ask.outcome, ask.told, ask.answer, ask.answered_at, ask.answered_by_id = said.outcome, said.told, said.words, pathway_now(), staff
    session.add(ask)
    waiting = task_open(session, practice.id, TaskKind.TALK_ASKED, subject_of(ask.id))
    if waiting:
        close_task(session, waiting, by=staff, outcome=said.outcome.value)
    session.flush()


def invite(session: Session, *, person: Person, practice: Practice, said: Answer, staff: UUID, by: UUID, base_url: str) -> None:
    """An earlier no to being asked ends only by their own word."""
    if opted_out(session, [person.id]):
        if not said.may_ask_again:
            raise AnswerRefused("opted_out")
        opt_in(session, person=person, by=by, staff=staff)
    if person.id in ask_people(session, people=[person], practice=practice, label=LABEL, by=by, base_url=base_url).skipped:
        raise AnswerRefused("not_now")
