"""What leaves, looked at: `python -m tests.export.pictures` writes build/takeaway/*.png in English, Welsh and two languages that nobody speaks."""

import shutil
import threading
from pathlib import Path

import pypdfium2 as pdfium
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.browsing import Browsing
from tests.export.conftest import write_all
from tests.people_cast import a_mobile, sign_in
from tests.plans.conftest import Cast
from tests.pseudo import PSEUDO, pseudo_languages
from webapp.accounts.models import Tier
from webapp.app import create_app
from webapp.database.migrate import upgrade
from webapp.database.session import Database
from webapp.settings import Settings

BUILD = Path(__file__).resolve().parents[2] / "build" / "takeaway"
LANGUAGES = ("en", "cy", *PSEUDO)
PAGES = ("takeaway", "papers", "card", "sealed-file", "data")
SIZES = {"phone": (360, 740), "desk": (1280, 800)}
PASSWORD = "otter lemon boat piano acid"
FILES = {
    "full": ("papers", {"what": "full", "size": "16", "number": "yes"}),
    "page": ("papers", {"what": "page", "size": "16"}),
    "page-24": ("papers", {"what": "page", "size": "24"}),
    "card": ("card", {"first": "0", "danger": ["0", "1", "2"], "number": "yes"}),
}


def main() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    instance = BUILD / "instance"
    instance.mkdir(parents=True)
    with pseudo_languages(BUILD / "locales"):
        settings = Settings(instance=instance, base_url="http://localhost", rate_limits=False, _env_file=None)
        database = Database(settings.database)
        upgrade(database)
        app = create_app(settings, database)
        app.testing = True
        with database.writing() as session:
            cast = Cast(session)
            session.add(a_mobile(cast.person, "+447700900123", confirmed=True))
            write_all(session, cast)
            sam = sign_in(Browsing(app), session, cast.person, Tier.STRONG)
            plan, cookie = f"/people/{cast.person.id}/plan", sam.client.get_cookie("in").value
        papers_of(sam, plan)
        screens_of(app, plan, cookie)


def papers_of(sam: Browsing, plan: str) -> None:
    for language in LANGUAGES:
        sam.client.set_cookie("language", language)
        for name, (path, asked) in FILES.items():
            made = sam.post(f"{plan}/{path}", {**asked, "language": language})
            for number, sheet in enumerate(pdfium.PdfDocument(made.data), 1):
                sheet.render(scale=1.3).to_pil().save(BUILD / f"{language}-{name}-{number}.png")
        locked = sam.post(f"{plan}/sealed-file", {"password": PASSWORD, "password_again": PASSWORD})
        (BUILD / f"{language}-locked.html").write_bytes(locked.data)


def screens_of(app, plan: str, cookie: str) -> None:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for language in LANGUAGES:
            for name, size in SIZES.items():
                screens_in(browser, f"http://localhost:{server.port}", plan, cookie, language, (name, size))
        browser.close()
    server.shutdown()


def screens_in(browser: Browser, base: str, plan: str, cookie: str, language: str, size: tuple[str, tuple[int, int]]) -> None:
    name, (wide, high) = size
    context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme="dark" if name == "desk" else "light")
    context.add_cookies([{"name": key, "value": value, "url": base} for key, value in (("in", cookie), ("language", language), ("theme", "light"))])
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{base}{plan}/{path}")
        page.screenshot(path=BUILD / f"{language}-{name}-{path}.png", full_page=True)
    page.goto((BUILD / f"{language}-locked.html").as_uri())
    page.screenshot(path=BUILD / f"{language}-{name}-locked.png", full_page=True)
    page.locator("#password").fill(PASSWORD)
    page.locator("#open").click()
    page.locator("#opened h1").wait_for()
    page.screenshot(path=BUILD / f"{language}-{name}-opened.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
