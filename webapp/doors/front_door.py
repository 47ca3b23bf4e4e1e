"""The front door, always open: a phone number or e-mail address and a date of birth, then six digits sent to the number on file."""

from flask import g, redirect, request, url_for

from webapp.accounts.models import Tier
from webapp.accounts.phones import give_tries_back, spend_try
from webapp.accounts.rules import first_word, local_path
from webapp.accounts.signed_in import visitor
from webapp.base.clock import today
from webapp.base.i18n import _
from webapp.codes.changes import answer_code, ask_code
from webapp.codes.reaching import asked_again, reach_of, reaches_for
from webapp.codes.vouching import sure_phones
from webapp.doors.arriving import arrive_as_person, challenge_here, door_limit, host, remembered_here, take_even_time, this_challenge, with_challenge
from webapp.doors.blueprint import blueprint
from webapp.doors.forms import BirthForm, CodeForm, DoorForm, FrontDoorForm, no_match
from webapp.people.models import Person
from webapp.people.queries import last_practice_of, practice_of
from webapp.sittings.late import who_was_here
from webapp.web.pages import page, public
from webapp.web.request import db


@blueprint.get("/sign-in")
@public
def front_door():
    """On a remembered phone it asks for the date of birth only."""
    form = FrontDoorForm(asked=local_path(request.args.get("next")) or "")
    if remembered_here() and "number" not in request.args:
        return page("doors/sign_in_here.html", form=form, over=who_was_here())
    return page("doors/sign_in.html", form=form, over=who_was_here())


@blueprint.post("/sign-in")
@public
@door_limit
def ask_to_sign_in():
    take_even_time()
    if "reach" not in request.form:
        return sign_in_here()
    form = FrontDoorForm.read(request.form)
    if not form.is_valid:
        return page("doors/sign_in.html", status=422, form=form)
    challenge = this_challenge()
    ask_code(db, reaches=reaches_for(db, form.index or "", form.born), challenge=challenge, host=host())  # type: ignore[arg-type]
    return to_the_code(challenge, form.asked)


def sign_in_here():
    """Everybody remembered on this phone spends a try, because we cannot tell whose date was mistyped."""
    form, name = BirthForm.read(request.form), request.form.get("name", "")[:60]
    phones = remembered_here()
    if not form.is_valid:
        return here_page(form)
    spent = [found for found in phones if spend_try(db, found[0].id)]
    matching = [found for found in spent if found[2].born_on == form.born]
    if len(matching) > 1 and name:
        matching = [found for found in matching if is_called(found[2], name)]
    if len(matching) != 1:
        form.errors["name" if len(matching) > 1 else "birth"] = which_one() if len(matching) > 1 else no_match()
        return here_page(form, ask_name=len(matching) > 1 or bool(name), name=name)
    phone, _account, person = matching[0]
    for found in spent:
        give_tries_back(db, found[0].id)
    tier = Tier.STRONG if sure_phones(db, [phone.id], today()) else Tier.OWN
    return arrive_as_person(person, tier=tier, phone_id=phone.id, asked=form.asked)


def is_called(person: Person, name: str) -> bool:
    return first_word(name) in (first_word(person.given_name), first_word(person.known_as))


def here_page(form: DoorForm, ask_name: bool = False, name: str = ""):
    if not remembered_here():
        form.errors.setdefault("birth", no_match())
        return page("doors/sign_in.html", status=422, form=FrontDoorForm(day=form.day, month=form.month, year=form.year, asked=form.asked, errors=form.errors))
    return page("doors/sign_in_here.html", status=422, form=form, ask_name=ask_name, name=name)


def which_one() -> str:
    return _("Two people share this phone and this birthday. Write your first name.")


def to_the_code(challenge: str, asked: str):
    return with_challenge(redirect(url_for("doors.code_page", next=asked or None), 303), challenge)


@blueprint.get("/sign-in/code")
@public
def code_page():
    form = CodeForm(asked=local_path(request.args.get("next")) or "")
    if challenge_here() is None:
        return redirect(url_for("doors.front_door", next=form.asked or None), 303)
    return page("doors/code.html", form=form, again="again" in request.args)


@blueprint.post("/sign-in/code")
@public
@door_limit
def sign_in_by_code():
    take_even_time()
    form = CodeForm.read(request.form)
    if not form.is_valid:
        return page("doors/code.html", status=422, form=form)
    answer = answer_code(db, challenge=challenge_here() or "", digits=form.digits or "", name=form.name)
    if answer.person:
        return arrive_as_person(answer.person, asked=form.asked)
    if answer.which:
        form.errors["name"] = which_one()
    else:
        form.errors["code"] = _("This code does not work. Look at the newest text, or ask for a new code.")
    return page("doors/code.html", status=422, form=form, ask_name=answer.which or bool(form.name))


@blueprint.post("/sign-in/code/new")
@public
@door_limit
def ask_for_new_code():
    take_even_time()
    asked, challenge = local_path(request.form.get("next")), challenge_here()
    if challenge is None:
        return redirect(url_for("doors.front_door", next=asked), 303)
    ask_code(db, reaches=asked_again(db, challenge), challenge=challenge, host=host())
    return with_challenge(redirect(url_for("doors.code_page", next=asked, again=1), 303), challenge)


@blueprint.get("/sign-in/code-needed")
@public
def code_door():
    """A letterbox visitor wants to see what is kept: their own confirmed number gets a code, or they ring the surgery."""
    reaches, asked = my_reach(), local_path(request.args.get("next")) or ""
    if reaches is None:
        return redirect(url_for("doors.front_door", next=asked or None), 303)
    return page("doors/code_needed.html", has_number=bool(reaches), asked=asked)


@blueprint.post("/sign-in/code-needed")
@public
@door_limit
def send_code_to_me():
    reaches, asked = my_reach(), local_path(request.form.get("next")) or ""
    if reaches is None:
        return redirect(url_for("doors.front_door", next=asked or None), 303)
    if not reaches:
        return page("doors/code_needed.html", status=422, has_number=False, asked=asked)
    challenge = this_challenge()
    ask_code(db, reaches=reaches, challenge=challenge, host=host())
    return to_the_code(challenge, asked)


def my_reach():
    """The visitor's own reach as a list of one or none; None when no person is signed in."""
    who = visitor()
    practice = last_practice_of(db, who.person_id) if who and who.person_id else None
    if who is None or practice is None:
        return None
    g.practice = practice_of(db, who.person_id)
    return reach_of(db, db.get_one(Person, who.person_id), practice)
