"""The app on the phone's own screen: what a browser reads about it, the steps by hand, and an offer that is made once."""

import json

from flask import Response, redirect, request, url_for

from webapp.accounts.models import Tier
from webapp.accounts.signed_in import visitor
from webapp.base.i18n import LANGUAGES, _, locale_tag, speak, text_direction
from webapp.home.addresses import back_to, came_from, page_before
from webapp.home.doors import blueprint
from webapp.web.pages import page, public, static
from webapp.web.request import WANTS_APP, keep_choice

# As in css/tokens.css: the paper of the light look.
PAPER = "#faf4e8"
ICONS = (("icon", 192, "any"), ("icon", 512, "any"), ("maskable", 192, "maskable"), ("maskable", 512, "maskable"))


@blueprint.get("/manifest.webmanifest")
@public
def manifest():
    """A browser asks for it without cookies, so the address says the language. It is the same for everybody who reads that language."""
    language = request.args.get("language", "en")
    speak(language if language in LANGUAGES else "en")
    reply = Response(json.dumps(about_the_app(), ensure_ascii=False), mimetype="application/manifest+json")
    reply.headers["Cache-Control"] = "no-store"
    return reply


def about_the_app() -> dict[str, object]:
    return {
        "id": "/",
        "name": "In My Words",
        "short_name": "In My Words",
        "description": _("Get ready for your yearly talk, and keep your own plan."),
        "lang": locale_tag(),
        "dir": text_direction(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["health", "medical"],
        "icons": [icon(f"icons/{name}-{side}.png", side, purpose) for name, side, purpose in ICONS],
        "shortcuts": [shortcut(_("My plan"), url_for("home.my_plan")), shortcut(_("Get help now"), url_for("home.help_page"))],
        "screenshots": [
            shot("narrow-start", 360, 720, "narrow", _("The first page")),
            shot("narrow-help", 360, 720, "narrow", _("Get help now")),
            shot("wide-start", 1280, 800, "wide", _("The first page")),
        ],
    }


def icon(path: str, side: int, purpose: str) -> dict[str, str]:
    return {"src": static(path), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def shortcut(name: str, address: str) -> dict[str, object]:
    return {"name": name, "url": address, "icons": [icon("icons/icon-192.png", 192, "any")]}


def shot(name: str, wide: int, high: int, form: str, label: str) -> dict[str, str]:
    return {"src": static(f"icons/{name}.png"), "sizes": f"{wide}x{high}", "type": "image/png", "form_factor": form, "label": label}


@blueprint.get("/my-plan")
@public
def my_plan():
    """What the shortcut on the phone's screen opens: it cannot know whose plan it is."""
    who = visitor()
    if who is None:
        return redirect(url_for("doors.front_door", next=request.path), 303)
    if who.person_id is None:
        return redirect(url_for("worklists.today_list" if who.role else "sharing.carer_home"), 303)
    if who.tier not in (Tier.OWN, Tier.STRONG):
        return redirect(url_for("doors.code_door", next=request.path), 303)
    return redirect(url_for("booklets.plan", person_id=who.person_id), 303)


@blueprint.get("/on-my-phone")
@public
def on_my_phone():
    visitor()
    return page("home/on_my_phone.html", back=came_from())


@blueprint.post("/on-my-phone")
@public
def answer_the_offer():
    """Asked once on this phone: yes shows how, no goes on where they were; neither is asked again."""
    wanted = request.form.get("wanted")
    reply = redirect(url_for("home.on_my_phone") if wanted == "yes" else back_to(page_before()), 303)
    if wanted in ("yes", "no"):
        keep_choice(reply, WANTS_APP, wanted)
    return reply
