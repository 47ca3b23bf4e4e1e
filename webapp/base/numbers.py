"""Numbers that somebody types."""


def whole_number(typed: str, least: int, most: int) -> int | None:
    """A whole number in plain digits, from `least` to `most`, or None: also for so many digits that Python itself refuses them."""
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 10):
        return None
    return int(typed) if least <= int(typed) <= most else None
