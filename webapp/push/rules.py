"""Which device a browser says it is on, and when the text follows a notice. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta

from webapp.push.models import Device

# A text that could not wait so long goes sooner, and one that could not wait at all goes as ever, with no notice before it.
FOLLOWS_AFTER, SOONER = timedelta(hours=24), timedelta(hours=3)
# The first of these names in what a browser says of itself: each also says those below it.
BROWSERS = {
    "Edg": "Edge",
    "EdgA": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "OPR": "Opera",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
MOST_DEVICES = 10


def device_of(user_agent: str) -> Device:
    """An Android tablet says Android and not Mobile. A new iPad says that it is a computer."""
    if "iPad" in user_agent or ("Android" in user_agent and "Mobile" not in user_agent):
        return Device.TABLET
    return Device.PHONE if any(mark in user_agent for mark in ("iPhone", "Android", "Mobile")) else Device.COMPUTER


def browser_of(user_agent: str) -> str:
    """Its name as people know it; empty when it is another."""
    return next((name for mark, name in BROWSERS.items() if f"{mark}/" in user_agent), "")


def text_follows_at(at: datetime, useless_after: datetime, next_sending_time: Callable[[datetime], datetime]) -> datetime | None:
    """When the text goes if the notice sent now was not opened by then. None: the text cannot wait, so no notice goes before it."""
    for wait in (FOLLOWS_AFTER, SOONER):
        follows = next_sending_time(at + wait)
        if follows < useless_after - SOONER:
            return follows
    return None
