"""What the person said of a suggestion, as they read it."""

from webapp.base.i18n import lazy
from webapp.sharing.models import Said

SAID = {
    Said.KEPT: lazy("You said thank you, and kept it"),
    Said.OWN_WORDS: lazy("You put it in your own words"),
    Said.NO: lazy("You said no"),
}
