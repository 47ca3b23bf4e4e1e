"""A part of the plan that nobody touched for so long is asked after; one tap says that it is still true."""

from datetime import date

import pytest
import time_machine

from tests.browsing import words
from tests.people_cast import sign_in
from webapp.base.days import months_after
from webapp.progress.ageing import choose_months
from webapp.progress.models import RhythmKind


@pytest.mark.parametrize(("day", "months", "later"), [("2026-11-30", 3, "2027-02-28"), ("2026-12-02", 12, "2027-12-02"), ("2026-01-31", 1, "2026-02-28")])
def test_the_same_day_of_a_later_month_or_its_last(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_an_old_part_is_asked_after_until_somebody_says_that_it_is_still_true(browse, session, cast):
    with time_machine.travel("2026-12-02T10:00:00+00:00") as clock:
        cast.save(session, None, please="Speak slowly")
        parts, asks = f"/people/{cast.person.id}/plan/parts", "Is this still true?"

        def seen_by(who):
            return words(sign_in(browse(), session, who).get(parts))

        assert asks not in seen_by(cast.person) and "Last checked on 2 December 2026." in seen_by(cast.person)
        clock.move_to("2027-12-02T10:00:00+00:00")
        assert asks in seen_by(cast.person) and asks in seen_by(cast.nurse) and "Yes, still true" not in seen_by(cast.nurse)
        sam = sign_in(browse(), session, cast.person)
        told = words(sam.follow(sam.post(f"/people/{cast.person.id}/plan/checks", {"place": "about-me"})))
        assert asks not in told and "Last checked on 2 December 2027. You said it is still true." in told
        assert sam.post(f"/people/{cast.person.id}/plan/checks", {"place": "nothing"}).status_code == 404
        # The practice asks sooner; the person's own choice goes before it.
        choose_months(session, kind=RhythmKind.STILL_TRUE, months=3, by=cast.pro.account_id, practice_id=cast.practice.id)
        session.commit()
        clock.move_to("2028-03-02T10:00:00+00:00")
        assert asks in seen_by(cast.person)
        sam = sign_in(browse(), session, cast.person)
        sam.post(f"/people/{cast.person.id}/plan/rhythm", {"months": "6"})
        sam.post(f"/people/{cast.person.id}/plan/rhythm", {"months": "1"})
        assert asks not in seen_by(cast.person)
