"""What an instrument is called to the person who answers it, and what staff read of it."""

from webapp.base.i18n import lazy
from webapp.content.prompt import Instrument

NAMES = {
    "phq2": lazy("How is your mood?"),
    "phq4": lazy("How are your mood and your worries?"),
    "phq8": lazy("How is your mood?"),
    "phq9": lazy("How is your mood?"),
    "gad2": lazy("How are your worries?"),
    "gad7": lazy("How are your worries?"),
    "mrc_dyspnoea": lazy("How is your breathing?"),
    "semcd6": lazy("How sure do you feel about your health?"),
    "ons4": lazy("How is your life just now?"),
    "lonely_direct": lazy("Do you feel lonely?"),
    "audit_c_uk": lazy("How much alcohol do you drink?"),
    "sils": lazy("Do you want help with reading?"),
    "feeling_in_charge": lazy("Feeling in charge"),
    "my_care_check": lazy("My care check"),
}
PICTURES = {
    "phq2": "mood",
    "phq4": "mood",
    "phq8": "mood",
    "phq9": "mood",
    "gad2": "worry",
    "gad7": "worry",
    "mrc_dyspnoea": "lungs",
    "semcd6": "star",
    "ons4": "sun",
    "lonely_direct": "people",
    "audit_c_uk": "alcohol",
    "sils": "book",
    "feeling_in_charge": "star",
}
# Wording of our own, put into other languages like any sentence of ours. All others are shown as their owners wrote them.
OURS = frozenset({"feeling_in_charge", "my_care_check"})
WHAT_HIGHER_IS = {
    "better": lazy("A higher number is better."),
    "worse": lazy("A lower number is better."),
    "more need": lazy("A higher number means more help is needed."),
}
NOT_SHIPPED = {
    "pack": lazy("It needs a licence. Load the licensed pack of your surgery to use it."),
    "amber": lazy("Its words or its licence are not confirmed. So we cannot ask it."),
    "staff": lazy("It is not for people to fill in. Staff write it down after seeing the person."),
}
# To be printed as it stands: what it is not, so that nobody takes it for the licensed measure.
NOTICES = {"feeling_in_charge": "A talking tool. Not a test. Not validated. Not the PAM."}
FAMILIES = {"mood": lazy("mood"), "worry": lazy("worry")}


def name_of(instrument: Instrument):
    """A loaded form is called what its publisher calls it."""
    return NAMES.get(instrument.id) or instrument.title


def notices_of(instrument: Instrument) -> list[str]:
    """Whose words these are, exactly as their owner asks."""
    return [notice for notice in (instrument.copyright_notice, NOTICES.get(instrument.id)) if notice]
