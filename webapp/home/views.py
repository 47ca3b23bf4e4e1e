from flask import g, redirect, request, url_for

from webapp.accounts.models import Tier
from webapp.accounts.queries import SignedIn
from webapp.accounts.signed_in import cookie_name, visitor
from webapp.base.i18n import LANGUAGES, chosen_language
from webapp.home import language, offline, on_my_phone, words_kept
from webapp.home.addresses import back_to, came_from
from webapp.home.doors import blueprint
from webapp.people.queries import practice_of
from webapp.practices.queries import only_practice
from webapp.web.pages import page, public
from webapp.web.request import CHOICES, SILENT, database, db, keep_choice

__all__ = ["blueprint", "install", "language", "offline", "on_my_phone", "words_kept"]


def install(app) -> None:
    @app.before_request
    def name_the_practice() -> None:
        """A page no guard stands before still shows whom to phone, where there is only one practice here."""
        view = app.view_functions.get(request.endpoint or "")
        if view and request.endpoint not in SILENT and (cookie_name() not in request.cookies or getattr(view, "guard", "") == "public"):
            # In a session of its own: a post's session would take the write lock here.
            with database().reading() as session:
                g.practice = only_practice(session)


def name_my_practice() -> None:
    """On the pages that are not about one person, a signed-in person still sees their own surgery's phone."""
    who = visitor()
    if who and who.person_id:
        g.practice = practice_of(db, who.person_id)


@blueprint.get("/")
@public
def first_page():
    who = visitor()
    if who is None:
        return page("home/welcome.html")
    if who.role is not None:
        return redirect(url_for("worklists.today_list"))
    if who.carer_id:
        return redirect(url_for("sharing.carer_home"))
    return redirect(url_for(own_place(who), person_id=who.person_id))


def own_place(who: SignedIn) -> str:
    """Where a person's own pages begin. Without a surgery there is no pack, and the plan is still theirs."""
    if who.tier in (Tier.OPENED, Tier.LETTERBOX):
        return "packs.letterbox"
    return "packs.pack" if practice_of(db, who.person_id) else "booklets.plan"  # type: ignore[arg-type]


@blueprint.get("/help")
@public
def help_page():
    name_my_practice()
    return page("home/help.html", back=came_from())


@blueprint.get("/more")
@public
def more():
    name_my_practice()
    who = visitor()
    return page("home/more.html", person_id=who.person_id if who and who.tier in (Tier.OWN, Tier.STRONG) else None)


@blueprint.get("/look")
@public
def look():
    name_my_practice()
    return page("home/look.html", languages=LANGUAGES, spoken=chosen_language()[:2], back=came_from())


@blueprint.post("/look")
@public
def choose_look():
    reply = redirect(back_to(request.form.get("back", "/")), 303)
    for name, allowed in {**CHOICES, "language": tuple(LANGUAGES)}.items():
        if request.form.get(name) in allowed:
            keep_choice(reply, name, request.form[name])
        elif request.form.get(name) == "":
            reply.delete_cookie(name)
    return reply
