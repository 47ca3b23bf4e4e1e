from enum import StrEnum


class Owner(StrEnum):
    """Whose words a field holds. The other side may write beside them, never in them; staff may only write the person's down."""

    PERSON = "person"
    PROFESSIONAL = "professional"
    BOTH = "both"
