"""The carer's own door and pages: a number and the word they were told, a code by text, then what each person shares with them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from flask import redirect, request, url_for

from webapp.access.models import Seen
from webapp.access.policy import Permission
from webapp.access.sightings import note_few_seen
from webapp.accounts.changes import account_of_carer
from webapp.accounts.models import Tier
from webapp.accounts.rules import local_path
from webapp.albums.queries import Album, album_of, piece_of
from webapp.albums.replies import file_reply
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.base.sealing import ring
from webapp.booklets.front_page import FrontPage, front_page
from webapp.codes.carer_codes import CarerReach, answer_carer_code, ask_carer_code
from webapp.doors.arriving import arrive, challenge_here, door_limit, host, take_even_time, this_challenge, with_challenge
from webapp.doors.forms import CodeForm
from webapp.grants.changes import hashed_word, take_up
from webapp.grants.guard import carer_needs, carer_page
from webapp.grants.models import Right, SharedPart
from webapp.grants.queries import Shared, grants_by_number, holder_now
from webapp.grants.rules import plain_word
from webapp.grants.words import WORDS
from webapp.people.models import Person
from webapp.people.queries import last_practice_of
from webapp.plans.queries import Part, whole_plan
from webapp.practices.models import Practice
from webapp.progress.ageing import ages_of
from webapp.sharing.doors import blueprint
from webapp.sharing.forms import CarerDoorForm
from webapp.sharing.rules import SECTION_OF, WRITTEN_IN, SharedPlan, shared_plan
from webapp.sittings.late import who_was_here
from webapp.web.pages import page, public
from webapp.web.request import db


@blueprint.get("/carer")
@public
def carer_door():
    return page("sharing/door.html", form=CarerDoorForm(asked=local_path(request.args.get("next")) or ""), over=who_was_here())


@blueprint.post("/carer")
@public
@door_limit
def ask_to_come_in():
    """The same reply for everyone; a code goes only to a number that something is shared with under this word."""
    take_even_time()
    form = CarerDoorForm.read(request.form)
    if form.errors or form.kept is None:
        return page("sharing/door.html", status=422, form=form)
    index = ring().blind(form.kept, "phone")
    word_hash = hashed_word(plain_word(form.word), index)
    found = grants_by_number(db, index, word_hash, today())
    # Whoever has no surgery now is texted for in the name of their last one, as they are themselves.
    practice = last_practice_of(db, found[0][1].id) if found else None
    reach = CarerReach(form.kept, found[0][1], practice) if practice else None
    challenge = this_challenge()
    ask_carer_code(db, phone_index=index, word_hash=word_hash, reach=reach, challenge=challenge, host=host())
    return with_challenge(redirect(url_for("sharing.carer_code", next=form.asked or None), 303), challenge)


@blueprint.get("/carer/code")
@public
def carer_code():
    if challenge_here() is None:
        return redirect(url_for("sharing.carer_door"), 303)
    return page("sharing/code.html", form=CodeForm(asked=local_path(request.args.get("next")) or ""))


@blueprint.post("/carer/code")
@public
@door_limit
def come_in_by_code():
    take_even_time()
    form = CodeForm.read(request.form)
    if not form.errors:
        proved = answer_carer_code(db, challenge=challenge_here() or "", digits=form.digits or "")
        grants = [grant for grant, _person in grants_by_number(db, *proved, today())] if proved else []
        if proved and grants:
            account = account_of_carer(db, number=grants[0].phone or "", index=proved[0])
            take_up(db, grants=grants, account_id=account.id)
            return arrive(account, Tier.CARER, form.asked if form.asked.startswith("/carer/") else url_for("sharing.carer_home"), word_hash=proved[1])
        form.errors["code"] = _("This code does not work. Look at the newest text, or ask for a new code.")
    return page("sharing/code.html", status=422, form=form)


@blueprint.get("/carer/home")
@carer_page(Permission.PLAN_SHARED_READ)
def carer_home(shared: list[Shared]):
    note_few_seen(Seen.SHARED, {one.person.id: one.practice_id for one in shared})
    return page("sharing/home.html", people=[one.person for one in shared])


@blueprint.get("/carer/people/<uuid:person_id>/plan")
@carer_needs(Permission.PLAN_SHARED_READ)
def carer_plan(shared: Shared):
    rights, done = shared.rights, next((word for word in ("saved", "sent") if word in request.args), None)
    shown: dict[str, object] = {"shown": plan_shared(shared.person.id, rights), "front": details_shared(shared.person, shared.practice, rights), "done": done}
    shown["album"] = shared_album(shared.person.id, rights)
    held = holder_now(db, shared.person.id, today()) if Right.HOLD in rights.values() else None
    checked = last_checked(shared.person.id, shared.practice_id, rights)
    return page("sharing/plan.html", person=shared.person, grant=None, rights=rights, held=held, checked=checked, writable=WRITTEN_IN, **WORDS, **shown)


def shared_album(person_id: UUID, parts: Collection[SharedPart]) -> Album | None:
    """With "About me", or not at all."""
    return album_of(db, person_id) if SharedPart.ABOUT_ME in parts else None


@blueprint.get("/carer/people/<uuid:person_id>/plan/album/<uuid:piece_id>/<shape>")
@carer_needs(Permission.PLAN_SHARED_READ, SharedPart.ABOUT_ME, seen=Seen.ALBUM)
def carer_piece(shared: Shared, piece_id: UUID, shape: str):
    found = piece_of(db, shared.person.id, piece_id)
    return file_reply(db, found if found and found.may_be_met else None, shape)


def plan_shared(person_id: UUID, parts: Collection[SharedPart]) -> SharedPlan:
    whole = whole_plan(db, person_id)
    agreed = whole_plan(db, person_id, whole.agreed) if whole and whole.agreed else None
    return shared_plan(whole, agreed, parts)


def details_shared(person: Person, practice: Practice | None, parts: Collection[SharedPart]) -> FrontPage | None:
    """How to reach and help the person; None unless it is shared."""
    return front_page(db, person=person, practice=practice, own=Part(None)) if SharedPart.DETAILS in parts else None


def last_checked(person_id: UUID, practice_id: UUID | None, parts: Collection[SharedPart]) -> dict[str, datetime]:
    """When each shared part was last written or said to be still true."""
    whole = whole_plan(db, person_id)
    ages = ages_of(db, whole, practice_id=practice_id, on=today()) if whole else {}
    return {part.value: ages[section.key].at for part, section in SECTION_OF.items() if part in parts and section.key in ages}


def too_many() -> str:
    return _("You share with 10 people. Stop one of them first.")


def shared_already() -> str:
    return _("You share with this number already.")
