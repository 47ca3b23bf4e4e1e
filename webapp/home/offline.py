"""What a phone has without a signal: the worker, and one page that is the same for everybody.

`service_worker/README.md` lists what the worker may keep. It asks for this page without cookies, so nothing on it is about anybody.
"""

import json
from pathlib import Path

from flask import Response, abort, current_app, url_for

from webapp.base.i18n import LANGUAGES, speak
from webapp.home.doors import blueprint
from webapp.web.pages import Page, page, public, static, static_version

FOLDER = Path(__file__).resolve().parent.parent.parent / "service_worker"
# All that the page without a signal needs.
FILES = (
    "css/app.css",
    "css/print.css",
    "favicon.svg",
    "js/app.js",
    "js/outbox.js",
    "js/keep.js",
    *(f"pictures/{name}.svg" for name in ("ambulance", "phone", "talk", "mobile", "ok", "warning")),
)
# Kept too while this phone keeps a copy of a plan: what the same page needs to open it.
COPY_FILES = ("js/plan-copy.js", "js/copy-read.js")


@blueprint.get("/sw.js")
@public
def worker():
    """The worker of this version; or, switched off, one that takes itself and all it kept away."""
    key = current_app.extensions["push_key"]
    names = ("worker.js", *(["push.js"] if key else [])) if current_app.config["SETTINGS"].offline else ("gone.js",)
    told = {
        "version": static_version(),
        "outbox": static("js/outbox.js"),
        "files": [*map(static, FILES), *(f"/urgent/{static_version()}/{code}" for code in LANGUAGES)],
        "copy": [*map(static, COPY_FILES)],
        "pages": {code: f"/offline/{code}" for code in LANGUAGES},
        "push": {"key": key.shown, "opens": url_for("push.new_for_me"), "icon": static("icons/icon-192.png")} if key else None,
    }
    script = "\n".join((FOLDER / name).read_text("utf-8") for name in names)
    return Response(f"self.HERE = {json.dumps(told)};\n{script}", mimetype="text/javascript")


@blueprint.get("/urgent/<version>/<language>")
@public
def urgent_words(version: str, language: str) -> Page:
    """Whom to phone, for beside a box. A new version of a file gives it a new address; new words alone arrive within a day."""
    speak(language if language in LANGUAGES else abort(404))
    return page("base/urgent.html", headers={"Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding"})


@blueprint.get("/offline/<language>")
@public
def without_a_signal(language: str) -> Page:
    speak(language if language in LANGUAGES else abort(404))
    return page("home/offline.html")
