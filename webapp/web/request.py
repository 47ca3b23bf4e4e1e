"""The request's database session, words every template may use, and kind error pages."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

from flask import Flask, Response, current_app, g, request, send_from_directory
from flask_babel import get_locale
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from werkzeug.exceptions import HTTPException
from werkzeug.local import LocalProxy

from webapp.base import i18n
from webapp.base.logs import log
from webapp.database.session import Database, Glance
from webapp.web import pictures, styles
from webapp.web.pages import STATIC, SWITCHED, address_here, keeps, page, public, static
from webapp.web.written import words_in
from webapp.web.wrong import told_errors

A_YEAR = timedelta(days=365)
READS = ("GET", "HEAD", "OPTIONS")


def database() -> Database:
    return current_app.extensions["database"]


def _session() -> Session:
    """One session a request. An unsafe method takes the write lock at once; a reading page only reads."""
    if "db" not in g:
        g.db = database().reading_session() if request.method in READS else database().writing_session()
    return g.db


db: Session = LocalProxy(_session)  # type: ignore[assignment]


def quick() -> Session | Glance:
    """Where the few plain statements of every page are asked: beside the session of a page that only reads, inside that of one that may write."""
    glance = g.get("glance")
    if glance is None:
        if request.method not in READS:
            return _session()
        glance = g.glance = database().glance()
    return glance


def end_glance() -> None:
    glance = g.pop("glance", None)
    if glance is not None:
        glance.close()


def last_look(still: Callable[[Session], bool]) -> None:
    """Asked once more when the page is made: may it still be shown?

    `still` gets a session of its own and takes there what lock it needs; both are held until the reply has begun, so that
    whoever ends a right waits these few thousandths of a second, and no reply that begins after their commit shows anything.
    """
    g.last_look = still


def is_looked_at_again() -> bool:
    return "last_look" in g


def may_still_be_shown() -> bool:
    still = g.pop("last_look", None)
    if still is None:
        return True
    g.held = database().writing_session()
    return still(g.held)


def end_request() -> None:
    """Whatever was not committed is undone; called on every exception and at the end."""
    end_glance()
    for session in (g.pop("db", None), g.pop("held", None)):
        undo(session)


def undo(session: Session | None) -> None:
    if session is not None:
        # Taken out first: a rollback empties what was loaded, and the error page still shows the practice's name and phone.
        session.expunge_all()
        session.rollback()
        session.close()


OF_THIS_PAGE = {"keeps": keeps, "address_here": address_here, "told_errors": told_errors}


def install_template_words(app: Flask) -> None:
    app.jinja_env.globals.update(
        static=static,
        picture=pictures.picture,
        has_styles=styles.has_styles,
        written_style=styles.written,
        locale_tag=i18n.locale_tag,
        text_direction=i18n.text_direction,
        day=i18n.day_in_words,
        month_name=i18n.month_in_words,
        clock_time=i18n.time_in_words,
        phone_shown=i18n.phone_in_words,
        LANGUAGES=i18n.LANGUAGES,
        **OF_THIS_PAGE,
    )

    @app.context_processor
    def surroundings():
        return {
            "practice": getattr(g, "practice", None),
            "signed_in": getattr(g, "signed_in", None),
            "sitting": sitting(),
            "offers_app": offers_app(),
            "prefs": reading_choices(),
            "switched": request.environ.get(SWITCHED),
            "locale_tag": i18n.locale_tag(),
            "text_direction": get_locale().text_direction if get_locale() else "ltr",
            "demo": app.config["SETTINGS"].demo,
            "offline": app.config["SETTINGS"].offline,
        }


def sitting() -> tuple[int, int, str]:
    """Of the sign-in that this page is made for: the minutes it lasts in quiet, its end (Unix time) and its mark. Zeros without one."""
    who = g.get("signed_in")
    return (who.idle_minutes, int(who.ends_at.timestamp()), str(who.sign_in_id)[:8]) if who else (0, 0, "")


# Yes or no, of this phone: it is asked until then and never again.
WANTS_APP = "on-my-phone"


def offers_app() -> bool:
    """Only on a person's own phone."""
    who = g.get("signed_in")
    return bool(who and who.person_id and who.is_on_own_phone and WANTS_APP not in request.cookies)


def install_static_files(app: Flask) -> None:
    @app.get("/static/<version>/<path:path>")
    @public
    def static_file(version: str, path: str):
        reply = send_from_directory(STATIC, path, max_age=365 * 86400)
        reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return reply


# Routes that show no page: nothing is looked up for them.
SILENT = {"static_file", "healthz", "readyz", "metrics"}
CHOICES = {"theme": ("light", "cream", "dark"), "size": ("1", "2", "3", "4"), "letters": ("usual", "easier")}


def reading_choices() -> dict[str, str]:
    """Theme, text size and letters, from cookies that hold nothing personal."""
    return {name: request.cookies[name] for name, allowed in CHOICES.items() if request.cookies.get(name) in allowed}


def keep_choice(reply: Response, name: str, chosen: str) -> None:
    """For a year, in a cookie that holds nothing personal."""
    reply.set_cookie(name, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=current_app.config["SETTINGS"].secure)


def is_disk_full(problem: OperationalError) -> bool:
    """SQLite's own code, or PostgreSQL's "disk_full" (its documentation, appendix A)."""
    return getattr(problem.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(problem.orig, "sqlstate", None) == "53100"


def install_errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def kind_page(problem: HTTPException):
        code = problem.code or 500
        if code < 400 or problem.response is not None:
            return problem
        # Without its address: the page of what is hidden must be, to the byte, the page of what does not exist.
        return page("base/problem.html", status=code, code=code, address="", headers=dict(problem.get_headers()) if code in (405, 429) else None)

    @app.errorhandler(OperationalError)
    def no_room(problem: OperationalError):
        """Nothing could be kept, and nothing was changed: what was typed is shown, so that nobody has to remember it."""
        if not is_disk_full(problem):
            return our_fault(problem)
        log.error("disk_is_full", endpoint=request.endpoint)
        # What the broken transaction had loaded can be read no more.
        g.pop("practice", None)
        return page("base/not_saved.html", status=507, address="", is_full=True, typed=words_in(request.form))

    @app.errorhandler(Exception)
    def our_fault(problem: Exception):
        log.error("request_failed", kind=type(problem).__name__, endpoint=request.endpoint, exc_info=problem)
        if app.testing or app.config.get("PROPAGATE"):
            raise problem
        return page("base/problem.html", status=500, code=500, address="")
