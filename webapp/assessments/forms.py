"""What was posted on the assessment's page. Plain errors by field name; what was typed stays in the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.assessments.changes import Given
from webapp.assessments.models import Domain, NeedKind
from webapp.base.i18n import _
from webapp.triage.forms import past_day

LONGEST, LONGEST_SOURCE = 4000, 200


@dataclass
class Posted:
    errors: dict[str, str] = field(default_factory=dict)
    words: str = ""
    source: str = ""
    day: date | None = None
    domain: Domain = Domain.CLINICAL
    kind: NeedKind = NeedKind.NEED


def plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def read_domains(form: MultiDict, domains: Iterable[Domain]) -> tuple[dict[Domain, Given], dict[str, str]]:
    given: dict[Domain, Given] = {}
    errors: dict[str, str] = {}
    for domain in domains:
        if f"words-{domain}" in form:
            given[domain] = Given(plain(form[f"words-{domain}"]), as_id(form.get(f"seen-{domain}")))
            too_long(given[domain].text, f"words-{domain}", errors)
    return given, errors


def too_long(text: str, name: str, errors: dict[str, str], most: int = LONGEST) -> None:
    if len(text) > most:
        errors[name] = _("Your words are too long. Make them shorter. You can write up to %(most)s letters.", most=most)


def read_need(form: MultiDict, domains: Iterable[Domain]) -> Posted:
    found, said = Posted(words=plain(form.get("need"))), form.get("domain", "")
    if said in {str(domain) for domain in domains}:
        found.domain = Domain(said)
    else:
        found.errors["domain"] = _("Choose which part it belongs to.")
    if form.get("kind") in set(NeedKind):
        found.kind = NeedKind(form["kind"])
    if not found.words:
        found.errors["need"] = _("Write what is needed, in a few words.")
    too_long(found.words, "need", found.errors)
    return found


def read_from_others(form: MultiDict) -> Posted:
    found = Posted(words=plain(form.get("told")), source=plain(form.get("source")))
    found.day = past_day(form, "dated_on", found.errors)
    if not found.source:
        found.errors["source"] = _("Say who told you: their name, or where they work.")
    if found.day is None and "dated_on" not in found.errors:
        found.errors["dated_on"] = _("Write the day it is from.")
    if not found.words:
        found.errors["told"] = _("Write what they told you.")
    too_long(found.words, "told", found.errors)
    too_long(found.source, "source", found.errors, LONGEST_SOURCE)
    return found


def read_consent(form: MultiDict) -> Posted:
    found = Posted(source=plain(form.get("carer")))
    found.day = past_day(form, "said_on", found.errors)
    if not found.source:
        found.errors["carer"] = _("Write the carer's name.")
    if found.day is None and "said_on" not in found.errors:
        found.errors["said_on"] = _("Write the day the carer said yes.")
    if "own_yes" not in form:
        found.errors["own_yes"] = _("Ask the carer. Then tick this.")
    too_long(found.source, "carer", found.errors, LONGEST_SOURCE)
    return found


def as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
