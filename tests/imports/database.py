"""A practice, and files brought into it as the command does."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from tests.imports.exports import TODAY
from tests.people_cast import a_practice, a_staff_member
from webapp.base.session import Database
from webapp.imports.changes import confirm, digest_of, keep_preview
from webapp.imports.comparing import plan_for
from webapp.imports.files import open_export
from webapp.imports.jobs import continue_import
from webapp.imports.models import ImportRun
from webapp.imports.previews import preview_of
from webapp.imports.rows import read_rows
from webapp.practices.models import Practice, Role, StaffMember


class Surgery:
    """`preview` and `bring_in` a file; `rows` counts a table."""

    def __init__(self, database: Database, session: Session, code: str = "Z99901"):
        self.database, self.session = database, session
        self.practice: Practice = a_practice(session, code)
        self.staff: StaffMember = a_staff_member(session, self.practice, Role.COORDINATOR)
        session.commit()

    def preview(self, data: bytes, today: date = TODAY) -> dict:
        sheet = open_export(data)
        reading = read_rows(sheet, today=today, test_numbers=True)
        with self.database.reading() as session:
            plan = plan_for(session, self.practice.id, reading)
        return preview_of(sheet, reading, plan, practice_code=self.practice.code, digest=digest_of(data))

    def confirmed(self, data: bytes, today: date = TODAY, at_once: int | None = None) -> ImportRun:
        report = self.preview(data, today)
        with self.database.writing() as session:
            kept = {"file_name": "file.csv", "data": data, "report": report, "read_on": today, "by": self.staff.id, "at_once": at_once}
            run = keep_preview(session, practice_id=self.practice.id, **kept)
            confirm(session, run=run, by=self.staff.id)
        return run

    def bring_in(self, data: bytes, today: date = TODAY) -> tuple[dict, ImportRun]:
        """(what the preview said, the import as it ended)."""
        report = self.preview(data, today)
        run = self.confirmed(data, today)
        continue_import(self.database, run.id, test_numbers=True, pause=0)
        with self.database.reading() as session:
            return report, session.get_one(ImportRun, run.id)

    def everything(self) -> dict[str, int]:
        """Rows of each table an import may write to."""
        names = ("person", "registration", "account", "contact_point", "person_condition", "need", "cycle", "stage_move", "appointment", "result",
                 "set_aside_value", "rule_hit", "task", "imported_change")  # fmt: skip
        with self.database.reading() as session:
            return {name: session.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}
