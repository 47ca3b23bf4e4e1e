"""The cookies of signing in, and the way into the app once somebody has shown who they are. Uses the request."""

import time
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, after_this_request, current_app, redirect, request, url_for

from webapp.accounts import rules
from webapp.accounts.changes import LASTS, NOT_OWN, account_of_person, end_sign_in_of, start_sign_in
from webapp.accounts.copies import follow_phone
from webapp.accounts.models import Account, Tier
from webapp.accounts.phones import FOLLOWING, end_phone, phones_by_tokens, remember_phone
from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import cookie_name
from webapp.base.clock import today
from webapp.base.i18n import CHOSEN, LANGUAGES, ON_FILE, speak
from webapp.codes.changes import new_challenge
from webapp.people.models import Person
from webapp.sittings.changes import hand_on
from webapp.web.limits import limiter
from webapp.web.request import db, keep_choice

PHONE, CHALLENGE, SHARED = "phone", "challenge", "shared"
MOST_ON_ONE_PHONE = 4
# The shortcut on a phone's screen, and a tap on a notice: whose plan, or news, that is comes out there.
ONES_OWN = ("/my-plan", "/new-for-me")
CHALLENGE_LASTS = timedelta(hours=1)
# The cookie outlives its sign-in, which the server ends: a form that comes too late still says whose it was.
TOO_LATE = timedelta(days=1)

# One count for every door, by address: many people share one address, so it is never the only limit.
door_limit = limiter.shared_limit("30 per 10 minutes", scope="doors")


def host() -> str:
    return urlsplit(current_app.config["SETTINGS"].base_url).netloc


def keep_cookie(reply: Response, name: str, value: str, lasts: timedelta) -> None:
    secure = current_app.config["SETTINGS"].secure
    reply.set_cookie(cookie_name(name), value, max_age=lasts, path="/", secure=secure, httponly=True, samesite="Lax")


def drop_cookie(reply: Response, name: str) -> None:
    secure = current_app.config["SETTINGS"].secure
    reply.delete_cookie(cookie_name(name), path="/", secure=secure, httponly=True, samesite="Lax")


def phone_tokens() -> list[str]:
    return [token for token in request.cookies.get(cookie_name(PHONE), "").split(".") if token][:MOST_ON_ONE_PHONE]


def remembered_here():
    """Whom this browser is remembered for: (phone, account, person), most often one or none."""
    return phones_by_tokens(db, phone_tokens(), today())


def challenge_here() -> str | None:
    return request.cookies.get(cookie_name(CHALLENGE))


def with_challenge(reply: Response, challenge: str) -> Response:
    keep_cookie(reply, CHALLENGE, challenge, CHALLENGE_LASTS)
    return reply


def this_challenge() -> str:
    return challenge_here() or new_challenge()


def arrive(account: Account, tier: Tier, to: str, *, remember: bool = False, phone_id=None, lasts=None, **more) -> Response:
    """A new token whatever there was before. This browser's earlier sign-in ends; no other browser's does. `more`: start_sign_in says."""
    reply = redirect(to, 303)
    if remember:
        phone_id = remember_here(reply, account)
    earlier = request.cookies.get(cookie_name(), "")
    if earlier:
        end_sign_in_of(db, token=earlier)
    token = start_sign_in(db, account=account, tier=tier, phone_id=phone_id, lasts=lasts, **more)
    reply.location = "/words-kept" if hand_on(db, account_id=account.id, tier=tier, token=token, token_before=earlier) else to
    keep_cookie(reply, "in", token, timedelta(hours=(lasts or LASTS[tier])[1]) + TOO_LATE)
    drop_cookie(reply, CHALLENGE)
    return reply  # type: ignore[return-value]


def speak_to(person: Person) -> None:
    """In the language on file, unless one was chosen here: this reply, and by a cookie of its own every later one."""
    known = person.language if person.language != "en" and person.language in LANGUAGES else ""
    if CHOSEN in request.cookies or known == request.cookies.get(ON_FILE, ""):
        return
    speak(known or "en")

    @after_this_request
    def keep(reply: Response) -> Response:
        keep_choice(reply, ON_FILE, known) if known else reply.delete_cookie(ON_FILE)
        return reply


def arrive_as_person(person: Person, *, tier: Tier = Tier.OWN, asked: str | None = None, **more) -> Response:
    """On the page asked for if it is this person's, else on the first page. `more`: arrive says."""
    speak_to(person)
    path = rules.local_path(asked)
    to = path if path and (path in ONES_OWN or path.startswith(f"/people/{person.id}")) else "/"
    account = account_of_person(db, person.id)
    if more.keys() & {"lasts", "not_own"} or more.get("remember") or more.get("phone_id"):
        return arrive(account, tier, to, **more)
    if is_shared_here():
        return arrive(account, tier, to, lasts=NOT_OWN, not_own=True, **more)
    if more.get("passkey_id"):
        # A passkey needs no remembering.
        return arrive(account, tier, to, **more)
    return arrive(account, tier, url_for("doors.own_phone", next=to if path and to == path else None), **more)


def own_phone_here(who: SignedIn) -> UUID | None:
    """The remembered phone in this person's hand. None when others use it too, or only a code from the desk opened this: that makes nothing that lasts."""
    if who.given_by_id or who.not_own_at or is_shared_here():
        return None
    return who.phone_id or next((phone.id for phone, account, _person in remembered_here() if account.id == who.account_id), None)


def is_shared_here() -> bool:
    """Somebody said of this phone that others use it too; the cookie does not say who."""
    return request.cookies.get(cookie_name(SHARED)) == "yes"


def remember_here(reply: Response, account: Account) -> UUID:
    """Beside others already remembered on this phone; the same person's earlier remembering here ends."""
    kept, before = [], []
    for token in phone_tokens():
        found = phones_by_tokens(db, [token], today())
        if found and found[0][1].id != account.id:
            kept.append(token)
        elif found:
            end_phone(db, phone_id=found[0][0].id, account_id=account.id, by=account.id)
            before.append(found[0][0].id)
    token, phone = remember_phone(db, account=account, until_on=today() + rules.REMEMBERED_FOR)
    follow_phone(db, before=before, phone_id=phone.id)
    for follow in FOLLOWING:
        follow(db, before, phone.id)
    keep_cookie(reply, PHONE, ".".join([*kept, token][-MOST_ON_ONE_PHONE:]), rules.REMEMBERED_FOR)
    return phone.id


def take_even_time() -> None:
    """The reply leaves no sooner than a fixed moment, after the commit: what was found is not told by the time it took."""
    leaves_at = time.monotonic() + current_app.config.get("EVEN_SECONDS", 0.15)

    @after_this_request
    def wait(reply: Response) -> Response:
        time.sleep(max(0.0, leaves_at - time.monotonic()))
        return reply
