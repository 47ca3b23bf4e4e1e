"""The icons and pictures of the installed app, drawn from our own mark and our own pages: `python scripts/app_icons.py [ADDRESS OF A RUNNING DEMO]`.

Without an address only the icons are drawn. Nothing personal is in a picture: the pages are those that anyone may open.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "webapp" / "static"
ICONS = STATIC / "icons"
PAPER = "#faf4e8"
# File, its side in pixels, and how much of it the mark fills: a phone may cut a maskable icon down to a circle of four fifths.
DRAWN = (("icon-192", 192, 0.76), ("icon-512", 512, 0.76), ("maskable-192", 192, 0.56), ("maskable-512", 512, 0.56), ("apple-touch-icon", 180, 0.68))
PICTURES = (("narrow-start", "/", 360, 720), ("narrow-help", "/help", 360, 720), ("wide-start", "/", 1280, 800))


def draw_icons(browser: Browser) -> None:
    mark = (STATIC / "favicon.svg").read_text("utf-8")
    for name, side, share in DRAWN:
        page = browser.new_page(viewport={"width": side, "height": side})
        size = round(side * share)
        page.set_content(f'<body style="margin:0;background:{PAPER};display:grid;place-items:center;height:100vh"><div style="width:{size}px">{mark}</div>')
        page.screenshot(path=ICONS / f"{name}.png")
        page.close()


def take_pictures(browser: Browser, address: str) -> None:
    for name, path, width, height in PICTURES:
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(address + path)
        page.screenshot(path=ICONS / f"{name}.png")
        page.close()


def main() -> None:
    ICONS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        draw_icons(browser)
        if len(sys.argv) > 1:
            take_pictures(browser, sys.argv[1])
        browser.close()


if __name__ == "__main__":
    main()
