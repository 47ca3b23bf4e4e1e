"""the holistic assessment, needs and dangers, the carer's consent, information from others"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
WHERE = {"sqlite_where": sa.text("replaced_at IS NULL"), "postgresql_where": sa.text("replaced_at IS NULL")}


def upgrade() -> None:
    op.create_table(
        "assessment_words",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("domain", sa.String(length=32), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assessment_words_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_assessment_words_practice_id_practice")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_assessment_words_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_assessment_words_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_words")),
    )
    op.create_index("one_standing_domain", "assessment_words", ["person_id", "practice_id", "domain"], unique=True, **WHERE)
    op.create_table(
        "carer_consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("carer_sealed", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_carer_consent_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_carer_consent_practice_id_practice")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_carer_consent_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer_consent")),
    )
    op.create_index(op.f("ix_carer_consent_person_id"), "carer_consent", ["person_id"], unique=False)
    op.create_table(
        "assessment_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("domain", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("plan_item_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("why_sealed", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assessment_need_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_assessment_need_practice_id_practice")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_assessment_need_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_assessment_need_recorded_by_id_staff_member")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["staff_member.id"], name=op.f("fk_assessment_need_decided_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_need")),
    )
    op.create_index("needs_of_person", "assessment_need", ["person_id", "practice_id"], unique=False)
    op.create_table(
        "information_from_others",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("source_sealed", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("words_sealed", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_information_from_others_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_information_from_others_practice_id_practice")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_information_from_others_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["staff_member.id"], name=op.f("fk_information_from_others_recorded_by_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_from_others")),
    )
    op.create_index("information_of_person", "information_from_others", ["person_id", "practice_id"], unique=False)
