"""A day as people type it."""

from datetime import date


def day_of(text: str) -> date | None:
    """2026-11-03, 3/11/2026 or 3.11.2026. None for anything else."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
