"""What a text is about and what became of it, as the desk reads it."""

from webapp.base.i18n import lazy
from webapp.messages.models import MessageKind

KINDS = {
    MessageKind.DESK_CODE: lazy("A code was made at the desk"),
    MessageKind.PACK_READY: lazy("The pack is ready"),
    MessageKind.REMINDER: lazy("A reminder"),
    MessageKind.DATE_MOVED: lazy("A day was moved"),
    MessageKind.INVITATION: lazy("An invitation"),
    MessageKind.CHOSEN: lazy("A text they chose"),
}
