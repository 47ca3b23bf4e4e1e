from uuid import UUID

from werkzeug.datastructures import MultiDict


def chosen_texts(form: MultiDict) -> set[UUID]:
    """The ticked texts; what is no id is left out."""
    found = set()
    for typed in form.getlist("texts"):
        try:
            found.add(UUID(typed))
        except ValueError:
            continue
    return found
