"""One print put together: what whoever asks may see of it, its codes written down, ready for the PDF maker."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from webapp.base.clock import pathway_now, wall
from webapp.base.i18n import LANGUAGES
from webapp.content.catalogue import instrument, instrument_ids
from webapp.content.prompt import Instrument
from webapp.instruments.queries import asked_now, loaded_by
from webapp.packs.sheets import Sheet, letterbox_sheet, sheet_of
from webapp.papers.changes import record_print
from webapp.papers.codes import About, Key
from webapp.papers.layout import for_clinicians, key_of, parts_of
from webapp.papers.letters import Letter
from webapp.papers.pdf import Paper
from webapp.papers.rules import size_for
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.people.queries import needs_of
from webapp.practices.models import Practice
from webapp.preparation.queries import talk_of


def instruments_on(session: Session, practice: Practice, key: Key) -> Sequence[Instrument]:
    """Those that stand on a print, whatever the practice asks by now."""
    names = dict.fromkeys(line.key.partition("/")[0] for line in key.lines if line.about is About.QUESTION)
    loaded = loaded_by(session, practice.id)
    return [loaded[name].instrument if name in loaded else instrument(name) for name in names if name in loaded or name in instrument_ids()]


def language_of(person: Person) -> str:
    return person.language if person.language in LANGUAGES else "en"


def usual_size(session: Session, person: Person) -> int:
    return size_for([(need.code, need.words) for need in needs_of(session, person.id)])


def own_sheet(session: Session, person: Person, practice: Practice) -> Sheet:
    return sheet_of(session, person_id=person.id, practice=practice, wall=wall())


def plain_sheet(session: Session, person: Person) -> Sheet:
    """General prompts and empty boxes, for whoever at the desk may see neither results nor answers."""
    sheet = letterbox_sheet()
    sheet.talk = talk_of(session, person.id)
    return sheet


def paper_of(
    session: Session,
    *,
    person: Person,
    practice: Practice,
    sheet: Sheet,
    points: int,
    language: str,
    by: UUID | None,
    letter: Letter | None = None,
    clinical: bool = True,
) -> Paper:
    """The print, written down with its codes. `clinical`: whoever prints may see prompts for clinicians only."""
    cycle = open_cycle(session, person.id)
    said = {"name": person.name, "practice": practice, "language": language, "points": points, "talk": sheet.talk, "letter": letter}
    if cycle is None or not sheet.open:
        return Paper(**said, made_at=pathway_now())
    parts = parts_of(sheet, asked_now(session, practice, wall()), hidden=() if clinical else for_clinicians(sheet))
    made = record_print(session, cycle=cycle, key=key_of(parts, sheet), points=points, language=language, by=by)
    return Paper(**said, made_at=made.made_at, code=made.code, parts=parts)


def letter_alone(person: Person, practice: Practice, sheet: Sheet, points: int, language: str, letter: Letter) -> Paper:
    return Paper(person.name, practice, language, points, pathway_now(), sheet.talk, letter=letter)
