"""People whose talk is a week ago and whose plan both said yes to, and a walk through their care check."""

from datetime import date, time

from tests.people_cast import a_cycle, a_person, sign_in
from webapp.base.clock import london
from webapp.pathway.models import Stage

TODAY, NEXT_MONTH = "2026-12-02T10:00:00+00:00", "2027-01-04T10:00:00+00:00"
QUESTIONS = 6


def somebody_talked(session, practice, given: str, on: date = date(2026, 11, 25), stage: Stage = Stage.PLAN_AGREED):
    """With an open year whose talk was on that day."""
    person = a_person(session, practice, given=given, surname=f"{given}son")
    a_cycle(session, person, practice, talk_at=london(on, time(10, 0)), stage=stage)
    session.commit()
    return person


class Checker:
    """One person's browser, going through the check."""

    def __init__(self, browse, session, person):
        self.person, self.browser = person, sign_in(browse(), session, person)
        self.start = f"/people/{person.id}/care-check"

    def begin(self, way: str, who: str = "me"):
        return self.browser.post(self.start, {"way": way, "who": who})

    def answer(self, way: str, answers: str, words: str = "", readers: str = "no_name", who: str = "me"):
        """`answers`: a digit or `-` (skip) for each question. Returns the last reply."""
        self.begin(way, who)
        place = self.start if way == "named" else "/care-check"
        for number, digit in enumerate(answers, 1):
            reply = self.browser.post(f"{place}/{number}", {"press": "skip"} if digit == "-" else {"answer": digit})
        if len(answers) == QUESTIONS:
            reply = self.browser.post(f"{place}/7", {"words": words, "readers": readers} if words else {"press": "skip"})
        return reply
