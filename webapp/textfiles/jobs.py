"""Texts that wait for a practice's own system are looked at again while they wait: what is no longer wanted goes, and nobody forgets the rest."""

from sqlmodel import col, select

from webapp.database.session import Database
from webapp.practices.models import Practice
from webapp.textfiles.changes import look_again


def look_at_files(database: Database) -> int:
    """One short transaction for each practice that sends with its own system. Returns how many texts were called back. Safe to run twice."""
    with database.reading() as session:
        practices = list(session.exec(select(Practice.id).where(col(Practice.own_texts_since).is_not(None)).order_by(Practice.code)))
    found = 0
    for practice_id in practices:
        with database.writing() as session:
            found += look_again(session, session.get_one(Practice, practice_id))
    return found
