"""Why a message did not go or did not arrive, in words for the staff of a practice. The tables keep the short word."""

from webapp.base.i18n import lazy as _

WHY = {
    "refused": _("The phone company refused this number. Check the number with the person."),
    "details": _("The list of people is too old. This goes when a new list comes in."),
    "enough": _("They had as many messages as you send in one year. Ring them."),
    "too_late": _("The text could not be sent in time."),
    "no_answer": _("Nobody could tell us if the text was sent."),
    "never_known": _("Nobody can tell us if it arrived. Ask the person."),
    "address_refused": _("This e-mail address does not work. Check it with the person."),
    "mail_refused": _("The e-mail was sent back. Check the address with the person."),
    "mail_forbidden": _("The mail service did not accept us for too long."),
    "mail_busy": _("The mail service was too busy for too long."),
    "mail_fault": _("The mail service had a fault for too long."),
    "forbidden": _("The text service did not accept our key."),
    "too_busy": _("The text service was too busy for too long."),
    "provider_fault": _("The text service had a fault for too long."),
    "switched_off": _("Text messages are switched off here."),
    "permanent-failure": _("This number does not work. Check the number with the person."),
    "temporary-failure": _("The phone was off or had no signal for 3 days."),
    "not_arrived": _("Staff said that the text did not arrive."),
    "came_back": _("The letter came back. Check the address with the person."),
    "printed": _("A letter was printed. Take it out of the post if you can."),
    "handed_over": _("It is in a file for your own system. Stop it there if you can."),
    "technical-failure": _("The text service had a fault."),
}
