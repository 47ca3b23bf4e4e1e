"""a practice's own wording of each message, the version kept with each one sent, the word on a person's card"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("version", sa.String(), nullable=True))
    stands = sa.text("ended_at IS NULL")
    op.create_table(
        "wording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("cohort", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff_member.id"], name=op.f("fk_wording_ended_by_id_staff_member")),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff_member.id"], name=op.f("fk_wording_made_by_id_staff_member")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_wording_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("practice_id", "template", "number", name=op.f("uq_wording_practice_id_template_number")),
    )
    standing = ["practice_id", "template", "cohort", "language"]
    op.create_index("one_standing_wording", "wording", standing, unique=True, sqlite_where=stands, postgresql_where=stands)
    op.create_table(
        "card_word",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("word_sealed", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_card_word_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_word")),
    )
    op.create_index(op.f("ix_card_word_person_id"), "card_word", ["person_id"], unique=False)
    op.create_index("one_word_now", "card_word", ["person_id"], unique=True, sqlite_where=stands, postgresql_where=stands)
