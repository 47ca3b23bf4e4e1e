"""What whoever asked is told, ready to be said on the phone or printed: for somebody's helper never more than that we have read it."""

from webapp.asks.models import Asker, Outcome, TalkAsk
from webapp.base.i18n import _
from webapp.practices.models import Practice


def answer_words(ask: TalkAsk, practice: Practice, outcome: Outcome, why: str = "") -> str:
    """Each idea a line. `why` is what the practice says of its no."""
    if ask.asker is Asker.CARER:
        said = [_("Thank you for asking us about a talk for somebody you help."), _("We have read what you wrote.")]
        said += [_("We can only speak with them about it."), _("We can speak with you too, if they tell us so.")]
    elif ask.person_id is None:
        said = [_("Thank you for asking us for a talk about your care."), _("We could not settle this from what you wrote."), _("Please speak with us.")]
    elif outcome is Outcome.INVITED:
        said = [_("Thank you for asking us for a talk about your care."), _("Yes, we would like to talk with you."), _("You will get an invitation from us.")]
    elif outcome is Outcome.TALKED:
        said = [_("Thank you for asking us for a talk about your care."), _("It was good to speak with you about it.")]
    else:
        said = [_("Thank you for asking us for a talk about your care."), _("We cannot offer it to you now."), why, _("You may ask us again at any time.")]
    return "\n".join([*filter(None, said), _("Our phone number is %(phone)s.", phone=practice.phone)])
