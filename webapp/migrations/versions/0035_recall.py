"""asking people to their yearly talk: tries, answers, months and how each practice asks"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "recall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("label_sealed", sa.String(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("by_hand_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_hand_why", sa.Enum("no_reply", "no_way", "not_sent", "not_delivered", name="handover", native_enum=False, length=32), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ended_why",
            sa.Enum(
                "accepted",
                "declined",
                "not_now",
                "wants_a_call",
                "unable",
                "booked",
                "died",
                "left",
                "looks_after_self",
                "opted_out",
                "next_year",
                "given_up",
                name="stop",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["begun_by_id"], ["account.id"], name=op.f("fk_recall_begun_by_id_account")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_recall_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_recall_ended_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recall_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_recall_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
    )
    op.create_index(op.f("ix_recall_cycle_id"), "recall", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_recall_person_id"), "recall", ["person_id"], unique=False)
    op.create_index("one_open_recall", "recall", ["cycle_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("recalls_due", "recall", ["next_on"], unique=False)
    op.create_index("recalls_of_practice", "recall", ["practice_id", "ended_at", "tries"], unique=False)
    op.create_table(
        "recall_month",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_recall_month_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recall_month_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_month")),
    )
    op.create_index("one_month_of_person", "recall_month", ["person_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "recall_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("second_after", sa.Integer(), nullable=False),
        sa.Column("third_after", sa.Integer(), nullable=False),
        sa.Column("last_after", sa.Integer(), nullable=False),
        sa.Column("first_way", sa.Enum("sms", "email", "push", "letter", "phone", "visit", name="means", native_enum=False, length=32), nullable=False),
        sa.Column("second_way", sa.Enum("sms", "email", "push", "letter", "phone", "visit", name="means", native_enum=False, length=32), nullable=False),
        sa.Column("third_way", sa.Enum("sms", "email", "push", "letter", "phone", "visit", name="means", native_enum=False, length=32), nullable=False),
        sa.Column("by_itself_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_recall_setting_practice_id_practice")),
        sa.ForeignKeyConstraint(["set_by_id"], ["account.id"], name=op.f("fk_recall_setting_set_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_setting")),
        sa.UniqueConstraint("practice_id", name=op.f("uq_recall_setting_practice_id")),
    )
    op.create_table(
        "recall_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recall_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("means", sa.Enum("sms", "email", "push", "letter", "phone", "visit", name="means", native_enum=False, length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("came_of", sa.Enum("spoke", "no_answer", "left_word", "posted", name="cameof", native_enum=False, length=32), nullable=True),
        sa.Column("note_sealed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_recall_attempt_link_id_link")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_recall_attempt_made_by_id_account")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_recall_attempt_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recall_attempt_person_id_person")),
        sa.ForeignKeyConstraint(["recall_id"], ["recall.id"], name=op.f("fk_recall_attempt_recall_id_recall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_attempt")),
        sa.UniqueConstraint("recall_id", "number", name=op.f("uq_recall_attempt_recall_id_number")),
    )
    op.create_index("attempts_of_person", "recall_attempt", ["person_id", "made_at"], unique=False)
    op.create_index(op.f("ix_recall_attempt_link_id"), "recall_attempt", ["link_id"], unique=False)
    op.create_index(op.f("ix_recall_attempt_message_id"), "recall_attempt", ["message_id"], unique=False)
    op.create_table(
        "recall_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recall_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Enum("accept", "talk", "not_now", "decline", "unable", name="said", native_enum=False, length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=True),
        sa.Column("heard", sa.Enum("link", "phone", "post", "in_person", name="heard", native_enum=False, length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("sure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_sealed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["recall_attempt.id"], name=op.f("fk_recall_reply_attempt_id_recall_attempt")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_recall_reply_by_id_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recall_reply_person_id_person")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_recall_reply_practice_id_practice")),
        sa.ForeignKeyConstraint(["recall_id"], ["recall.id"], name=op.f("fk_recall_reply_recall_id_recall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_reply")),
    )
    op.create_index(op.f("ix_recall_reply_recall_id"), "recall_reply", ["recall_id"], unique=False)
    op.create_index("replies_of_person", "recall_reply", ["person_id", "at"], unique=False)
    op.create_index("replies_to_ask_again", "recall_reply", ["said", "month"], unique=False)
