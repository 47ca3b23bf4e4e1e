from collections.abc import Mapping

from webapp.channels import Channel
from webapp.channels.off import Off
from webapp.channels.pretend import PretendPhone
from webapp.database.session import Database
from webapp.people.models import Way
from webapp.settings import Settings

Channels = Mapping[Way, Channel]
NOWHERE = Off()


def channels_for(settings: Settings, database: Database) -> dict[Way, Channel]:
    """What carries each way of writing, as the settings ask. A letter has none: people print it."""
    return {Way.SMS: texts(settings, database), Way.EMAIL: emails(settings, database), Way.PUSH: notices(settings)}


def carried(settings: Settings) -> frozenset[Way]:
    """The ways a message may take here. Texts that are switched off wait; nobody begins an e-mail that nothing carries."""
    return frozenset(Way) - ({Way.EMAIL} if settings.email == "off" else set())


def emails(settings: Settings, database: Database) -> Channel:
    if settings.email == "smtp":
        from webapp.channels.email import Email

        return Email(settings)
    return PretendPhone(database) if settings.email == "pretend" else NOWHERE


def texts(settings: Settings, database: Database) -> Channel:
    if settings.sms == "notify":
        # Its client takes long to load, and the demo needs none of it.
        from webapp.channels.notify import GovukNotify

        return GovukNotify(settings)
    if settings.sms == "http":
        from webapp.channels.http_texts import HttpTexts

        return HttpTexts(settings)
    return PretendPhone(database) if settings.sms == "pretend" else NOWHERE


def notices(settings: Settings) -> Channel:
    from webapp.channels.push_key import push_key

    key = push_key(settings)
    if key is None:
        return NOWHERE
    from webapp.channels.push import BrowserPush

    return BrowserPush(settings, key)


def carrier(channels: Channels | Channel, way: Way) -> Channel:
    """A channel alone carries texts, and only them."""
    return by_way(channels).get(way, NOWHERE)


def longest_patience(channels: Channels | Channel) -> float:
    """In seconds."""
    return max((channel.patience for channel in by_way(channels).values()), default=0)


def unasked(channels: Channels | Channel) -> frozenset[Way]:
    """The ways whose other end tells nobody what it took."""
    return frozenset(way for way, channel in by_way(channels).items() if not channel.can_be_asked)


def by_way(channels: Channels | Channel) -> Channels:
    return channels if isinstance(channels, Mapping) else {Way.SMS: channels}
