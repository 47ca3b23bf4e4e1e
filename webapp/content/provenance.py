"""Where a catalogue file came from, who signed it off and until when it may be used."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Provenance:
    origin: str
    version: str
    copied: date
    sign_off: str | None
    expires: date
    status: str

    @property
    def draft(self) -> bool:
        return self.sign_off is None

    def expired(self, today: date) -> bool:
        return today > self.expires
