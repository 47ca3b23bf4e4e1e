"""A practice, and files brought into it as the command does."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from tests.people_cast import a_practice, a_staff_member
from tests.reports.exports import TODAY
from webapp.database.session import Database
from webapp.imports.changes import confirm, keep_preview
from webapp.imports.command import preview
from webapp.imports.jobs import continue_import
from webapp.portions.models import ImportRun
from webapp.practices.models import Practice, Role, StaffMember
from webapp.reports.opening import Export, opened_export


class Surgery:
    """`preview` and `bring_in` a file; `rows` counts a table."""

    def __init__(self, database: Database, session: Session, code: str = "Z99901"):
        self.database, self.session = database, session
        self.practice: Practice = a_practice(session, code)
        self.staff: StaffMember = a_staff_member(session, self.practice, Role.COORDINATOR)
        session.commit()

    def opened(self, data: bytes, today: date = TODAY) -> Export:
        return opened_export(data, file_name="file.csv", read_on=today, test_numbers=True)

    def preview(self, data: bytes, today: date = TODAY) -> dict:
        return preview(self.database, self.practice, self.opened(data, today))

    def confirmed(self, data: bytes, today: date = TODAY, at_once: int | None = None) -> ImportRun:
        export, report = self.opened(data, today), self.preview(data, today)
        with self.database.writing() as session:
            run = keep_preview(session, practice_id=self.practice.id, export=export, report=report, by=self.staff.id, at_once=at_once)
            confirm(session, run=run, by=self.staff.id)
        return run

    def bring_in(self, data: bytes, today: date = TODAY) -> tuple[dict, ImportRun]:
        """(what the preview said, the import as it ended)."""
        report, run = self.preview(data, today), self.confirmed(data, today)
        continue_import(self.database, run.id, pause=0)
        with self.database.reading() as session:
            return report, session.get_one(ImportRun, run.id)

    def everything(self) -> dict[str, int]:
        """Rows of each table an import may write to."""
        names = ("person", "registration", "account", "contact_point", "person_condition", "need", "cycle", "stage_move", "appointment", "result",
                 "set_aside_value", "rule_hit", "task", "imported_change")  # fmt: skip
        with self.database.reading() as session:
            return {name: session.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}
