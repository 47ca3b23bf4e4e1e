"""what a practice asks: its choices, loaded forms and packs, typed scores"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instrument_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_instrument_choice_practice_id_practice")),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["staff_member.id"], name=op.f("fk_instrument_choice_chosen_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_choice")),
    )
    op.create_index("choices_of_practice", "instrument_choice", ["practice_id", "instrument", "chosen_at"])
    op.create_table(
        "loaded_instrument",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content_sealed", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_loaded_instrument_practice_id_practice")),
        sa.ForeignKeyConstraint(["loaded_by_id"], ["staff_member.id"], name=op.f("fk_loaded_instrument_loaded_by_id_staff_member")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["staff_member.id"], name=op.f("fk_loaded_instrument_withdrawn_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loaded_instrument")),
        sa.UniqueConstraint("practice_id", "instrument", "sha256", name=op.f("uq_loaded_instrument_practice_id_instrument_sha256")),
    )
    op.create_index(op.f("ix_loaded_instrument_practice_id"), "loaded_instrument", ["practice_id"])
    op.create_index(op.f("ix_loaded_instrument_instrument"), "loaded_instrument", ["instrument"])
    op.create_table(
        "score_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("amount_sealed", sa.String(), nullable=False),
        sa.Column("level_sealed", sa.String(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_score_entry_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_score_entry_practice_id_practice")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["staff_member.id"], name=op.f("fk_score_entry_entered_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_entry")),
    )
    op.create_index("score_entries_of_person", "score_entry", ["person_id", "instrument"])
    with op.batch_alter_table("response") as batch:
        batch.add_column(sa.Column("sha256", sa.String(), nullable=False, server_default=""))
