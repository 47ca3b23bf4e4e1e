"""The NHS's six words for where an offer of a personalised care and support plan stands. Pure.

Source: NHS Data Model and Dictionary, data element OFFER STATUS (PERSONALISED CARE AND SUPPORT PLANNING), national codes 01 to 04 as in
ACTIVITY OFFER STATUS (release of June 2026); 05 and 06 as the Cancer Outcomes and Services Data Set keeps them. Of 06 two wordings are in use,
"Not offered: other reason" and "Not required (no concerns)": both mean that nobody needed to ask.
"""

from enum import StrEnum

from webapp.pathway.models import Stage
from webapp.recall.models import Said


class Offer(StrEnum):
    UNDECIDED = "01"
    DECLINED = "02"
    ACCEPTED = "03"
    NOT_OFFERED = "04"
    UNABLE = "05"
    NOT_NEEDED = "06"


BEFORE_ASKING = (Stage.ENTRY,)
ANSWERS: dict[Said, Offer] = {
    Said.ACCEPT: Offer.ACCEPTED,
    Said.TALK: Offer.UNDECIDED,
    Said.NOT_NOW: Offer.UNDECIDED,
    Said.DECLINE: Offer.DECLINED,
    Said.UNABLE: Offer.UNABLE,
}


def offer_status(stage: Stage | None, *, asked: bool, said: Said | None = None, is_sure: bool = True) -> Offer:
    """`asked`: was there any invitation this year. `said`: the newest answer. A no that nobody can be sure of leaves it open."""
    if stage is Stage.DECLINED:
        return Offer.DECLINED
    if stage is Stage.LOOKING_AFTER_MYSELF:
        return Offer.NOT_NEEDED
    if stage in (None, Stage.LEFT, Stage.DIED, *BEFORE_ASKING) and not asked:
        return Offer.NOT_OFFERED
    if stage not in (None, Stage.LEFT, Stage.DIED, Stage.INVITED, *BEFORE_ASKING):
        # Booked, or further on in the year: whoever came said yes.
        return Offer.ACCEPTED
    if said is None or (said is Said.DECLINE and not is_sure):
        return Offer.UNDECIDED
    return ANSWERS[said]
