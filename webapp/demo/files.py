"""The cast written as three GP system reports, so that the demo comes in by the same import as everyone."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import nhs_number

from webapp.practices.models import Practice
from webapp.practices.working_days import is_working_day, next_working_day

DAY = "%d-%b-%Y"
PEOPLE = [
    "NHS Number",
    "Surname",
    "Given Name",
    "Date of Birth",
    "Gender",
    "Mobile Telephone",
    "Long Term Conditions",
    "Main Spoken Language",
    "Information and Communication Needs",
    "Address",
    "Ethnic Category",
    "IMD Decile",
]
RESULTS = ["NHS Number", "Surname", "Date of Birth", "Date", "Code Term", "Value", "Unit"]
VISITS = ["NHS Number", "Surname", "Date of Birth", "Appointment Date", "Start Time", "Slot Type", "Clinician", "Location"]


@cache
def cast() -> dict:
    return json.loads((Path(__file__).parent / "cast.json").read_text())


@cache
def owners() -> dict[str, str]:
    """Mobile number as it is shown -> who has it. A couple shares one."""
    found: dict[str, list[str]] = {}
    for one in cast()["people"]:
        found.setdefault(one["mobile"], []).append(f"{one['given']} {one['surname']}")
    for one in cast()["carers"]:
        found.setdefault(one["mobile"], []).append(one["name"].split(",")[0])
    return {number: ", ".join(names) for number, names in found.items()}


def number_of(place: int) -> str:
    """The NHS number of the n-th person: valid, from the 999 test range."""
    found = (f"999{n:06d}{digit}" for n in range(100, 1000) for digit in range(10) if nhs_number.is_valid(f"999{n:06d}{digit}"))
    return [next(found) for _ in range(place + 1)][-1]


def working(practice: Practice, day: date) -> date:
    """This day, or the next working day after it."""
    return day if is_working_day(practice, day) else next_working_day(practice, day)


def reports(practice: Practice, start: date, ready_by: int | None = None) -> dict[str, bytes]:
    """Three files by name. `start` is the demo's first day; `ready_by` keeps only people whose visit was so many days before it."""
    people, results, visits = [PEOPLE], [RESULTS], [VISITS]
    for place, one in enumerate(cast()["people"]):
        if ready_by is not None and (one["visit"] is None or one["visit"] > ready_by):
            continue
        born = date.fromisoformat(one["born"]).strftime(DAY)
        who = [number_of(place), one["surname"]]
        # ZZ99 is no place: the NHS writes it for those without a home.
        address = f"{place + 1} Orchard Road, Anytown, ZZ99 3WZ"
        said = [one["mobile"], one["conditions"], one.get("language", "English"), one.get("needs", ""), address, one.get("ethnic", ""), one.get("imd", "")]
        people.append([*who, one["given"], born, one["sex"], *said])
        results += [[*who, born, *row] for row in result_rows(one, start)]
        visits += [[*who, born, *row] for row in visit_rows(practice, one, start)]
    return {"people": written(people), "results": written(results), "appointments": written(visits)}


def result_rows(one: dict, start: date) -> Iterator[list]:
    """This year's value and last year's, for each test; for some the years before, newest first."""
    for term, (before, now, unit) in one["results"].items():
        taken = start + timedelta(days=min(one["visit"], -1))
        for back, value in enumerate(one.get("years_before", {}).get(term, ()), start=2):
            yield [(taken - timedelta(days=364 * back)).strftime(DAY), term, value, unit]
        yield [(taken - timedelta(days=364)).strftime(DAY), term, before, unit]
        yield [taken.strftime(DAY), term, now, unit]


def visit_rows(practice: Practice, one: dict, start: date) -> Iterator[list]:
    visit = ("LTC information gathering", one["visit"], "09:20", "Harun Measure")
    talk = ("Care planning conversation", one["talk"], "10:30", "Nurse Nadia Green")
    for kind, days, at, whom in (visit, talk):
        if days is not None:
            yield [working(practice, start + timedelta(days=days)).strftime(DAY), at, kind, whom, "Main surgery"]


def written(rows: list[list]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
