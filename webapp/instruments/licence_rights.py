"""What a licensed pack says it allows, and until when. Pure."""

from datetime import date
from typing import Any

from webapp.base.i18n import _
from webapp.fhir.files import Refusal

ASK, SCORE_ENTRY = "ask", "score_entry"
MODES = (ASK, SCORE_ENTRY)
ONLINE, STAFF = "self_complete_online", "staff_entry"
IN_WORDS = ("owner", "copyright_notice", "licence_reference", "licensee", "contact")
YES_OR_NO = (
    "may_display_items",
    "may_adapt",
    "may_translate",
    "may_reformat_one_per_screen",
    "may_store_item_answers",
    "may_export_items",
    "may_show_score_to_patient",
    "commercial_use",
)


def check_rights(whole: dict[str, Any], today: date, licensee: str) -> list[Refusal]:
    rights, asks = whole.get("rights"), whole.get("mode") == ASK
    if not isinstance(rights, dict):
        return [Refusal("rights", _("A pack must say what its licence allows."))]
    found = [Refusal(f"rights.{name}", _("This must be there, in words.")) for name in IN_WORDS if not is_words(rights.get(name))]
    found += [Refusal(f"rights.{name}", _("It must say true or false.")) for name in YES_OR_NO if not isinstance(rights.get(name), bool)]
    if is_words(rights.get("licensee")) and rights["licensee"].strip().upper() != licensee.upper():
        found.append(Refusal("rights.licensee", _("This licence is for another surgery.")))
    found += check_days(rights, today)
    uses = rights.get("permitted_uses")
    wanted = ONLINE if asks else STAFF
    if not isinstance(uses, list) or wanted not in uses:
        found.append(Refusal("rights.permitted_uses", _("It does not allow “%(use)s”.", use=wanted)))
    if rights.get("may_display_items") is False and "content" in whole:
        found.append(Refusal("rights.may_display_items", _("Its questions may not be shown, but they are in the pack.")))
    if asks:
        needed = ("may_display_items", "may_store_item_answers", "may_reformat_one_per_screen")
        found += [Refusal(f"rights.{name}", _("Without this we cannot ask it one question a page.")) for name in needed if rights.get(name) is False]
    return found


def is_words(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 4000


def check_days(rights: dict[str, Any], today: date) -> list[Refusal]:
    begins, ends = (day_in(rights.get(name)) for name in ("valid_from", "valid_to"))
    found = [Refusal(f"rights.{name}", _("Write a day, like 2027-03-31.")) for name, day in (("valid_from", begins), ("valid_to", ends)) if day is None]
    if begins and begins > today:
        found.append(Refusal("rights.valid_from", _("The licence has not begun.")))
    if ends and ends < today:
        found.append(Refusal("rights.valid_to", _("The licence has ended.")))
    return found


def day_in(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2027-03-31") else None
    except ValueError:
        return None
