"""Writing packs. What a person wrote is never written over: the row before is kept, with the time it was replaced."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from webapp.base.clock import london, pathway_now, wall
from webapp.base.lineage import by_this_form, stands_on_own
from webapp.pathway.changes import move
from webapp.pathway.models import Cycle, Stage
from webapp.pathway.queries import conversation_of
from webapp.pathway.rules import may_move
from webapp.practices.models import Practice
from webapp.practices.working_days import read_by
from webapp.preparation.boxes import in_the_box, supports_in
from webapp.preparation.models import AgendaItem, Filler, Helping, Note, Pack, Support
from webapp.preparation.queries import HELPED, LETTERBOX, OWN, PAPER, standing_items, standing_notes
from webapp.preparation.rules import SOMETHING_ELSE, Outcome, Posted, Words, settle
from webapp.tasks.changes import open_task
from webapp.tasks.models import TaskKind, Urgency


def open_pack(session: Session, *, cycle: Cycle) -> Pack:
    """The cycle's one pack, made now if there is none, and held until this transaction ends: two phones save one after the other."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = Pack(person_id=cycle.person_id, practice_id=cycle.practice_id, cycle_id=cycle.id)
    session.execute(dialect.insert(Pack).values(made.model_dump()).on_conflict_do_nothing(index_elements=["cycle_id"]))
    return session.exec(select(Pack).where(Pack.cycle_id == cycle.id).with_for_update()).one()


def save_answers(session: Session, *, pack: Pack, posted: Posted, by: UUID) -> dict[str, str]:
    """Keep everything the form changed. `by` is the account. Returns box -> the words kept meanwhile, for boxes two people wrote in."""
    if posted.filler:
        say_who_fills(session, pack=pack, filler=posted.filler)
    if posted.helper:
        note_support(session, pack=pack, kind=Helping.NAMED, name=posted.helper, by=by)
    notes = standing_notes(session, pack.id)
    items = standing_items(session, pack.id)
    clashes: dict[str, str] = {}
    for box, words in posted.boxes.items():
        if box == SOMETHING_ELSE:
            other = save_something_else(session, pack=pack, items=items, posted=posted, by=by)
        else:
            other = save_note(session, pack=pack, box=box, standing=in_the_box([note for note in notes if note.box == box]), words=words, by=by)
        clashes |= {} if other is None else {box: other}
    choose(session, pack=pack, items=items, posted=posted, by=by)
    if any(isinstance(row, Note | AgendaItem) for row in (*session.new, *session.dirty)):
        unread(session, pack=pack)
    session.flush()
    return clashes


def wait_with_results(session: Session, *, pack: Pack, wait: bool, by: UUID) -> None:
    """The person wants to see their results at the talk and not before; or now after all. `by` is an account id."""
    if wait != bool(pack.results_wait_since):
        pack.results_wait_since, pack.results_wait_by_id = pathway_now() if wait else None, by
        session.add(pack)
        session.flush()


def unread(session: Session, *, pack: Pack) -> None:
    """Words that came after the reading have been read by nobody."""
    pack.read_at = pack.read_by_id = None
    session.add(pack)


def say_who_fills(session: Session, *, pack: Pack, filler: Filler) -> None:
    pack.filler = filler
    session.add(pack)


def note_support(session: Session, *, pack: Pack, kind: Helping, name: str, by: UUID) -> Support:
    """Somebody helped. Each is named once, by whichever account they helped."""
    standing = next((one for one in supports_in(session, pack.id) if (one.kind, one.name) == (kind, name)), None)
    if standing is None:
        standing = Support(pack_id=pack.id, kind=kind, name=name, account_id=by)
        session.add(standing)
        session.flush()
    return standing


def save_note(session: Session, *, pack: Pack, box: str, standing: Note | None, words: Words, by: UUID) -> str | None:
    """Returns the standing words when both sides changed; nothing is written then."""
    kept = standing.words if standing else ""
    outcome = settle(base=base_words(session, Note, pack.id, words.seen, standing, kept), standing=kept, posted=words.text)
    if outcome is Outcome.SAVE:
        if standing:
            standing.replaced_at = pathway_now()
            session.add(standing)
        if words.text:
            session.add(Note(pack_id=pack.id, box=box, words=words.text, saved_by_id=by))
    return kept if outcome is Outcome.CLASH else None


def save_something_else(session: Session, *, pack: Pack, items: Sequence[AgendaItem], posted: Posted, by: UUID) -> str | None:
    """The own words beside the prompts. Returns the standing words when both sides changed."""
    standing = in_the_box([item for item in items if item.prompt == SOMETHING_ELSE])
    words = posted.boxes[SOMETHING_ELSE]
    kept = (standing.words if standing else "") or ""
    outcome = settle(base=base_words(session, AgendaItem, pack.id, words.seen, standing, kept), standing=kept, posted=words.text)
    if outcome is Outcome.SAVE:
        if standing:
            withdraw(session, item=standing)
        if words.text or SOMETHING_ELSE in posted.chosen:
            rank = standing.rank if standing else None
            session.add(AgendaItem(pack_id=pack.id, prompt=SOMETHING_ELSE, words=words.text or None, rank=rank, chosen_by_id=by))
    return kept if outcome is Outcome.CLASH else None


def base_words(session: Session, table: type[Note] | type[AgendaItem], pack_id: UUID, seen: UUID | None, standing, kept: str) -> str:
    """What the form was showing: the standing words, or an older row's; what this same form wrote since, it has shown too."""
    if stands_on_own(session, standing and standing.id, seen):
        return kept
    if seen is None or (standing and standing.id == seen):
        return kept if seen else ""
    older = session.exec(select(table).where(table.id == seen, table.pack_id == pack_id)).first()
    return (older.words or "") if older else ""  # type: ignore[attr-defined]


def choose(session: Session, *, pack: Pack, items: Sequence[AgendaItem], posted: Posted, by: UUID, channel: str = OWN) -> None:
    """Only what was ticked or unticked on this form changes; what another phone chose stays."""
    written = {SOMETHING_ELSE} if SOMETHING_ELSE in posted.boxes and posted.boxes[SOMETHING_ELSE].text else set()
    were = prompts_shown(session, pack=pack, items=items, were=posted.were)
    for prompt in sorted(posted.chosen - were - {item.prompt for item in items} - written):
        session.add(AgendaItem(pack_id=pack.id, prompt=prompt, chosen_by_id=by, channel=channel))
    for item in items:
        if item.prompt in were - posted.chosen - written:
            withdraw(session, item=item)


def prompts_shown(session: Session, *, pack: Pack, items: Sequence[AgendaItem], were: frozenset[str]) -> frozenset[str | None]:
    """The prompts that were ticked on the form: when it was opened, and by its own earlier saves since."""
    mine = by_this_form(session)
    if not mine:
        return were
    gone = select(AgendaItem.prompt).where(AgendaItem.pack_id == pack.id, col(AgendaItem.id).in_(mine), col(AgendaItem.withdrawn_at).is_not(None))
    return (were - set(session.exec(gone))) | {item.prompt for item in items if item.id in mine}


def withdraw(session: Session, *, item: AgendaItem) -> None:
    item.withdrawn_at = item.withdrawn_at or pathway_now()
    session.add(item)


def add_from_letterbox(session: Session, *, pack: Pack, posted: Posted, by: UUID, channel: str = LETTERBOX) -> None:
    """Beside whatever is there: nothing is replaced, and nothing is told about what was there. The same words twice are kept once."""
    notes = {(note.box, note.words) for note in standing_notes(session, pack.id)}
    items = {(item.prompt, item.words) for item in standing_items(session, pack.id)}
    prompts = {prompt for prompt, _words in items}
    for box, words in posted.boxes.items():
        if box == SOMETHING_ELSE and words.text and (box, words.text) not in items:
            session.add(AgendaItem(pack_id=pack.id, prompt=box, words=words.text, chosen_by_id=by, channel=channel))
            prompts.add(box)
        elif box != SOMETHING_ELSE and words.text and (box, words.text) not in notes:
            session.add(Note(pack_id=pack.id, box=box, words=words.text, saved_by_id=by, channel=channel))
    for prompt in sorted(posted.chosen - prompts):
        session.add(AgendaItem(pack_id=pack.id, prompt=prompt, chosen_by_id=by, channel=channel))
    if posted.helper:
        note_support(session, pack=pack, kind=Helping.NAMED, name=posted.helper, by=by)
    session.flush()


def add_with_help(session: Session, *, pack: Pack, posted: Posted, kind: Helping, name: str, by: UUID) -> None:
    """A carer or staff wrote it down with the person, who reads it with that name. Nothing that was there is replaced or shown."""
    say_who_fills(session, pack=pack, filler=Filler.WITH_ME)
    note_support(session, pack=pack, kind=kind, name=name, by=by)
    add_from_letterbox(session, pack=pack, posted=posted, by=by, channel=HELPED)
    unread(session, pack=pack)


def choose_on_paper(session: Session, *, pack: Pack, prompt: str, ticked: bool, by: UUID) -> None:
    """One box ticked on paper, or crossed out."""
    posted = Posted(chosen=frozenset({prompt} if ticked else ()), were=frozenset(() if ticked else {prompt}))
    choose(session, pack=pack, items=standing_items(session, pack.id), posted=posted, by=by, channel=PAPER)
    unread(session, pack=pack)
    session.flush()


def write_on_paper(session: Session, *, pack: Pack, box: str, words: str, before: UUID | None, by: UUID) -> UUID | None:
    """Words from paper, beside whatever stands there: nothing the person typed is replaced. The same words twice are kept once.

    `before` is the row which the same line of the same paper made earlier: that one is replaced. Returns the row's id, None when there is nothing.
    """
    is_item, notes, items = box == SOMETHING_ELSE, standing_notes(session, pack.id), standing_items(session, pack.id)
    rows: Sequence[Note | AgendaItem] = [item for item in items if item.prompt == box] if is_item else [note for note in notes if note.box == box]
    same = next((row for row in rows if row.words == words), None)
    if same is not None or not (words or before):
        return same.id if same else None
    for row in rows:
        if row.id == before:
            end(session, row)
    made = (
        AgendaItem(pack_id=pack.id, prompt=box, words=words, chosen_by_id=by, channel=PAPER)
        if is_item
        else Note(pack_id=pack.id, box=box, words=words, saved_by_id=by, channel=PAPER)
    )
    if words:
        session.add(made)
    unread(session, pack=pack)
    session.flush()
    return made.id if words else None


def end(session: Session, row: Note | AgendaItem) -> None:
    if isinstance(row, AgendaItem):
        withdraw(session, item=row)
    else:
        row.replaced_at = pathway_now()
        session.add(row)


def put_first(session: Session, *, pack: Pack, first: Sequence[UUID]) -> None:
    """Up to three things to talk about first, in this order; any other loses its place."""
    for item in standing_items(session, pack.id):
        item.rank = first.index(item.id) + 1 if item.id in first else None
        session.add(item)
    session.flush()


def hand_in(session: Session, *, pack: Pack, cycle: Cycle, by: UUID) -> None:
    """Send pressed, the first time or again. With no talk booked no sheet will show it, so a task asks somebody to read it."""
    pack.handed_in_at = pathway_now()
    unread(session, pack=pack)
    if conversation_of(session, cycle.id) is None:
        practice = session.get_one(Practice, cycle.practice_id)
        ask_staff(session, cycle=cycle, practice=practice, kind=TaskKind.READ_ANSWERS, subject="words")
    if cycle.stage is not Stage.PREPARED and may_move(cycle.stage, Stage.PREPARED):
        move(session, cycle=cycle, to=Stage.PREPARED, by=by, why="the person pressed Send")


def ask_for_help(session: Session, *, cycle: Cycle, practice: Practice) -> None:
    """The person pressed "I want help with this": somebody phones them by the day they were shown."""
    ask_staff(session, cycle=cycle, practice=practice, kind=TaskKind.HELP_WANTED, subject="help")


def ask_for_more_time(session: Session, *, cycle: Cycle, practice: Practice) -> None:
    """The person wants a later talk."""
    ask_staff(session, cycle=cycle, practice=practice, kind=TaskKind.MORE_TIME, subject="time")


def ask_to_move_visit(session: Session, *, cycle: Cycle, practice: Practice) -> None:
    """The person cannot come to the information visit on that day."""
    ask_staff(session, cycle=cycle, practice=practice, kind=TaskKind.MOVE_VISIT, subject="visit")


def ask_staff(session: Session, *, cycle: Cycle, practice: Practice, kind: TaskKind, subject: str) -> None:
    due_at = london(read_by(practice, wall()), practice.closes)
    open_task(session, practice_id=practice.id, kind=kind, subject=f"{subject}:{cycle.id}", person_id=cycle.person_id, urgency=Urgency.NEXT_DAY, due_at=due_at)


def mark_opened(session: Session, *, pack_id: UUID, at: datetime) -> None:
    session.execute(sa.update(Pack).where(col(Pack.id) == pack_id, col(Pack.opened_at).is_(None)).values(opened_at=at))


def mark_read(session: Session, *, pack: Pack, by: UUID) -> None:
    """`by` is the staff member. The first to read it is kept until the person sends more."""
    if pack.read_at is None:
        pack.read_at, pack.read_by_id = pathway_now(), by
        session.add(pack)
        session.flush()
