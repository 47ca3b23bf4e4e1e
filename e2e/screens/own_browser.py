"""A whole browser with a profile of its own on the disk, as on a phone: it can be killed at any moment and opened again."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Error, Page

from conftest import NOT_ASKED, QUIET


class OwnBrowser:
    """`page` is its one page. What it has kept stands in the folder `profile`, also while it is closed."""

    def __init__(self, playwright, profile: Path, address: str):
        self.kind, self.profile, self.address = playwright.chromium, profile, address
        self.open()

    def open(self) -> Page:
        self.context = self.kind.launch_persistent_context(
            self.profile,
            executable_path=shutil.which("chromium"),
            args=QUIET,
            ignore_default_args=NOT_ASKED,
            base_url=self.address,
            viewport={"width": 360, "height": 740},
            reduced_motion="reduce",
        )
        self.page = self.context.pages[0]
        self.context.set_default_timeout(15_000)
        self.context.add_cookies([{"name": "language", "value": "en", "url": self.address}])
        return self.page

    def open_anew(self) -> Page:
        """The same address again. The page may be about to load itself again and break that off: then it is asked for once more."""
        address = self.page.url
        for _ in range(3):
            # In the same tab: one that is closed while it loads itself again is sometimes never gone, and whoever closes it waits for ever.
            with suppress(Error):
                self.page.goto(address)
                return self.page
        raise AssertionError(f"{address} was broken off three times")

    def kill(self) -> None:
        """SIGKILL to all of it at once, as a phone that needs the room does it: nothing is tidied up, nothing written."""
        for pid in mine(self.profile):
            os.killpg(pid, signal.SIGKILL)
        # Its driver hears of it sooner or later.
        with suppress(Error):
            self.close()

    def close(self) -> None:
        self.context.close()


def mine(profile: Path) -> list[int]:
    """The browser over this profile; its parts are in its group."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = one.read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(word.startswith(b"--type=") for word in words):
            found.append(int(one.parent.name))
    return found
