"""a plan as it is lived: parts checked, how often, texts chosen, check-ins, reviews"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "plan_checked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_plan_checked_by_id_account")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_checked_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_checked")),
    )
    op.create_index("checked_of_plan", "plan_checked", ["plan_id", "place"], unique=False)
    op.create_table(
        "plan_rhythm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("still_true", "review", name="rhythmkind", native_enum=False, length=32), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("why_sealed", sa.String(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_rhythm_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_plan_rhythm_practice_id_practice")),
        sa.ForeignKeyConstraint(["set_by_id"], ["account.id"], name=op.f("fk_plan_rhythm_set_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_rhythm")),
    )
    op.create_index("rhythms_of_person", "plan_rhythm", ["person_id", "kind"], unique=False)
    op.create_index("rhythms_of_practice", "plan_rhythm", ["practice_id", "kind"], unique=False)
    op.create_table(
        "nudge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("goals", "review", name="nudgekind", native_enum=False, length=32), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_nudge_by_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_nudge_ended_by_id_account")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_nudge_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nudge_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
    )
    op.create_index(op.f("ix_nudge_person_id"), "nudge", ["person_id"], unique=False)
    op.create_index("nudges_due", "nudge", ["ended_at", "next_on"], unique=False)
    op.create_table(
        "check_in_agreed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("way", sa.Enum("text", "post", "phone", name="way", native_enum=False, length=32), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["account.id"], name=op.f("fk_check_in_agreed_agreed_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_agreed_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_check_in_agreed_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_agreed")),
    )
    op.create_index("check_ins_due", "check_in_agreed", ["ended_at", "next_on"], unique=False)
    op.create_index(op.f("ix_check_in_agreed_person_id"), "check_in_agreed", ["person_id"], unique=False)
    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("agreed_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.Enum("text", "post", "phone", name="way", native_enum=False, length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("chased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answers_sealed", sa.String(), nullable=True),
        sa.Column("help_wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreed_id"], ["check_in_agreed.id"], name=op.f("fk_check_in_agreed_id_check_in_agreed")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name=op.f("fk_check_in_answered_by_id_account")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_check_in_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_check_in_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    op.create_index("check_ins_waiting", "check_in", ["person_id", "answered_at"], unique=False)
    op.create_table(
        "plan_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("from_number", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=True),
        sa.Column("to_number", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["begun_by_id"], ["account.id"], name=op.f("fk_plan_review_begun_by_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_plan_review_ended_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_review_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_review_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    op.create_index(op.f("ix_plan_review_person_id"), "plan_review", ["person_id"], unique=False)
    op.create_index("one_open_review", "plan_review", ["person_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "review_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("said", sa.Enum("still_right", "changed", "stopped", name="said", native_enum=False, length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_review_answer_by_id_account")),
        sa.ForeignKeyConstraint(["review_id"], ["plan_review.id"], name=op.f("fk_review_answer_review_id_plan_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answer")),
    )
    op.create_index("answers_of_review", "review_answer", ["review_id", "at"], unique=False)
