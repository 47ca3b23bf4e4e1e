"""saved searches, their runs and people; lists with a score; who staff thought of; two who look alike"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def id_column(name: str, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=empty)


def points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def make(table: str, *columns: sa.Column | sa.Constraint, to: dict[str, str]) -> None:
    keys = [points_to(table, column, other) for column, other in to.items()]
    op.create_table(table, id_column("id"), *columns, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))


def index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def upgrade() -> None:
    staff, person, practice = "staff_member", "person", "practice"
    make(
        "double_ruling",
        id_column("practice_id"),
        id_column("first_id"),
        id_column("second_id"),
        sa.Column("ruling", sa.Enum("two_people", "merge_asked", name="ruling", native_enum=False, length=32), nullable=False),
        sa.Column("at", AT, nullable=False),
        id_column("by_id", empty=True),
        sa.UniqueConstraint("practice_id", "first_id", "second_id", name=op.f("uq_double_ruling_practice_id_first_id_second_id")),
        to={"practice_id": practice, "first_id": person, "second_id": person, "by_id": staff},
    )
    index("double_ruling", "first_id")
    index("double_ruling", "second_id")
    make(
        "score_list",
        id_column("practice_id"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "method", "reason", "file_name", "digest")),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("report_sealed", sa.String(), nullable=True),
        sa.Column("made_at", AT, nullable=False),
        id_column("made_by_id", empty=True),
        sa.Column("applied_at", AT, nullable=True),
        sa.Column("taken_back_at", AT, nullable=True),
        to={"practice_id": practice, "made_by_id": staff},
    )
    index("score_list", "practice_id")
    make(
        "risk_score",
        id_column("list_id"),
        id_column("person_id"),
        sa.Column("amount_sealed", sa.String(), nullable=False),
        sa.Column("reason_sealed", sa.String(), nullable=True),
        sa.UniqueConstraint("list_id", "person_id", name=op.f("uq_risk_score_list_id_person_id")),
        to={"list_id": "score_list", "person_id": person},
    )
    index("risk_score", "person_id")
    make(
        "cohort",
        id_column("practice_id"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("looks_for", sa.JSON(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("pilot_since", AT, nullable=True),
        sa.Column("made_at", AT, nullable=False),
        id_column("made_by_id", empty=True),
        sa.Column("ended_at", AT, nullable=True),
        id_column("ended_by_id", empty=True),
        to={"practice_id": practice, "made_by_id": staff, "ended_by_id": staff},
    )
    index("cohort", "practice_id")
    make(
        "cohort_run",
        id_column("cohort_id"),
        sa.Column("at", AT, nullable=False),
        id_column("by_id", empty=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        to={"cohort_id": "cohort", "by_id": staff},
    )
    index("cohort_run", "cohort_id")
    make(
        "cohort_person",
        id_column("cohort_id"),
        id_column("person_id"),
        id_column("cycle_id"),
        sa.Column("invited_at", AT, nullable=False),
        id_column("invited_by_id", empty=True),
        sa.Column("why_sealed", sa.String(), nullable=False),
        sa.UniqueConstraint("cohort_id", "cycle_id", name=op.f("uq_cohort_person_cohort_id_cycle_id")),
        to={"cohort_id": "cohort", "person_id": person, "cycle_id": "cycle", "invited_by_id": staff},
    )
    index("cohort_person", "person_id")
    make(
        "judgement",
        id_column("practice_id"),
        id_column("person_id"),
        sa.Column("reason_sealed", sa.String(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        id_column("made_by_id", empty=True),
        sa.Column("ended_at", AT, nullable=True),
        id_column("ended_by_id", empty=True),
        to={"practice_id": practice, "person_id": person, "made_by_id": staff, "ended_by_id": staff},
    )
    index("judgement", "person_id")
    is_open = sa.text("ended_at IS NULL")
    op.create_index("one_open_judgement", "judgement", ["practice_id", "person_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open)
