"""The cast written as three GP system reports, so that the demo comes in by the same import as everyone."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import nhs_number

from webapp.practices.models import Practice
from webapp.practices.working_days import is_working_day, next_working_day


@cache
def cast() -> dict:
    return json.loads((Path(__file__).parent / "cast.json").read_text())


def number_of(place: int) -> str:
    """The NHS number of the n-th person: valid, from the 999 test range."""
    found = (f"999{n:06d}{digit}" for n in range(100, 1000) for digit in range(10) if nhs_number.is_valid(f"999{n:06d}{digit}"))
    return [next(found) for _ in range(place + 1)][-1]


def working(practice: Practice, day: date) -> date:
    """This day, or the next working day after it."""
    return day if is_working_day(practice, day) else next_working_day(practice, day)


@dataclass(frozen=True)
class Reports:
    people: bytes
    results: bytes
    appointments: bytes


def reports(practice: Practice, start: date) -> Reports:
    """`start` is the demo's first day."""
    people = [
        [
            "NHS Number",
            "Surname",
            "Given Name",
            "Date of Birth",
            "Gender",
            "Mobile Telephone",
            "Long Term Conditions",
            "Main Spoken Language",
            "Information and Communication Needs",
        ]
    ]
    results = [["NHS Number", "Surname", "Date of Birth", "Date", "Code Term", "Value", "Unit"]]
    visits = [["NHS Number", "Surname", "Date of Birth", "Appointment Date", "Start Time", "Slot Type", "Clinician", "Location"]]
    for place, one in enumerate(cast()["people"]):
        born = date.fromisoformat(one["born"]).strftime("%d-%b-%Y")
        who = [number_of(place), one["surname"]]
        people.append([*who, one["given"], born, one["sex"], one["mobile"], one["conditions"], one.get("language", "English"), one.get("needs", "")])
        for term, (before, now, unit) in one["results"].items():
            taken = start + timedelta(days=min(one["visit"], -1))
            results.append([*who, born, (taken - timedelta(days=364)).strftime("%d-%b-%Y"), term, before, unit])
            results.append([*who, born, taken.strftime("%d-%b-%Y"), term, now, unit])
        for kind, days, at, whom in (
            ("LTC information gathering", one["visit"], "09:20", "Harun Measure"),
            ("Care planning conversation", one["talk"], "10:30", "Nurse Nadia Green"),
        ):
            if days is not None:
                visits.append([*who, born, working(practice, start + timedelta(days=days)).strftime("%d-%b-%Y"), at, kind, whom, "Main surgery"])
    return Reports(*(written(rows) for rows in (people, results, visits)))


def written(rows: list[list]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
