"""Many made-up people, quickly: rows put in as rows, because here the reading and the sending are measured, not the making."""

from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from webapp.database.session import Database
from webapp.people.models import Person


def valid_numbers(count: int, start: int = 500_000) -> list[str]:
    """The first `count` valid NHS numbers of the 999 test range from 999 `start` on."""
    found: list[str] = []
    middle = start
    while len(found) < count:
        nine = f"999{middle:06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            found.append(nine + str(0 if check == 11 else check))
        middle += 1
    return found


def people_export(count: int, start: int = 500_000) -> bytes:
    """A people report of `count` lines with the headings of a GP system."""
    lines = ["NHS Number,Surname,Given Name,Date of Birth,Mobile Telephone,Long Term Conditions"]
    for number, nhs in enumerate(valid_numbers(count, start)):
        born = date(1930, 1, 1) + timedelta(days=number % 25_000)
        lines.append(f"{nhs},Maker{chr(65 + number % 26)}{chr(97 + number // 26 % 26)},Made,{born:%d-%b-%Y},07700 900{number % 1000:03d},Asthma")
    return ("\r\n".join(lines) + "\r\n").encode()


def any_person(database: Database) -> UUID:
    with database.reading() as session:
        return session.execute(sa.select(Person.__table__.c.id).order_by(Person.__table__.c.nhs_number).limit(1)).scalar_one()
