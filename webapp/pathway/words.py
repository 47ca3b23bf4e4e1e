"""The stages of the year, in words for the desk."""

from webapp.base.i18n import lazy
from webapp.pathway.models import Stage

STAGES = {
    Stage.ENTRY: lazy("On the list"),
    Stage.INVITED: lazy("Asked"),
    Stage.GATHERING: lazy("Gathering results"),
    Stage.TRIAGED: lazy("Results released"),
    Stage.PACK_SENT: lazy("Pack sent"),
    Stage.PREPARED: lazy("Answers sent"),
    Stage.CONVERSATION: lazy("Talk"),
    Stage.PLAN_AGREED: lazy("Plan agreed"),
    Stage.LIVING_IT: lazy("Living it"),
    Stage.REVIEW_DUE: lazy("Review is due"),
    Stage.DECLINED: lazy("Said no for now"),
    Stage.LEFT: lazy("Left this GP surgery"),
    Stage.LOOKING_AFTER_MYSELF: lazy("Looking after myself"),
    Stage.DIED: lazy("Died"),
}
