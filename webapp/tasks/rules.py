from webapp.tasks.models import Urgency

ORDER = list(Urgency)


def sooner(one: Urgency, other: Urgency) -> Urgency:
    """The more urgent of two."""
    return min(one, other, key=ORDER.index)
