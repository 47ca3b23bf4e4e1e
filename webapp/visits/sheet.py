"""The information-gathering visit as it was typed: one reading a line, or why there is none. Plain errors by field name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from webapp.base.i18n import _
from webapp.content.catalogue import AltUnit, Result
from webapp.readings.values import Reading, Reason, read_parts, read_value
from webapp.results.models import WhyNot
from webapp.triage.forms import Errors, past_day

TOP, BOTTOM = "bp_systolic", "bp_diastolic"
LEAST_APART = 10


@dataclass
class Visit:
    """What was typed. `sure` are the lines that ask "Is this right?"; a value outside the possible range is kept only after a tick."""

    readings: dict[str, tuple[date, Reading]] = field(default_factory=dict)
    not_done: dict[str, tuple[date, WhyNot]] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    sure: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Reading] = field(default_factory=dict)


def read_visit(form: Mapping[str, str], entries: Sequence[Result], today: date) -> Visit:
    visit = Visit()
    for entry in entries:
        read_line(form, entry, visit, today)
    check_pressures(visit, {entry.code for entry in entries})
    return visit


def read_line(form: Mapping[str, str], entry: Result, visit: Visit, today: date) -> None:
    code, name = entry.code, f"value-{entry.code}"
    said_at = TOP if code == BOTTOM else code
    day = past_day(form, f"day-{said_at}", visit.errors) or today
    why = form.get(f"why-{said_at}", "")
    typed = typed_readings(form, entry)
    if len(typed) > 1:
        visit.errors[name] = _("%(what)s: use one unit only.", what=_(entry.label))
    elif typed and why in set(WhyNot):
        visit.errors[name] = _("%(what)s: write a number, or say it was not done.", what=_(entry.label))
    elif typed:
        take(visit, entry, day, typed[0], sure=form.get(f"sure-{code}", ""))
    elif why in set(WhyNot):
        visit.not_done[code] = (day, WhyNot(why))


def typed_readings(form: Mapping[str, str], entry: Result) -> list[Reading]:
    """One reading for each unit somebody typed something in; a sensible page has one."""
    found = []
    text = form.get(f"value-{entry.code}", "").strip()
    if text:
        found.append(read_value(entry, text, form.get(f"unit-{entry.code}") or (None if entry.unitless else entry.unit)))
    for unit in entry.alt_units:
        boxes = [form.get(box_name(entry, unit, place), "").strip() for place in range(len(unit.parts))]
        if any(boxes):
            found.append(read_parts(entry, unit.unit, boxes))
    return found


def box_name(entry: Result, unit: AltUnit, place: int) -> str:
    return f"value-{entry.code}-{unit.ucum.strip('[]')}-{place}"


def take(visit: Visit, entry: Result, day: date, reading: Reading, *, sure: str) -> None:
    """Soft limits ask once; hard limits stop, unless somebody says that this is what was measured."""
    visit.typed[entry.code] = reading
    ticked = sure == sure_of(reading)
    if reading.ok and (not reading.odd or ticked):
        visit.readings[entry.code] = (day, reading)
    elif reading.ok:
        visit.sure[entry.code] = sure_of(reading)
        visit.errors[f"value-{entry.code}"] = _("%(what)s %(value)s is unusual. Is this right?", what=_(entry.label), value=reading.sent_value)
    elif reading.reason is Reason.OUT_OF_RANGE and ticked:
        visit.readings[entry.code] = (day, reading)
    else:
        if reading.reason is Reason.OUT_OF_RANGE:
            visit.sure[entry.code] = sure_of(reading)
        visit.errors[f"value-{entry.code}"] = wrong(entry, reading)


def sure_of(reading: Reading) -> str:
    """A tick belongs to the very value it was asked about."""
    return f"{reading.sent_value}|{reading.sent_unit}"


def wrong(entry: Result, reading: Reading) -> str:
    what, limits = _(entry.label), entry.input_range
    if reading.reason is Reason.OUT_OF_RANGE and limits:
        low, high, unit = plain(limits.hard_min), plain(limits.hard_max), entry.unit or ""
        words = _("%(what)s: %(value)s cannot be right.", what=what, value=reading.sent_value)
        return words + " " + _("It must be %(low)s to %(high)s %(unit)s.", low=low, high=high, unit=unit)
    if entry.coded:
        return _("%(what)s: choose from the list.", what=what)
    if reading.reason is Reason.UNKNOWN_UNIT:
        return _("%(what)s: we do not know this unit.", what=what)
    return _("%(what)s: write a number, like 48 or 6.5.", what=what)


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def check_pressures(visit: Visit, codes: set[str]) -> None:
    """Always a pair, and the top number at least 10 above the bottom one."""
    top, bottom = (visit.typed[code].value if code in visit.typed else None for code in (TOP, BOTTOM))
    if {TOP, BOTTOM} <= codes and (TOP in visit.typed) != (BOTTOM in visit.typed):
        visit.errors[f"value-{BOTTOM if TOP in visit.typed else TOP}"] = _("Blood pressure: write both numbers.")
    elif top is not None and bottom is not None and top - bottom < LEAST_APART:
        visit.errors[f"value-{TOP}"] = _("Blood pressure: the top number must be at least 10 above the bottom one.")
