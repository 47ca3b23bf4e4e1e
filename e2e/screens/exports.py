"""The three reports a GP system writes about one person who was not here before, with days counted from the demo's today."""

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.demo.files import DAY, PEOPLE, RESULTS, VISITS, number_of, written

LANGUAGES = {"en": "English", "cy": "Welsh"}


@dataclass(frozen=True)
class NewPerson:
    given: str
    surname: str
    born: date
    mobile: str
    language: str = "en"

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def who(self) -> list[str]:
        return [number_of(60), self.surname]


def exports(person: NewPerson, today: date, talk_on: date) -> dict[str, bytes]:
    """By file name. What was measured is as last year, and no rule asks to phone about it."""
    born = person.born.strftime(DAY)
    people = [[*person.who, person.given, born, "Female", person.mobile, "Hypertension", LANGUAGES[person.language], ""]]
    measured = (("Systolic blood pressure", 126, "mmHg"), ("Diastolic blood pressure", 76, "mmHg"))
    days = [(today - timedelta(days=ago)).strftime(DAY) for ago in (366, 2)]
    results = [[*person.who, born, day, term, value, unit] for day in days for term, value, unit in measured]
    visits = [[*person.who, born, days[1], "09:20", "LTC information gathering", "Harun Measure", "Main surgery"]]
    visits += [[*person.who, born, talk_on.strftime(DAY), "10:30", "Care planning conversation", "Nurse Nadia Green", "Main surgery"]]
    return {"people.csv": written([PEOPLE, *people]), "results.csv": written([RESULTS, *results]), "appointments.csv": written([VISITS, *visits])}
