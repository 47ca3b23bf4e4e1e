"""conversations as records on one plan: who was there, what was saved in each, thoughts afterwards"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

HOW = sa.Enum("room", "phone", "video", "visit", "afterwards", name="how", native_enum=False, length=32)
STANDS = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["begun_by_id"], ["account.id"], name=op.f("fk_conversation_begun_by_id_account")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_conversation_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conversation_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_conversation_practice_id_practice")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["account.id"], name=op.f("fk_conversation_withdrawn_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_person_id"), "conversation", ["person_id"], unique=False)
    op.create_table(
        "conversation_details",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("how", HOW, nullable=False),
        sa.Column("present_sealed", sa.String(), nullable=False),
        sa.Column("purpose_sealed", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_conversation_details_by_id_account")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_conversation_details_conversation_id_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_details")),
    )
    op.create_index(op.f("ix_conversation_details_conversation_id"), "conversation_details", ["conversation_id"], unique=False)
    op.create_index("one_standing_details", "conversation_details", ["conversation_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_table(
        "conversation_save",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_conversation_save_conversation_id_conversation")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_conversation_save_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_save")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_conversation_save_plan_id_number")),
    )
    op.create_index(op.f("ix_conversation_save_conversation_id"), "conversation_save", ["conversation_id"], unique=False)
    op.create_table(
        "conversation_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_conversation_note_by_id_account")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_conversation_note_conversation_id_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_note")),
    )
    op.create_index(op.f("ix_conversation_note_conversation_id"), "conversation_note", ["conversation_id"], unique=False)
