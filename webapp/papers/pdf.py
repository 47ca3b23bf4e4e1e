"""A page that leaves as a PDF: tagged, with its language and title. Made after the request's transaction has ended, one at a time."""

import base64
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

from babel import Locale
from flask import Response, render_template

from webapp.base.i18n import speak
from webapp.base.logs import log
from webapp.papers.codes import shown
from webapp.papers.layout import Part
from webapp.papers.letters import Letter
from webapp.practices.models import Practice
from webapp.preparation.queries import Talk
from webapp.web.pages import STATIC, Page
from webapp.web.pictures import picture

MADE_ONE_AT_A_TIME = Lock()
STYLES = STATIC / "css" / "sheets.css"
COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LETTERED = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Paper:
    """One person's print. Without `parts` it is the letter alone; `code` is kept, not shown."""

    name: str
    practice: Practice
    language: str
    points: int
    made_at: datetime
    talk: Talk | None
    code: str = ""
    parts: Sequence[Part] = ()
    letter: Letter | None = None
    is_open: bool = True

    @property
    def sign(self) -> str:
        return shown(self.code) if self.code else ""

    @property
    def tag(self) -> str:
        return "en-GB" if self.language == "en" else self.language

    @property
    def direction(self) -> str:
        return Locale.parse(self.language).text_direction

    @property
    def pictures(self) -> set[str]:
        return {asked.picture for part in self.parts for asked in part.asked if asked.picture}


class PdfPage(Page):
    """What a view returns for a PDF. `papers` are the prints in it, each in its own language."""

    def reply(self) -> Response:
        papers: Sequence[Paper] = self.context["papers"]
        try:
            made = Response(pdf_of(papers), mimetype="application/pdf")
        except (ImportError, OSError) as missing:
            # No Pango on this machine. The same print as a page: nobody goes without paper.
            log.error("no_pdf_maker", kind=type(missing).__name__)
            return Response(as_page(papers))
        made.headers["Content-Disposition"] = f'inline; filename="{self.context["name"]}.pdf"'
        return made


def pdf_page(papers: Sequence[Paper], name: str) -> PdfPage:
    return PdfPage(template="papers/pdf.html", context={"papers": papers, "name": name})


def as_page(papers: Sequence[Paper], *, for_browser: bool = True) -> str:
    """All of them one after the other, each in its own language. Needs an app context, for the words."""
    speak(papers[0].language)
    return render_template("papers/pdf.html", papers=papers, speak=speak, direction_of=direction_of, for_browser=for_browser)


def pdf_of(papers: Sequence[Paper]) -> bytes:
    """The same as a PDF/UA-1 file."""
    return printed(as_page(papers, for_browser=False), {name for paper in papers for name in paper.pictures})


def printed(html: str, pictures: Collection[str], sheet: Path = STYLES) -> bytes:
    """HTML as a PDF/UA-1 file. `pictures` are named by its classes, `pic-<name>`; `sheet` is the stylesheet."""
    # Pango and the fonts take a second to load: only a process that prints waits for them.
    from weasyprint import CSS, HTML  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with MADE_ONE_AT_A_TIME:
        styles = CSS(string=sheet.read_text("utf-8") + drawings(frozenset(pictures)), url_fetcher=nothing_from_outside(URLFetcher))
        made = HTML(string=html, url_fetcher=nothing_from_outside(URLFetcher))
        return made.write_pdf(stylesheets=[styles], pdf_variant="pdf/ua-1")


def nothing_from_outside(fetcher):
    return fetcher(allowed_protocols={"data"})


def drawings(names: Collection[str]) -> str:
    """Behind the words, so that nobody's reader stops at them: the label beside each says it all."""
    return "".join(f'.pic-{name}{{background-image:url("{drawn(name)}")}}' for name in sorted(names))


@cache
def drawn(name: str) -> str:
    """A picture in greys, as a data address: it looks the same from every printer."""
    text = (STATIC / picture(name)).read_text("utf-8")
    return "data:image/svg+xml;base64," + base64.b64encode(COLOUR.sub(grey, text).encode()).decode()


def grey(found: re.Match[str]) -> str:
    """As bright as the colour was (ITU-R BT.601)."""
    sign = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    red, green, blue = (int(sign[place : place + 2], 16) for place in (0, 2, 4))
    return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


def direction_of(words: str) -> str:
    """Which way somebody's own words run: that of their first letter."""
    first = LETTERED.search(words)
    return "rtl" if first and RIGHT_TO_LEFT.match(first[0]) else "ltr"
