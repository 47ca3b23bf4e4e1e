"""the checklist a practice set for one person"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
STANDS = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "own_checklist_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_checklist_item_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_own_checklist_item_practice_id_practice")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_own_checklist_item_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_checklist_item")),
    )
    op.create_index(
        "one_own_checklist_item", "own_checklist_item", ["person_id", "practice_id", "code"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
