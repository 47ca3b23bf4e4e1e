from webapp.base.session import Database
from webapp.messages.channels import Channel
from webapp.messages.channels.off import Off
from webapp.messages.channels.pretend import PretendPhone
from webapp.settings import Settings


def channel_for(settings: Settings, database: Database) -> Channel:
    """The channel the settings ask for."""
    if settings.sms == "notify":
        # Its client takes long to load, and the demo needs none of it.
        from webapp.messages.channels.notify import GovukNotify

        return GovukNotify(settings)
    return PretendPhone(database) if settings.sms == "pretend" else Off()
