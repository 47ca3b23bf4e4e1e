"""Small FHIR forms to try, and the two judges of what goes out: HL7's own JSON schema of R4, and fhir.resources."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator

from webapp.fhir.files import FormRefused
from webapp.instruments.fhir_forms import form_in, plain_number

SCHEMA = Path(__file__).parent.parent / "vendor" / "fhir-r4.schema.json.gz"
HL7 = "http://hl7.org/fhir/StructureDefinition"


def form(*items: dict, **more: Any) -> dict:
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "url": "https://example.org/q",
        "version": "2",
        "title": "Your week",
        "item": list(items),
        **more,
    }


def item(link: str, kind: str = "string", **more: Any) -> dict:
    return {"linkId": link, "text": f"Question {link}?", "type": kind, **more}


def coding(code: str, display: str | None = None, weight: float | None = None, url: str = f"{HL7}/ordinalValue") -> dict:
    found: dict = {"valueCoding": {"system": "https://example.org/c", "code": code, "display": display or code.upper()}}
    return found | ({"extension": [{"url": url, "valueDecimal": weight}]} if weight is not None else {})


def raw(whole: dict) -> bytes:
    return json.dumps(whole).encode()


def as_json(resource: dict) -> dict:
    return json.loads(json.dumps(resource, default=plain_number))


@cache
def judge() -> Draft6Validator:
    schema = json.loads(gzip.decompress(SCHEMA.read_bytes()))
    return Draft6Validator({"$ref": "#/definitions/QuestionnaireResponse", "definitions": schema["definitions"]})


def faults(resource: dict) -> list[str]:
    """What either judge says against it."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    written = as_json(resource)
    QuestionnaireResponse.model_validate(written)
    return [f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in judge().iter_errors(written)]


def paths(whole: dict | bytes, **how) -> list[str]:
    with pytest.raises(FormRefused) as why:
        form_in(whole if isinstance(whole, bytes) else raw(whole), **how)
    assert all(reason.why for reason in why.value.reasons)
    return [reason.path for reason in why.value.reasons]
