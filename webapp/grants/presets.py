"""Ready-made choices of what to share, by who it is for. A choice only ticks boxes: the person sees them, changes them, and then saves.

Source: plan template 3.2 of this project (sharing presets).
"""

from collections.abc import Collection
from enum import StrEnum

from webapp.base.i18n import lazy
from webapp.grants.models import SharedPart as P


class Preset(StrEnum):
    FAMILY = "family"
    AMBULANCE = "ambulance"
    CARE_WORKER = "care-worker"
    WORK = "work"
    EVERYTHING = "everything"


EVERYTHING = frozenset(P) - {P.PACK}
PRESET_PARTS: dict[Preset, frozenset[P]] = {
    Preset.FAMILY: frozenset({P.ABOUT, P.ABOUT_ME, P.GOALS, P.PROMISES, P.DANGER, P.CHANGES, P.TEAM, P.CONTACTS}),
    Preset.AMBULANCE: frozenset({P.ABOUT, P.ABOUT_ME, P.DETAILS, P.HEALTH, P.MEDICINES, P.DANGER, P.CHANGES, P.TEAM, P.PAPERS}),
    Preset.CARE_WORKER: frozenset({P.ABOUT, P.ABOUT_ME, P.DETAILS, P.SERVICES, P.EQUIPMENT, P.WEEK, P.MEDICINES, P.DANGER, P.CHANGES, P.TEAM, P.CONTACTS}),
    Preset.WORK: frozenset({P.ABOUT_ME}),
    Preset.EVERYTHING: EVERYTHING,
}
# For these a week is ticked too: they need it once, not for a year.
FOR_A_WEEK = frozenset({Preset.AMBULANCE})
PRESETS = {
    Preset.FAMILY: ("family", lazy("Family, friend or carer"), lazy("About me and my goals. What others do. When I get worse. My team.")),
    Preset.AMBULANCE: (
        "ambulance",
        lazy("Ambulance or hospital"),
        lazy("About me and my details. My health and medicines. When I get worse. For 7 days."),
    ),
    Preset.CARE_WORKER: ("hands", lazy("Care worker"), lazy("About me and my details. My week, my help, my medicines. When I get worse.")),
    Preset.WORK: ("work", lazy("Work or college"), lazy("Only: about me.")),
    Preset.EVERYTHING: ("plan", lazy("Everything"), lazy("All of my plan. We ask you twice.")),
}


def preset_named(name: str) -> Preset | None:
    return Preset(name) if name in set(Preset) else None


def is_everything(parts: Collection[P]) -> bool:
    return frozenset(parts) >= EVERYTHING
