"""What staff should know about a row that was still brought in."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.base.i18n import lazy


class Said(StrEnum):
    LANDLINE = "landline"
    PHONE_UNUSABLE = "phone_unusable"
    EMAIL_UNUSABLE = "email_unusable"
    SHARED_MOBILE = "shared_mobile"
    LETTERS_LOST = "letters_lost"
    UNKNOWN_CONDITION = "unknown_condition"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_NEED = "unknown_need"
    UNKNOWN_ETHNIC_GROUP = "unknown_ethnic_group"
    UNKNOWN_DEPRIVATION = "unknown_deprivation"
    HAS_DIED = "has_died"
    ODD_VALUE = "odd_value"
    LIMIT = "limit"


SENTENCES = {
    Said.LANDLINE: lazy("The mobile number is a landline. It cannot get texts."),
    Said.PHONE_UNUSABLE: lazy("The phone number “%(detail)s” does not work."),
    Said.EMAIL_UNUSABLE: lazy("The e-mail address “%(detail)s” does not work."),
    Said.SHARED_MOBILE: lazy("Another person has the same mobile number. See line %(detail)s."),
    Said.LETTERS_LOST: lazy("Letters in this name were lost. Please put the name right."),
    Said.UNKNOWN_CONDITION: lazy("We do not know the condition “%(detail)s”. We kept the words."),
    Said.UNKNOWN_LANGUAGE: lazy("We do not know the language “%(detail)s”."),
    Said.UNKNOWN_NEED: lazy("We do not know the need “%(detail)s”. We kept the words."),
    Said.UNKNOWN_ETHNIC_GROUP: lazy("We do not know the ethnic group “%(detail)s”. We did not guess."),
    Said.UNKNOWN_DEPRIVATION: lazy("“%(detail)s” does not say how poor an area is. It must be 1 to 10, or 1 to 5."),
    Said.HAS_DIED: lazy("This person has died. They get no messages."),
    Said.ODD_VALUE: lazy("The value “%(detail)s” is unusual. A clinician will check it."),
    Said.LIMIT: lazy("“%(detail)s” is a limit. A clinician accepts it before the person sees it."),
}

# For somebody who may not see what stood there.
WITHOUT_DETAIL = {
    Said.ODD_VALUE: lazy("The value is unusual. A clinician will check it."),
    Said.LIMIT: lazy("The value is a limit. A clinician accepts it before the person sees it."),
}


@dataclass(frozen=True, slots=True)
class Note:
    said: Said
    detail: str = ""


def note_text(note: Note) -> str:
    """Plain text, in the reader's language: a lazy string would pass a template's escaping."""
    if not note.detail and note.said in WITHOUT_DETAIL:
        return str(WITHOUT_DETAIL[note.said])
    return str(SENTENCES[note.said]) % {"detail": note.detail}
