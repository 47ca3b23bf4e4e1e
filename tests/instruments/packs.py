"""Invented licensed packs: nothing of anybody's real questionnaire."""

import json
from copy import deepcopy

from webapp.instruments.licences import fingerprint

RIGHTS = {
    "owner": "Made-up Measures Ltd",
    "copyright_notice": "(c) Made-up Measures 2026.",
    "trademark": "GLOW is a made-up name.",
    "licence_reference": "MM-77",
    "licensee": "Z99901",
    "contact": "licence@example.org",
    "territory": "UK",
    "valid_from": "2026-01-01",
    "valid_to": "2027-01-15",
    "permitted_uses": ["self_complete_online", "staff_entry"],
    "may_display_items": True,
    "may_adapt": False,
    "may_translate": False,
    "may_reformat_one_per_screen": True,
    "may_store_item_answers": True,
    "may_export_items": False,
    "may_show_score_to_patient": False,
    "commercial_use": False,
}
GLOW = {
    "pack_id": "glow",
    "pack_version": "1",
    "schema_version": "1",
    "mode": "ask",
    "instrument": {"id": "glow", "title": "The GLOW scale", "version": "1.2", "language": "en", "country": "GB"},
    "rights": RIGHTS,
    "content": {
        "stem": "Think of your lamp.",
        "options": [{"value": 0, "label": "Dim"}, {"value": 1, "label": "Warm"}, {"value": 2, "label": "Bright"}],
        "items": [{"id": "a", "text": "How was it in the morning?"}, {"id": "b", "text": "How dark was the evening?", "reverse": True}],
    },
    "scoring": {"type": "lookup_table", "min": 0, "max": 100, "higher_is": "better", "table": [[0, 0], [1, 20], [2, 47.5], [3, 71], [4, 100]], "round": 1},
    "bands": [{"min": 0, "max": 47.4, "label": "Faint", "source": "Made-up 2026"}, {"min": 47.5, "max": 100, "label": "Radiant", "source": "Made-up 2026"}],
    "codes": {},
}


def pack(**changes) -> dict:
    """GLOW with parts put in another's place (`rights__valid_to="..."` goes inside), and a fingerprint that fits."""
    made = deepcopy(GLOW)
    for name, value in changes.items():
        *inside, last = name.split("__")
        part = made
        for step in inside:
            part = part[step]
        if value is None:
            part.pop(last, None)
        else:
            part[last] = value
    return made | {"sha256": changes.get("sha256") or fingerprint(made)}


def entry_pack(**changes) -> dict:
    """For scores only."""
    scoring = {"type": "entered", "min": 0, "max": 100, "higher_is": "better"}
    rights = {"rights__may_display_items": False, "rights__may_show_score_to_patient": True}
    return pack(mode="score_entry", content=None, scoring=scoring, bands=[], **(rights | changes))


def raw(whole: dict) -> bytes:
    return json.dumps(whole).encode()
