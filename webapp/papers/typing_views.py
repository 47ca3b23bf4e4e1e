"""Typing in a paper that came back, in the paper's order and without a mouse: a line for choices, boxes for free words."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, g, redirect, request, url_for

from webapp.access.guard import allows, needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.base.clock import wall
from webapp.base.i18n import _
from webapp.papers.codes import Key, Kind, Line
from webapp.papers.doors import blueprint
from webapp.papers.models import Print
from webapp.papers.printing import instruments_on
from webapp.papers.queries import cycle_of, person_print
from webapp.papers.rules import TICKED, Entry, Reading, Stop, read_typed, stops_of
from webapp.papers.screens import Screen, screen_of
from webapp.papers.typing_in import Desk, hand_in_paper, is_gone_since, put_among_first, type_in
from webapp.people.models import Person
from webapp.preparation.changes import open_pack
from webapp.preparation.queries import pack_of
from webapp.preparation.rules import LONGEST, LONGEST_NAME, for_clinicians_only, plain_words
from webapp.tasks.models import TaskKind, Urgency
from webapp.tasks.queries import open_tasks_for
from webapp.web.pages import Page, page
from webapp.web.request import db


@dataclass(frozen=True)
class Place:
    """Where somebody is: which stop of which print. `number` counts from 1; one past the last stop is the end."""

    person: Person
    printed: Print
    screen: Screen
    stops: list[Stop]
    number: int

    @property
    def stop(self) -> Stop | None:
        return self.stops[self.number - 1] if self.number <= len(self.stops) else None

    def address(self, number: int) -> str:
        return url_for("papers.typing", person_id=self.person.id, print_id=self.printed.id, number=number)

    def number_of(self, line: Line) -> int:
        return next(number for number, stop in enumerate(self.stops, 1) if line in stop.lines)


def place_of(person: Person, print_id: UUID, number: int) -> Place:
    """Answers about mood, and prompts for clinicians only, are there for whoever may read them."""
    printed = person_print(db, person.id, print_id) or abort(404)
    may_mood = allows(Permission.MOOD_READ, person.id)
    cycle = cycle_of(db, printed)
    instruments = instruments_on(db, g.practice, Key.opened(printed.key or ""))
    screen = screen_of(db, printed=printed, pack=pack_of(db, cycle.id) if cycle else None, instruments=instruments, may_mood=may_mood)
    stops = stops_of([line for line in screen.key.lines if screen.may_see(line) and (may_mood or not for_clinicians_only(line.key))])
    if not 1 <= number <= len(stops) + 1:
        abort(404)
    return Place(person, printed, screen, stops, number)


def desk_of(place: Place) -> Desk | None:
    """None when the year of the print is over."""
    cycle, who = cycle_of(db, place.printed), visitor()
    if cycle is None:
        return None
    said = {"cycle": cycle, "pack": open_pack(db, cycle=cycle), "practice": g.practice, "by": who.account_id, "staff_id": who.staff_id}
    return Desk(place.printed, place.screen.key, **said, wall=wall(), instruments=place.screen.instruments)


def typing_page(place: Place, status: int = 200, **said) -> Page:
    is_over = cycle_of(db, place.printed) is None
    told = {"must_read": must_be_read(place.person), **said}
    template = "papers/typing.html" if place.stop else "papers/typing_end.html"
    return page(template, status=status, place=place, screen=place.screen, person=place.person, is_over=is_over, longest=LONGEST, **told)


def must_be_read(person: Person) -> bool:
    """A mood answer of theirs is on today's list, and whoever types may know it."""
    waiting = open_tasks_for(db, g.practice.id, kinds=(TaskKind.READ_ANSWERS,), person_id=person.id) if allows(Permission.MOOD_READ, person.id) else []
    return any(task.urgency is Urgency.SAME_DAY for task in waiting)


@blueprint.get("/people/<uuid:person_id>/paper-packs/<uuid:print_id>/<int:number>")
@needs(Permission.PAPER_TYPE)
def typing(person: Person, print_id: UUID, number: int):
    return typing_page(place_of(person, print_id, number))


@blueprint.post("/people/<uuid:person_id>/paper-packs/<uuid:print_id>/<int:number>")
@needs(Permission.PAPER_TYPE)
def typed(person: Person, print_id: UUID, number: int):
    place = place_of(person, print_id, number)
    desk = desk_of(place)
    if desk is None:
        return typing_page(place, 410, address=place.address(number), typed=request.form.get("typed", ""), words=words_posted(place))
    if place.stop is None:
        hand_in_paper(db, desk=desk)
        return redirect(url_for("papers.desk"), 303)
    if place.stop.kind is Kind.WORDS:
        return words_typed(place, desk, place.stop)
    return line_typed(place, desk, place.stop)


def words_posted(place: Place) -> dict[str, str]:
    lines = place.stop.lines if place.stop else ()
    return {line.code: plain_words(request.form[f"words-{line.code}"]) for line in lines if f"words-{line.code}" in request.form}


def words_typed(place: Place, desk: Desk, stop: Stop):
    """Each box is its own save; a box that is too long keeps its words on the page, and the others are saved."""
    words, errors = words_posted(place), {}
    for line in stop.lines:
        text = words.get(line.code)
        most = LONGEST_NAME if line.about == "with" else LONGEST
        if text is not None and len(text) > most:
            errors[f"words-{line.code}"] = _("%(code)s is too long. Make it shorter. You can write up to %(most)s letters.", code=line.code, most=most)
        elif text is not None and text != place.screen.show(line).typed:
            type_in(db, desk=desk, line=line, said=text)
    if errors:
        return typing_page(place, 422, errors=errors, words=words, address=place.address(place.number))
    return redirect(place.address(place.number + 1), 303)


def line_typed(place: Place, desk: Desk, stop: Stop):
    """An empty line goes on to the next stop. What means nothing here stays in the line, and all else of it is saved."""
    typed = request.form.get("typed", "")[:200]
    found = read_typed(typed, stop, place.screen.key)
    saved = [outcome(desk, stop, entry) for entry in found.entries]
    wrong = [*filter(None, saved), *wrong_words(found, stop)]
    if wrong:
        left = [*(piece for entry, problem in zip(found.entries, saved, strict=True) if problem for piece in [entry.line.code.lower()]), *found.unread]
        shown = place_of(place.person, place.printed.id, place.number)
        return typing_page(shown, 422, errors={"typed": " ".join(wrong)}, typed=" ".join(left), address=place.address(place.number))
    return redirect(place.address(next_number(place, stop, found)), 303)


def next_number(place: Place, stop: Stop, found: Reading) -> int:
    """After a choice the next one comes; where many are ticked one stays until an empty line."""
    if found.onward:
        return place.number_of(found.onward)
    if stop.kind is Kind.CHOICE and found.entries:
        return place.number_of(found.entries[-1].line) + 1
    return place.number if found.entries else place.number + 1


def outcome(desk: Desk, stop: Stop, entry: Entry) -> str:
    """Saved, or why not."""
    if stop.kind is Kind.FIRST:
        put = put_among_first(db, desk=desk, line=entry.line, wanted=entry.said == TICKED)
        return "" if put else _("3 come first already. To take one away, type - and its code.")
    if entry.said == TICKED and not entry.surely and is_gone_since(db, desk, entry.line):
        return _("%(code)s was taken away on the screen after this was printed. To add it again, type + and its code.", code=entry.line.code)
    type_in(db, desk=desk, line=entry.line, said=entry.said)
    return ""


def wrong_words(found: Reading, stop: Stop) -> list[str]:
    if not found.unread:
        return []
    pieces = ", ".join(found.unread)
    if stop.kind is Kind.CHOICE:
        last = "abcdefghijklmnopqrstuvwxyz"[len(stop.lines[0].options) - 1]
        return [_("Not on this paper: %(what)s. Type one letter, a to %(last)s.", what=pieces, last=last)]
    if stop.kind is Kind.FIRST:
        return [_("Not on this paper: %(what)s. Type the number of a line with a tick.", what=pieces)]
    return [_("Not on this paper: %(what)s. The numbers go from 1 to %(last)s.", what=pieces, last=len(stop.lines))]
