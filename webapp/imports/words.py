"""The words on the import pages."""

from webapp.base.i18n import lazy
from webapp.people.words import ETHNIC_GROUPS, deprivation_in_words
from webapp.portions.models import ImportKind, ImportState

KINDS = {
    ImportKind.PEOPLE.value: lazy("People"),
    ImportKind.RESULTS.value: lazy("Results"),
    ImportKind.APPOINTMENTS.value: lazy("Appointments"),
    ImportKind.LEAVERS.value: lazy("Who died or left"),
}
STATES = {
    ImportState.PREVIEWED.value: lazy("Waiting for your yes"),
    ImportState.APPLYING.value: lazy("Being brought in"),
    ImportState.APPLIED.value: lazy("Done"),
    ImportState.UNDONE.value: lazy("Taken back"),
    ImportState.DISCARDED.value: lazy("Put away"),
}
COUNTS = {
    "added": lazy("New"),
    "changed": lazy("Changed"),
    "unchanged": lazy("No change"),
    "refused": lazy("Cannot be used"),
    "set_aside": lazy("Set aside for you to check"),
}
FIELDS = {
    "surname": lazy("Surname"),
    "given_name": lazy("First name"),
    "sex": lazy("Sex"),
    "language": lazy("Language"),
    "ethnic_group": lazy("Ethnic group"),
    "deprivation": lazy("How poor their area is (1 is the most poor)"),
    "died_on": lazy("Date of death"),
    "left_on": lazy("Left this GP surgery"),
    "mobile": lazy("Mobile number"),
    "landline": lazy("Landline"),
    "email": lazy("E-mail"),
    "address": lazy("Address"),
    "conditions": lazy("Conditions"),
    "needs": lazy("Needs"),
    "value": lazy("Result"),
    "starts_at": lazy("Appointment moved"),
    "with_whom": lazy("Appointment with"),
    "place": lazy("Place"),
    "did_not_attend": lazy("Did not come"),
    "cancelled": lazy("Cancelled"),
}
IN_THE_WAY = {
    "released": lazy("a result was already released"),
    "messaged": lazy("a message was already sent"),
}


def value_in_words(field: str, value: str) -> str:
    """What a report says in a code of ours, as staff read it. Everything else as it is."""
    if field == "ethnic_group":
        return str(ETHNIC_GROUPS.get(value, ""))  # type: ignore[call-overload]
    return deprivation_in_words(value) if field == "deprivation" else value
