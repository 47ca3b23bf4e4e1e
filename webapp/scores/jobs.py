"""Lists of scores that were only looked at are forgotten."""

from webapp.database.session import Database
from webapp.scores.changes import forget_looked_at


def forget_lists(database: Database) -> int:
    with database.writing() as session:
        return forget_looked_at(session)
