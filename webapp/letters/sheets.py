"""One letter as it is printed: the person's own words, letters and language, and the code that opens their pack."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from babel import Locale
from flask import Response, render_template
from sqlmodel import Session

from webapp.base.clock import pathway_now, today, wall
from webapp.base.i18n import speak
from webapp.base.logs import log
from webapp.letters.models import LetterRun
from webapp.messages.models import Message, MessageKind
from webapp.papers.letters import Letter as Code
from webapp.papers.letters import make_letter
from webapp.papers.pdf import printed
from webapp.papers.printing import usual_size
from webapp.pathway.models import Appointment
from webapp.pathway.queries import conversation_of, open_cycle
from webapp.people.models import Person
from webapp.practices.models import Practice
from webapp.preparation.queries import pack_of
from webapp.web.pages import STATIC, Page

STYLES = STATIC / "css" / "letter-sheets.css"
ABOUT_THE_TALK = (MessageKind.INVITATION, MessageKind.PACK_READY, MessageKind.REMINDER, MessageKind.DATE_MOVED)
ADDRESS = re.compile(r"https?://[^\s]+")


@dataclass(frozen=True)
class Sheet:
    """`points` is the size of its letters. `code` opens the pack; `square` is the picture of an address that the words name.

    `about_talk`: it is about the yearly talk, so it says how those are done here, unless the booked `talk` says it.
    """

    name: str
    address: Sequence[str]
    practice: Practice
    language: str
    points: int
    words: Sequence[str]
    made_at: datetime
    again_at: datetime | None = None
    code: Code | None = None
    square: str = ""
    about_talk: bool = False
    talk: Appointment | None = None

    @property
    def tag(self) -> str:
        return "en-GB" if self.language == "en" else self.language

    @property
    def direction(self) -> str:
        return Locale.parse(self.language).text_direction


def sheet_of(session: Session, message: Message, *, run: LetterRun, practice: Practice, base_url: str) -> Sheet:
    """A new code is made for it where a pack waits; codes of earlier letters stop."""
    person = session.get_one(Person, message.person_id)
    words = (message.body or "").splitlines()
    code = make_letter(session, person=person, practice=practice, base_url=base_url, today=today()) if has_pack(session, person) else None
    cycle = open_cycle(session, person.id)
    named = None if code else ADDRESS.search(message.body or "")
    return Sheet(
        name=person.name,
        address=[line for line in (message.to or "").splitlines() if line],
        practice=practice,
        language=message.language,
        points=usual_size(session, person),
        words=words,
        made_at=pathway_now(),
        again_at=run.again_at,
        code=code,
        square=segno.make(named[0], micro=False, error="m").svg_data_uri(scale=4, border=2) if named else "",
        about_talk=message.kind in ABOUT_THE_TALK,
        talk=conversation_of(session, cycle.id) if cycle else None,
    )


def has_pack(session: Session, person: Person) -> bool:
    """A pack was sent for a talk that is still to come."""
    cycle = open_cycle(session, person.id)
    talk, pack = (conversation_of(session, cycle.id), pack_of(session, cycle.id)) if cycle else (None, None)
    return bool(talk and pack and pack.sent_at and talk.starts_at > wall())


class LettersFile(Page):
    """What a view returns for the PDF of a run. It is made after the request's transaction has ended."""

    def reply(self) -> Response:
        sheets: Sequence[Sheet] = self.context["sheets"]
        try:
            made = Response(printed(as_page(sheets, for_browser=False), (), STYLES), mimetype="application/pdf")
        except (ImportError, OSError) as missing:
            # No Pango on this machine. The same letters as a page: nobody goes without theirs.
            log.error("no_pdf_maker", kind=type(missing).__name__)
            return Response(as_page(sheets))
        made.headers["Content-Disposition"] = 'inline; filename="letters.pdf"'
        return made


def letters_file(sheets: Sequence[Sheet]) -> LettersFile:
    return LettersFile(template="letters/pdf.html", context={"sheets": sheets})


def as_page(sheets: Sequence[Sheet], *, for_browser: bool = True) -> str:
    """One after the other, each in its own language. Needs an app context, for the words."""
    speak(sheets[0].language)
    return render_template("letters/pdf.html", sheets=sheets, speak=speak, for_browser=for_browser)
