"""somebody asks for a talk"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker", sa.Enum("self", "carer", name="asker", native_enum=False, length=32), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("name_sealed", sa.String(), nullable=False),
        sa.Column("born_sealed", sa.String(), nullable=False),
        sa.Column("reach_sealed", sa.String(), nullable=False),
        sa.Column("asker_name_sealed", sa.String(), nullable=True),
        sa.Column("note_sealed", sa.String(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("matched_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Enum("invited", "talked", "no", name="outcome", native_enum=False, length=32), nullable=True),
        sa.Column("told", sa.Enum("phone", "letter", "face", name="told", native_enum=False, length=32), nullable=True),
        sa.Column("answer_sealed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["staff_member.id"], name=op.f("fk_talk_ask_answered_by_id_staff_member")),
        sa.ForeignKeyConstraint(["matched_by_id"], ["staff_member.id"], name=op.f("fk_talk_ask_matched_by_id_staff_member")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_talk_ask_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_talk_ask_practice_id_practice")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_talk_ask_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_ask")),
    )
    op.create_index("asks_of_practice", "talk_ask", ["practice_id", "answered_at", "asked_at"], unique=False)
    op.create_index(op.f("ix_talk_ask_person_id"), "talk_ask", ["person_id"], unique=False)
