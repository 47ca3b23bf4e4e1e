from webapp.channels import Channel
from webapp.channels.off import Off
from webapp.channels.pretend import PretendPhone
from webapp.database.session import Database
from webapp.settings import Settings


def channel_for(settings: Settings, database: Database) -> Channel:
    """The channel the settings ask for."""
    if settings.sms == "notify":
        # Its client takes long to load, and the demo needs none of it.
        from webapp.channels.notify import GovukNotify

        return GovukNotify(settings)
    return PretendPhone(database) if settings.sms == "pretend" else Off()
