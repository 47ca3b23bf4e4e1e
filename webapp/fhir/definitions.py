"""An instrument that comes with the app, written as a FHIR R4 Questionnaire: its codes where somebody verified them. Pure.

The total is an item of its own, read-only, coded in LOINC and SNOMED CT. Weights are written as R4 names them: ordinalValue.
"""

from typing import Any

from webapp.content.prompt import Code, Instrument, Option, Question
from webapp.fhir.files import Json
from webapp.fhir.values import WEIGHTS

TOTAL = "total"
OWN = "urn:x-in-my-words"


def definition_of(instrument: Instrument) -> Json:
    items = [item_of(question, instrument) for question in instrument.questions]
    if instrument.scoring.way in ("sum", "mean", "single"):
        items.append({"linkId": TOTAL, "text": "Total", "type": "decimal", "readOnly": True, **coded(*total_codes(instrument))})
    found: Json = {
        "resourceType": "Questionnaire",
        "id": "definition",
        "url": f"{OWN}:{instrument.id}",
        "version": instrument.version,
        "title": instrument.title,
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": instrument.copyright_notice,
        **coded(*(code for name, code in instrument.codes.items() if name == "panel")),
        "item": items,
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def total_codes(instrument: Instrument) -> list[Code]:
    return [code for name, code in instrument.codes.items() if name in ("total", "score")]


def item_of(question: Question, instrument: Instrument) -> Json:
    options = [{"valueCoding": coding_of(option, instrument), **weighted(option)} for option in instrument.options_of(question)]
    return {"linkId": question.id, "text": question.text, "type": "choice", **coded(*question.codes), "answerOption": options}


def coded(*codes: Code) -> Json:
    return {"code": [{"system": code.system, "code": code.code, "display": code.display} for code in codes]} if codes else {}


def coding_of(option: Option, instrument: Instrument) -> dict[str, Any]:
    if option.code:
        return {"system": option.code.system, "code": option.code.code, "display": option.label}
    return {"system": f"{OWN}:{instrument.id}:answers", "code": str(option.value), "display": option.label}


def weighted(option: Option) -> Json:
    return {} if option.score is None else {"extension": [{"url": WEIGHTS[0], "valueDecimal": option.score}]}
