"""What tells who somebody is or what ails them, in every way a page or an address may write it."""

from itertools import pairwise

from sqlmodel import Session, select

from webapp.people.models import ContactPoint, Person, PersonCondition


def personal(session: Session, given: str) -> list[str]:
    person = session.exec(select(Person).where(Person.given_name == given)).one()
    mine = [session.exec(select(kind).where(kind.person_id == person.id)).all() for kind in (ContactPoint, PersonCondition)]
    points, conditions = mine
    spoken = [one.words for one in conditions] + [one.code for one in conditions if one.code]
    return [person.surname, *number(person.nhs_number, 3, 6), *born(person), *spoken, *(way for one in points for way in reached(one.value or ""))]


def number(digits: str, *cuts: int) -> list[str]:
    parts = [digits[start:end] for start, end in pairwise([0, *cuts, len(digits)])]
    return [digits, *(sign.join(parts) for sign in (" ", "-", "%20", "+"))]


def reached(value: str) -> list[str]:
    """`+447700900104` is 07700 900104 to whoever has it."""
    return [value, *number(value.replace("+44", "0"), 5)] if value.startswith("+") else [value]


def born(person: Person) -> list[str]:
    day = person.born_on
    return [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%B} {day.year}", f"{day:%d%m%Y}", f"{day:%Y%m%d}"]
