"""create_app: opens the session, commits once, registers rooms. The only file that knows every room."""

import importlib
from pathlib import Path
from types import ModuleType

from flask import Flask, g, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from webapp.accounts import signed_in
from webapp.base import i18n
from webapp.base.logs import log
from webapp.base.sealing import open_ring
from webapp.channels.choice import carried
from webapp.database.session import Database
from webapp.people import ways
from webapp.practices.words import how_we_talk
from webapp.receipts import once
from webapp.settings import Settings
from webapp.web import compress, fetch_site, headers, health, kept, lean, limits, pages
from webapp.web.request import end_glance, end_request, install_errors, install_static_files, install_template_words, is_looked_at_again, may_still_be_shown
from webapp.web.templates import Templates
from webapp.web.typed import TypedRequest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    "practices",
    "content",
    "people",
    "tasks",
    "channels",
    "messages",
    "accounts",
    "sittings",
    "doors",
    "receipts",
    "access",
    "push",
    "textfiles",
    "wordings",
    "signoffs",
    "leaflets",
    "pathway",
    "notices",
    "results",
    "triage",
    "visits",
    "assessments",
    "cover",
    "instruments",
    "questionnaires",
    "surveys",
    "preparation",
    "packs",
    "papers",
    "talks",
    "grants",
    "plans",
    "decisions",
    "albums",
    "progress",
    "versions",
    "bundles",
    "booklets",
    "conversations",
    "reviews",
    "revisits",
    "sharing",
    "together",
    "arrivals",
    "recall",
    "portions",
    "batches",
    "registers",
    "scores",
    "cohorts",
    "letters",
    "asks",
    "coverage",
    "imports",
    "export",
    "worklists",
    "home",
    "demo",
]


def import_models() -> None:
    """Load every room's tables, so that the metadata is whole."""
    for room in ROOMS:
        if (ROOT / "webapp" / room / "models.py").exists():
            importlib.import_module(f"webapp.{room}.models")


class App(Flask):
    """Commits what a view did, then renders its page: no reply is built before the work is safe."""

    request_class = TypedRequest
    jinja_environment = Templates
    # All of them stay: there are more than the four hundred that Jinja keeps of itself, and looking for one would move it to the end of a list.
    jinja_options = {"cache_size": -1}

    def ensure_sync(self, func):
        """No function of ours is async: nothing to look for at every hook of every request."""
        return func

    def make_response(self, rv):
        session = g.get("db")
        if session is not None:
            once.settle(session, rv)
            try:
                session.commit()
            except OperationalError as problem:
                # A full disk is met here at the latest.
                return self.make_response(self.handle_user_exception(problem))
            g.pop("db").close()
        end_glance()
        if isinstance(rv, pages.Page):
            rv = rv.reply()
        return super().make_response(rv)

    def finalize_request(self, rv, from_error_handler=False):
        """What was taken back while the page was made is the plain 404."""
        if not is_looked_at_again():
            return super().finalize_request(rv, from_error_handler)
        reply = self.make_response(rv)
        if not may_still_be_shown():
            reply = self.make_response(self.handle_user_exception(NotFound()))
        return super().finalize_request(reply, from_error_handler)

    def log_exception(self, exc_info):
        """A fault while a page is rendered, after the view: Flask's own logger would print its message."""
        log.error("request_failed", kind=exc_info[0].__name__, endpoint=request.endpoint, exc_info=exc_info)

    def handle_user_exception(self, e):
        end_request()
        return super().handle_user_exception(e)


def create_app(settings: Settings | None = None, database: Database | None = None) -> App:
    settings = settings or Settings()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = App(__name__, static_folder=None)
    app.config.update(SETTINGS=settings, LOCALES=ROOT / "locales", MAX_CONTENT_LENGTH=6_000_000, MAX_FORM_MEMORY_SIZE=262_144, MAX_FORM_PARTS=300)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    open_ring(settings.key_file)
    ways.use(carried(settings))
    app.extensions["database"] = database or Database(settings.database)
    import_models()
    install(app)
    return app


def install(app: App) -> None:
    kept.install(app)
    compress.install(app)
    health.install(app)
    limits.install(app)
    fetch_site.install(app)
    i18n.install(app)
    headers.install(app)
    signed_in.install(app)
    once.install(app)
    install_template_words(app)
    app.jinja_env.globals["how_we_talk"] = how_we_talk
    install_static_files(app)
    lean.install(app)
    install_errors(app)
    app.teardown_request(lambda _problem: end_request())
    modules = [module for room in ROOMS if room != "demo" or app.config["SETTINGS"].demo for module in views_of(room)]
    for module in modules:
        getattr(module, "install", lambda _app: None)(app)
    # A room's two files of views may share one blueprint.
    for blueprint in dict.fromkeys(module.blueprint for module in modules):
        app.register_blueprint(blueprint)


def views_of(room: str) -> list[ModuleType]:
    names = [name for name in ("views", "staff_views") if (ROOT / "webapp" / room / f"{name}.py").exists()]
    return [importlib.import_module(f"webapp.{room}.{name}") for name in names]


__all__ = ["App", "create_app", "import_models"]
