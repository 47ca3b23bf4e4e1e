"""Getting ready for the talk with somebody beside them: a carer the person let write, or staff of the surgery.

They write the person's words and see none that are there; never mood, never a result. Who helped stands with the answers.
"""

from collections.abc import Callable

from flask import g, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts.signed_in import visitor
from webapp.grants.guard import carer_needs
from webapp.grants.models import SharedPart
from webapp.grants.queries import Shared
from webapp.packs.forms import posted, words_typed
from webapp.packs.sheets import letterbox_sheet
from webapp.pathway.queries import open_cycle
from webapp.people.models import Person
from webapp.practices.models import StaffMember
from webapp.preparation.changes import add_with_help, hand_in, open_pack
from webapp.preparation.models import Helping
from webapp.preparation.rules import RESULT_BOX, Posted
from webapp.together.doors import blueprint
from webapp.web.pages import Page, page
from webapp.web.request import db

TOGETHER = {Helping.CARER: "together/pack.html", Helping.STAFF: "together/desk_pack.html"}


def pack_page(kind: Helping, person: Person, address: str, typed: Posted | None = None, status: int = 200) -> Page:
    said = {"address": f"{address}?more=1"} if typed else {}
    more = bool(typed) or "more" in request.args
    return page(TOGETHER[kind], status=status, person=person, sheet=letterbox_sheet(typed, carer_view=True), place=address, more=more, **said)


def saved(kind: Helping, person: Person, name: str, address: str, onward: Callable[[], str]):
    typed = posted(request.form, allowed=letterbox_sheet(carer_view=True).offered)
    typed.boxes = {box: words for box, words in typed.boxes.items() if not box.startswith(RESULT_BOX)}
    cycle = open_cycle(db, person.id)
    if cycle is None:
        return page("packs/not_saved.html", status=410, typed=words_typed(request.form))
    if typed.errors or typed.press == "more":
        return pack_page(kind, person, address, typed, 422 if typed.errors else 200)
    if typed.answers:
        pack = open_pack(db, cycle=cycle)
        add_with_help(db, pack=pack, posted=typed, kind=kind, name=name, by=visitor().account_id)
        if kind is Helping.STAFF:
            hand_in(db, pack=pack, cycle=cycle, by=visitor().account_id)
    return redirect(onward(), 303)


@blueprint.get("/carer/people/<uuid:person_id>/pack")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.PACK)
def carer_pack(shared: Shared):
    return pack_page(Helping.CARER, shared.person, url_for("together.carer_pack", person_id=shared.person.id))


@blueprint.post("/carer/people/<uuid:person_id>/pack")
@carer_needs(Permission.PLAN_FILL_IN, SharedPart.PACK)
def carer_pack_saved(shared: Shared):
    address = url_for("together.carer_pack", person_id=shared.person.id)
    return saved(Helping.CARER, shared.person, shared.grant.name or "", address, lambda: url_for("sharing.carer_plan", person_id=shared.person.id, saved=1))


@blueprint.get("/people/<uuid:person_id>/pack/help")
@needs(Permission.PAPER_TYPE)
def desk_pack(person: Person):
    return pack_page(Helping.STAFF, person, url_for("together.desk_pack", person_id=person.id))


@blueprint.post("/people/<uuid:person_id>/pack/help")
@needs(Permission.PAPER_TYPE)
def desk_pack_saved(person: Person):
    staff = db.get_one(StaffMember, visitor().staff_id)
    name = f"{staff.name}, {g.practice.name}"
    return saved(Helping.STAFF, person, name, url_for("together.desk_pack", person_id=person.id), lambda: url_for("worklists.person", person_id=person.id))
