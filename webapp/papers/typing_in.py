"""A paper that came back, typed in: each answer is its own small save, by the same changes that the person's own screens use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now
from webapp.content.prompt import Instrument
from webapp.papers.codes import About, Key, Line
from webapp.papers.models import Print, Typed
from webapp.papers.queries import standing_typed
from webapp.papers.rules import TICKED
from webapp.pathway.models import Cycle
from webapp.practices.models import Practice
from webapp.preparation.changes import ask_for_help, ask_for_more_time, choose_on_paper, hand_in, note_support, put_first, say_who_fills, write_on_paper
from webapp.preparation.models import AgendaItem, Filler, Helping, Pack
from webapp.preparation.queries import standing_items
from webapp.preparation.rules import MOST_FIRST
from webapp.questionnaires.changes import finish, save_answer
from webapp.questionnaires.changes import keep_answer as save_plain_answer
from webapp.questionnaires.queries import response_of
from webapp.questionnaires.rules import channel_on_paper, is_read

ASKS = {"help": ask_for_help, "time": ask_for_more_time}


@dataclass(frozen=True)
class Desk:
    """One print on somebody's desk: whose year it is for, and who types. `by` is the account, `staff_id` the same person's row."""

    printed: Print
    key: Key
    cycle: Cycle
    pack: Pack
    practice: Practice
    by: UUID
    staff_id: UUID
    wall: datetime
    instruments: Sequence[Instrument] = ()


def type_in(session: Session, *, desk: Desk, line: Line, said: str) -> None:
    """Keep one answer as the paper has it. Whoever must act on it is called by the same change as from the screen."""
    row_id = SAVED[line.about](session, desk, line, said)
    note_typed(session, desk=desk, code=line.code, said=said, row_id=row_id)


def note_typed(session: Session, *, desk: Desk, code: str, said: str, row_id: UUID | None = None) -> None:
    before = typed_before(session, desk, code)
    if before is not None:
        before.replaced_at = pathway_now()
        session.add(before)
    session.add(Typed(print_id=desk.printed.id, code=code, said=said, typed_by_id=desk.staff_id, row_id=row_id))  # type: ignore[call-arg]
    session.flush()


def typed_before(session: Session, desk: Desk, code: str) -> Typed | None:
    return next((typed for typed in standing_typed(session, desk.printed.id) if typed.code == code), None)


Kept = UUID | None


def keep_filler(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    say_who_fills(session, pack=desk.pack, filler=Filler(said))
    return None


def keep_support(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    if not said:
        return None
    return note_support(session, pack=desk.pack, kind=Helping.NAMED, name=said, by=desk.by).id


def keep_prompt(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    choose_on_paper(session, pack=desk.pack, prompt=line.key, ticked=said == TICKED, by=desk.by)
    return None


def keep_words(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    before = typed_before(session, desk, line.code)
    return write_on_paper(session, pack=desk.pack, box=line.key, words=said, before=before.row_id if before else None, by=desk.by)


def keep_wish(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    if said == TICKED:
        ASKS[line.key](session, cycle=desk.cycle, practice=desk.practice)
    return None


def keep_answer(session: Session, desk: Desk, line: Line, said: str) -> Kept:
    """An answer of a questionnaire that somebody reads is judged by the same rules as one given on the screen."""
    name, _slash, question = line.key.partition("/")
    instrument = next(one for one in desk.instruments if one.id == name)
    told = {"cycle": desk.cycle, "instrument": instrument, "question": question, "words": said}
    told |= {"channel": channel_on_paper(desk.pack.filler), "by": desk.by}
    if is_read(instrument):
        save_answer(session, **told, practice=desk.practice, wall=desk.wall)
    else:
        save_plain_answer(session, **told)
    return None


SAVED = {
    About.FILLER: keep_filler,
    About.WITH: keep_support,
    About.PROMPT: keep_prompt,
    About.BOX: keep_words,
    About.ASK: keep_wish,
    About.QUESTION: keep_answer,
}


def first_items(session: Session, desk: Desk) -> list[AgendaItem]:
    return sorted((item for item in standing_items(session, desk.pack.id) if item.rank), key=lambda item: item.rank or 0)


def put_among_first(session: Session, *, desk: Desk, line: Line, wanted: bool) -> bool:
    """A ticked line comes first too, or no longer. False when three stand there already: none of them is pushed out."""
    ranked = [item for item in first_items(session, desk) if item.prompt != line.key]
    if wanted and len(ranked) >= MOST_FIRST:
        return False
    if wanted:
        choose_on_paper(session, pack=desk.pack, prompt=line.key, ticked=True, by=desk.by)
        ranked.append(next(item for item in standing_items(session, desk.pack.id) if item.prompt == line.key))
    put_first(session, pack=desk.pack, first=[item.id for item in ranked])
    note_typed(session, desk=desk, code=f"first:{line.code}", said=TICKED if wanted else "")
    return True


def is_gone_since(session: Session, desk: Desk, line: Line) -> bool:
    """It was chosen when the paper was printed, and the person took it away on the screen since."""
    stands = any(item.prompt == line.key for item in standing_items(session, desk.pack.id))
    return line.about is About.PROMPT and line.key in desk.key.ticked and not stands


def hand_in_paper(session: Session, *, desk: Desk) -> None:
    """All of it is typed in: the same as when the person presses Send."""
    for instrument in desk.instruments:
        if response_of(session, desk.cycle.id, instrument.id) is not None:
            finish(session, cycle=desk.cycle, instrument=instrument)
    hand_in(session, pack=desk.pack, cycle=desk.cycle, by=desk.by)
