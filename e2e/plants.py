"""Somebody who died years ago, with a word of their own planted in every text the database can hold about a person.

Made from the tables themselves: a new column is planted without anybody thinking of it, and a new table must be about a person or be
named below. Nobody in any journey may ever meet one of these words, whoever they are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from webapp.base.clock import now
from webapp.base.sealing import sealed
from webapp.portions.models import ImportRun
from webapp.practices.models import Practice, StaffMember

MARK = "Zqplant"
# Tables with texts that are about no one person, and why nothing is planted there.
ABOUT_NOBODY = {
    "batch": "what staff call many messages, and their own steps with them",
    "batch_move": "what staff did with many messages, in words to each other",
    "carer": "one number for all who share with it: planted where it is shared, in sharing_grant",
    "cohort": "whom a surgery looks for in general; that some were asked is planted in cohort_person",
    "score_list": "how a score was made and why; what it says of one person is planted in risk_score",
    "checklist_item": "what a surgery looks at, for everyone alike",
    "data_record": "what a surgery agreed about data, for everybody to read",
    "instrument_choice": "what a surgery asks, for everyone alike",
    "leaflet": "what a surgery gives everybody to read",
    "loaded_instrument": "a form or a pack of others, for everyone alike",
    "sign_off": "which words a clinician signed",
    "survey_taken": "about staff: who has answered, never what",
    "import_run": "whole files; what they hold of one person is planted in imported_change",
    "message_queue": "when to send, not what; planted words would be sent",
    "mood_cover": "about staff: who reads mood answers, and their numbers",
    "practice": "names and numbers anyone may read",
    "passkey_challenge": "a random question to a browser",
    "pretend_text": "the messages themselves: looked at one by one",
    "staff_member": "names that persons meet",
    "staff_secret": "about staff",
    "tier_setting": "a surgery's own table of permissions",
    "wording": "what messages say, for everyone alike",
    "unnamed_response": "said without a name, about nobody on purpose",
}
LONG_AGO = timedelta(days=3000)
# Where the first word of an enum would set something going.
KINDS = {
    sa.Enum: str,
    sa.String: str,
    sa.DateTime: lambda: now() - LONG_AGO,
    sa.Date: lambda: date(2018, 3, 1),
    sa.Boolean: bool,
    sa.Integer: lambda: 1,
    sa.Float: float,
    sa.Uuid: uuid4,
    sa.JSON: dict,
    sa.LargeBinary: bytes,
}
CHOSEN = {"cycle.stage": "died"}


def classes() -> dict[str, type]:
    return {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]


def texts(table: sa.Table) -> list[str]:
    """Its columns that hold free text: no ids, no word from a fixed list."""
    return [column.name for column in table.columns if plain(column) is sa.String and not is_id(column)]


def plain(column: sa.Column) -> type:
    """The one of KINDS that this column's type is made of."""
    kind = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    return next((one for one in KINDS if isinstance(kind, one)), type(kind))


def is_id(column: sa.Column) -> bool:
    return column.primary_key or bool(column.foreign_keys)


def about_a_person() -> list[sa.Table]:
    """Every table that leads to a person, those below first."""
    found = [SQLModel.metadata.tables["person"]]
    for table in SQLModel.metadata.sorted_tables:
        leads = any(key.column.table in found for column in table.columns for key in column.foreign_keys if not column.name.endswith("by_id"))
        if table not in found and leads and table.name not in ABOUT_NOBODY:
            found.append(table)
    return found


def plant(session: Session) -> dict[str, str]:
    """`table.column` -> the word that stands there."""
    of_the_surgery = {"practice": Practice, "staff_member": StaffMember, "import_run": ImportRun}
    rows: dict[str, UUID] = {name: session.exec(select(kind.id)).first() for name, kind in of_the_surgery.items()}  # type: ignore[attr-defined]
    planted: dict[str, str] = {}
    for table in about_a_person():
        kind, words = classes()[table.name], dict(words_for(table, len(planted)))
        values = {column.name: value_for(column, rows) for column in table.columns if column.name not in words}
        if any(values[column.name] is None for column in table.columns if column.foreign_keys and not column.nullable):
            # It hangs on something that is about nobody, as a line on a file for everyone.
            continue
        made = kind(**values)
        hidden = {one.column: name for name, one in vars(kind).items() if isinstance(one, sealed)}
        for column, word in words.items():
            setattr(made, hidden.get(column, column), word)
        session.add(made)
        session.flush()
        rows[table.name] = made.id
        planted |= {f"{table.name}.{column}": word for column, word in words.items()}
    return planted


def words_for(table: sa.Table, before: int) -> Iterator[tuple[str, str]]:
    for number, column in enumerate(texts(table), before):
        yield column, f"{MARK}{number}x"


def value_for(column: sa.Column, rows: dict[str, UUID]):
    """Whatever may be there stands there and is over: an end that is left open would bring the person back."""
    if column.primary_key:
        return next((rows[key.column.table.name] for key in column.foreign_keys), uuid4())
    for key in column.foreign_keys:
        # Nobody of the staff is this person: staff only did things.
        return None if column.name == "staff_id" else rows.get(key.column.table.name)
    kind = plain(column)
    return CHOSEN.get(str(column), column.type.enums[0]) if kind is sa.Enum else KINDS[kind]()
