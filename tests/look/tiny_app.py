"""A Flask app with nothing but the base templates and files, under the same content policy as the real one."""

import re
from html import unescape
from types import SimpleNamespace

from flask import Flask, render_template, request

from webapp.web.pages import STATIC
from webapp.web.pictures import picture

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"


def tiny_app() -> Flask:
    app = Flask("webapp", root_path=str(STATIC.parent), static_folder=str(STATIC), static_url_path="/static")
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)
    app.jinja_env.globals.update(
        static=lambda path: f"/static/{path}", picture=picture, has_styles=lambda: True, plural_samples=lambda: [("one", 1), ("other", 2)]
    )
    app.jinja_env.globals.update(told_errors=lambda: [])
    app.after_request(with_policy)
    app.add_url_rule("/look/<name>", view_func=shown)
    return app


def with_policy(reply):
    reply.headers["Content-Security-Policy"] = POLICY
    return reply


def shown(name: str):
    """The template base/<name>.html; ?theme=, ?size=, ?letters= and ?lang= as a person would choose them."""
    language = request.args.get("lang", "en-GB")
    return render_template(
        f"base/{name}.html",
        practice=SimpleNamespace(name="Tree Tops Surgery", phone="01632 960 001"),
        signed_in=SimpleNamespace(kind="person", name="Nurse Demo"),
        locale_tag=language,
        text_direction="rtl" if language in ("ur", "ar") else "ltr",
        LANGUAGES={"en": "English", "cy": "Cymraeg"},
        sitting=("", "", ""),
        address="/look",
        prefs={key: request.args[key] for key in ("theme", "size", "letters") if key in request.args},
    )


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
