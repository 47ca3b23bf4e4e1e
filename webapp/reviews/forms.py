"""Who was ticked on the day's list."""

from uuid import UUID

from werkzeug.datastructures import MultiDict


def people_ticked(form: MultiDict[str, str]) -> set[UUID]:
    """The one whose own button was pressed, else everybody ticked. What is no id is nobody."""
    return {found for text in form.getlist("one") or form.getlist("person") if (found := id_of(text))}


def id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
