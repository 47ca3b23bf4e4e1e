from enum import StrEnum


class ItemKind(StrEnum):
    """A goal of the person; an action, the person's own step to a goal; a promise, what somebody else will do; the others are entries of one section.
    A decision has options, each with its good and its hard sides.

    A document is a pointer to a paper kept elsewhere, never the paper.
    """

    GOAL = "goal"
    ACTION = "action"
    PROMISE = "promise"
    MEDICINE = "medicine"
    CONTACT = "contact"
    CARE = "care"
    SERVICE = "service"
    EQUIPMENT = "equipment"
    DOCUMENT = "document"
    TEST = "test"
    DECISION = "decision"
    OPTION = "option"
