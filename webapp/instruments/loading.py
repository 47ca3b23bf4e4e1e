"""A loaded text made into what is asked. It was looked at when it was loaded: here it is only read."""

import json
from decimal import Decimal

from webapp.instruments.fhir_forms import taken_apart
from webapp.instruments.licences import pack_loaded
from webapp.instruments.models import Origin
from webapp.instruments.rules import Loaded


def opened(content: str, *, origin: str, name: str, sha256: str) -> Loaded:
    whole = json.loads(content, parse_float=Decimal)
    if origin == Origin.FHIR:
        return taken_apart(whole, name, sha256, leave_out=True)[0]
    if origin == Origin.LICENCE:
        return pack_loaded(whole, name, sha256)
    raise ValueError(f"{origin} is no origin")
