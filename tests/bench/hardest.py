"""What the hardest pack costs for each result it shows, beside the pack of one condition; and its queries."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from sqlmodel import Session, select

from tests.bench.heavy import FIVE, FIVES_RESULTS, ONE, ONES_RESULTS, YEARS, a_pack, cards_of
from tests.bench.measure import Measured, side_by_side
from tests.bench.pages import caller, queries
from tests.bench.place import Place
from webapp.accounts.changes import account_of_person, start_sign_in
from webapp.accounts.models import Tier
from webapp.app import create_app
from webapp.people.models import Person
from webapp.practices.models import Practice, Role, StaffMember
from webapp.web.static_files import compress


def hardest(place: Place) -> Iterator[Measured]:
    compress()
    app = create_app(place.settings, place.database)
    one = reader(place, ONE, ONES_RESULTS, 2)
    five = reader(place, FIVE, FIVES_RESULTS, YEARS)
    numbers = count()
    calls = [lambda at=at: caller(app, f"{at.path}?{next(numbers)}", Cookie=at.cookie)() for at in (five, one)]
    hard, easy = side_by_side(*calls, times=(20, 20))
    ratio = (hard / cards_of(FIVES_RESULTS)) / (easy / cards_of(ONES_RESULTS))
    yield Measured("pack of 5 conditions and 10 years, per result shown, beside 1 condition", ratio, 1.5)
    asked = [queries(at, caller(app, f"{at.path}?queries", Cookie=at.cookie)) for at in (five, one)]
    yield Measured("its queries beyond those of 1 condition", asked[0] - asked[1], 0, "")


def reader(place: Place, conditions: list[str], codes: list[str], years: int) -> Place:
    with place.database.writing() as session:
        token, person = signed_in(session, conditions, codes, years)
        return replace(place, path=f"/people/{person.id}/pack", cookie=f"in={token}")


def signed_in(session: Session, conditions: list[str], codes: list[str], years: int) -> tuple[str, Person]:
    practice = session.exec(select(Practice)).first()
    nurse = session.exec(select(StaffMember).where(StaffMember.role == Role.CLINICIAN)).first()
    if practice is None or nurse is None:
        raise LookupError("the demo has a practice and a nurse")
    person = a_pack(session, practice, nurse, conditions=conditions, codes=codes, years=years)
    return start_sign_in(session, account=account_of_person(session, person.id), tier=Tier.OWN), person
