"""Replies that leave as a file. Made after the request's transaction has ended: neither the PDF maker nor the sums of a lock hold anybody up."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

from flask import Response, render_template

from webapp.base.i18n import _, speak
from webapp.base.logs import log
from webapp.chapters.choosing import DECISION, OPTION
from webapp.export.sealed_file import has_room, sealed_html
from webapp.export.shown import PlanShown, in_colour
from webapp.papers.pdf import direction_of, printed
from webapp.plans.words import ANSWER, PROGRESS
from webapp.talks.records import in_groups
from webapp.web.pages import STATIC, Page

SHEETS = STATIC / "css" / "plan-sheets.css"
MARK = "|"
UNTOLD, AUTO = re.compile(r"<bdi>([^<]*)</bdi>"), re.compile(r'dir="auto">([^<]*)')
NUMBER = re.compile(r'<bdi dir="ltr">([0-9 +]+)</bdi>')
# On a shared stick it must not tell whose it is, nor what.
SEALED_NAME = "my-locked-file.html"


def words_of_a_plan(shown: PlanShown) -> dict[str, Any]:
    """What the templates of a plan ask for beside the plan itself."""
    lines = {"decision_lines": DECISION.lines, "option_lines": OPTION.lines}
    return lines | {"plan": shown, "practice": shown.practice, "direction_of": direction_of, "in_groups": in_groups, "answered_as": ANSWER, "going": PROGRESS}


class PdfFile(Page):
    """`made` gives the HTML, told whether a browser is to show it; `pictures` are those it draws, `name` is the file's."""

    def reply(self) -> Response:
        speak(self.context["language"])
        try:
            html = with_directions(render_template(self.template, for_browser=False, **self.context))
            made = Response(printed(html, self.context["pictures"], SHEETS), mimetype="application/pdf")
        except (ImportError, OSError) as missing:
            # No Pango on this machine. The same as a page: nobody goes without paper.
            log.error("no_pdf_maker", kind=type(missing).__name__)
            return Response(render_template(self.template, for_browser=True, **self.context))
        made.headers["Content-Disposition"] = f'inline; filename="{self.context["name"]}.pdf"'
        return made


def with_directions(html: str) -> str:
    """A PDF maker does not look at words to see which way they run: it is told."""
    html = UNTOLD.sub(lambda found: found[0] if is_mixed(unescape(found[1])) else f'<bdi dir="{direction_of(unescape(found[1]))}">{found[1]}</bdi>', html)
    html = NUMBER.sub(r'<bdi dir="ltr" class="unbroken">\1</bdi>', html)
    return AUTO.sub(lambda found: f'dir="{direction_of(unescape(found[1]))}">{found[1]}', html)


def is_mixed(words: str) -> bool:
    """Letters of both kinds: such words run as the page does."""
    return len({direction_of(letter) for letter in words if letter.isalpha()}) > 1


def plan_pdf(shown: PlanShown, *, language: str, points: int, short: bool) -> PdfFile:
    """The full plan, or the plan on a page (`short`), with letters of so many points."""
    about = {"language": language, "points": points, "short": short, "page_words": page_words(), "pictures": shown.pictures, "name": "my-plan"}
    return PdfFile("export/plan_pdf.html", context=about | words_of_a_plan(shown))


def page_words() -> list[str]:
    """What stands before, between and after the two numbers of a sheet: `Page 1 of 3`."""
    return _("Page %(now)s of %(all)s", now=MARK, all=MARK).split(MARK)


class SealedFile(Page):
    """The password lives as long as this reply is made."""

    def reply(self) -> Response:
        speak(self.context["language"])
        made = Response(sealed_html(self.context["bundle"], self.inside(), self.context["password"], language=self.context["language"]), mimetype="text/html")
        made.headers["Content-Disposition"] = f'attachment; filename="{SEALED_NAME}"'
        return made

    def inside(self) -> str:
        """With the photos, where there is room: a file too large would open nowhere, and the words matter more."""
        shown: PlanShown = self.context["plan"]
        whole = self.drawn(shown)
        return whole if has_room(self.context["bundle"], whole) else self.drawn(replace(shown, album=shown.album.without_photos))

    def drawn(self, shown: PlanShown) -> str:
        return render_template(self.template, draws=in_colour, **words_of_a_plan(shown))


def sealed_reply(shown: PlanShown, *, bundle: dict[str, Any], password: str, language: str) -> SealedFile:
    return SealedFile("export/plan_inside.html", context={"plan": shown, "bundle": bundle, "password": password, "language": language})
