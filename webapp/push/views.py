"""A person's page of notices on their own phone, what its browser says of itself later, and where a notice leads."""

from uuid import UUID

from flask import Blueprint, abort, current_app, redirect, request, url_for

from webapp.access.guard import needs
from webapp.access.policy import Permission
from webapp.accounts import phones
from webapp.accounts.models import Tier
from webapp.accounts.signed_in import cookie_name, visitor
from webapp.base.clock import today
from webapp.channels.push import OPENS
from webapp.channels.push_key import push_key
from webapp.doors import sign_out
from webapp.doors.arriving import own_phone_here, remembered_here
from webapp.doors.own_phone import may_say
from webapp.people.models import Person
from webapp.people.queries import last_practice_of, practice_of
from webapp.push.changes import end_with_sign_out, follow_phone, keep_in_step, turn_off, turn_on
from webapp.push.forms import address_in
from webapp.push.notices import note_opened, try_out
from webapp.push.queries import newest_news, on_phones, subscriptions_of
from webapp.push.rules import browser_of, device_of
from webapp.push.words import DEVICES
from webapp.web.pages import page, public
from webapp.web.request import database, db

blueprint = Blueprint("push", __name__)
PACK, PLAN = "/people/{person_id}/pack", "/people/{person_id}/plan"
# By the text that would follow. Without a surgery there is no pack.
LEADS_TO = {
    "plans/step_reminder": PLAN,
    "progress/how_is_it_going": PLAN,
    "progress/review_near": PLAN,
    "progress/check_in": "/people/{person_id}/wellbeing",
    "reviews/care_check": "/people/{person_id}/care-check",
}


def install(app) -> None:
    """The key is read once: a page without it offers nothing."""
    settings = app.config["SETTINGS"]
    app.extensions["push_key"] = push_key(settings) if settings.offline else None


def phones_here() -> list[UUID]:
    return [phone.id for phone, _account, _person in remembered_here()]


@blueprint.get("/people/<uuid:person_id>/reminders")
@needs(Permission.PHONES_MANAGE)
def reminders(person: Person):
    return reminders_page(person)


def reminders_page(person: Person, status: int = 200, *, refused: bool = False):
    who, key = visitor(), current_app.extensions["push_key"]
    phone_id = own_phone_here(who)
    devices = subscriptions_of(db, person.id, today())
    here = next((one for one in devices if one.phone_id == phone_id), None)
    # Somebody else of this phone may want them still: then the browser keeps its yes.
    is_wanted = bool(on_phones(db, phones_here(), today()))
    shown = {"devices": devices, "here": here, "is_wanted": is_wanted, "DEVICES": DEVICES, "sent": request.args.get("sent"), "refused": refused}
    return page("push/reminders.html", status=status, person=person, key=key and key.shown, phone_id=phone_id, may_remember=may_say(who), **shown)


@blueprint.post("/people/<uuid:person_id>/reminders")
@needs(Permission.PHONES_MANAGE)
def reminders_on(person: Person):
    """What the browser gave, handed over by the page's script after a press."""
    who, settings = visitor(), current_app.config["SETTINGS"]
    phone_id, address = own_phone_here(who), address_in(request.form, settings.push_service_for_tests)
    if current_app.extensions["push_key"] is None or phone_id is None or address is None:
        return reminders_page(person, status=422, refused=True)
    said = request.headers.get("User-Agent", "")
    about = {"device": device_of(said), "browser": browser_of(said), "today": today()}
    turn_on(db, person_id=person.id, account_id=who.account_id, phone_id=phone_id, address=address, **about)
    return redirect(url_for("push.reminders", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/reminders/<uuid:subscription_id>/ending")
@needs(Permission.PHONES_MANAGE)
def reminders_ending(person: Person, subscription_id: UUID):
    if not turn_off(db, subscription_id=subscription_id, person_id=person.id, by=visitor().account_id):
        abort(404)
    return redirect(url_for("push.reminders", person_id=person.id), 303)


@blueprint.post("/people/<uuid:person_id>/reminders/<uuid:subscription_id>/trial")
@needs(Permission.PHONES_MANAGE)
def reminders_trial(person: Person, subscription_id: UUID):
    """Goes by the same road as every notice: if it does not come, neither would they."""
    device = next((one for one in subscriptions_of(db, person.id, today()) if one.id == subscription_id), None) or abort(404)
    practice = last_practice_of(db, person.id)
    if practice:
        try_out(db, device=device, practice=practice)
    return redirect(url_for("push.reminders", person_id=person.id, sent="yes"), 303)


@blueprint.post("/push-address")
@public
def push_address():
    """The worker keeps in step with us: by itself when the browser changes the address, and once a day after a page. Says nothing of whose it is."""
    address = address_in(request.form, current_app.config["SETTINGS"].push_service_for_tests)
    goes_on = keep_in_step(db, phone_ids=phones_here(), before=request.form.get("before", ""), address=address, today=today())
    return {"standing": "on" if goes_on else "off"}


@blueprint.get(OPENS)
@public
def new_for_me():
    """Where a tap on a notice leads. The notice cannot say what is new, so this finds it, once it is clear who asks."""
    who = visitor()
    if who is None:
        return redirect(url_for("doors.front_door", next=OPENS), 303)
    if who.person_id is None:
        return redirect("/staff" if who.role else "/carer/home", 303)
    if who.tier not in (Tier.OWN, Tier.STRONG):
        return redirect(url_for("doors.code_door", next=OPENS), 303)
    news = newest_news(db, who.person_id)
    with database().writing() as session:
        note_opened(session, person_id=who.person_id)
    leads_to = LEADS_TO.get(news or "", PACK) if practice_of(db, who.person_id) else PLAN
    return redirect(leads_to.format(person_id=who.person_id), 303)


def ends_with_sign_out() -> None:
    end_with_sign_out(db, token=request.cookies.get(cookie_name(), ""), phone_ids=phones_here())


sign_out.LEAVING.append(ends_with_sign_out)
phones.FOLLOWING.append(follow_phone)
