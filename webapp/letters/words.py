"""What a letter is about, as the desk reads it."""

from webapp.base.i18n import lazy
from webapp.messages.models import MessageKind
from webapp.textfiles.words import KINDS as TEXTS

KINDS = TEXTS | {MessageKind.INVITATION: lazy("An invitation")}
