"""Nothing of an item is lost on its way out: what the resource has no place for goes along by its own name, and comes back by it. Pure."""

from collections.abc import Callable

from webapp.bundles.marks import FIELD_NAME, FIELD_SAID, FIELD_WORDS, FIELDS, Json, tidy, told
from webapp.chapters.kinds import ItemKind
from webapp.plans.models import Item
from webapp.plans.queries import Part
from webapp.plans.rules import FIELDS as OWNERS


def item_in(part: Part) -> Item:
    if part.item is None:
        raise TypeError("the plan's own words are no item")
    return part.item


def whole_out(part: Part, made: Json, read_back: Callable[[Json], dict[str, str]]) -> Json:
    """`made` with its id, marked as an entry of this plan, and with the fields that reading it back would lose."""
    item = item_in(part)
    back = read_back(tidy(made))
    lost = [field_out(name, words) for name, words in part.words.items() if back.get(name, "") != words]
    head = {"resourceType": made["resourceType"], "id": str(item.id), "meta": {"tag": [{"system": FIELDS, "code": item.kind.value}]}}
    return {**head, **{name: value for name, value in made.items() if name not in head}, "extension": [*made.get("extension", ()), *lost]}


def field_out(name: str, words: str) -> Json:
    return {"url": FIELD_SAID, "extension": [{"url": FIELD_NAME, "valueCode": name}, {"url": FIELD_WORDS, "valueString": words}]}


def fields_in(found: Json) -> dict[str, str]:
    """What came along by its own name."""
    said = [one for one in found.get("extension", ()) if one.get("url") == FIELD_SAID]
    return {extension_in(one, FIELD_NAME, "Code"): extension_in(one, FIELD_WORDS, "String") for one in said}


def whole_in(kind: ItemKind, found: Json, read: Callable[[Json], dict[str, str]]) -> dict[str, str]:
    """Only fields that an item of this kind has, and only those in which something is written."""
    words = read(found) | fields_in(found)
    return {name: said for name, kept in words.items() if name in OWNERS[kind] and (said := told(kept))}


def extension_in(found: Json, url: str, kind: str) -> str:
    return next((one.get(f"value{kind}", "") for one in found.get("extension", ()) if one.get("url") == url), "")
