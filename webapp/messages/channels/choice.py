from webapp.base.session import Database
from webapp.messages.channels import Channel
from webapp.messages.channels.notify import GovukNotify
from webapp.messages.channels.off import Off
from webapp.messages.channels.pretend import PretendPhone
from webapp.settings import Settings


def channel_for(settings: Settings, database: Database) -> Channel:
    """The channel the settings ask for."""
    if settings.sms == "notify":
        return GovukNotify(settings)
    return PretendPhone(database) if settings.sms == "pretend" else Off()
