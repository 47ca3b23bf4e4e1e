"""Three hundred harmed copies: no crash, nothing half brought in, nobody gets another's value, and whole rows still count."""

import contextlib
from collections import Counter

import pytest

from tests.imports.database import Surgery
from tests.imports.mutants import mutants
from tests.reports.exports import ALL, TODAY, reading_of, sample, text_of
from webapp.portions.models import ImportState
from webapp.reports.people_rows import PersonRow
from webapp.reports.result_rows import ResultRow
from webapp.reports.rows import read_rows
from webapp.tables.decoding import FileRefused
from webapp.tables.files import open_export

EACH, SEED = 100, 20261116


def pair(row) -> tuple:
    """The person and the value, whatever the day and the spelling of the name."""
    who = (row.who.nhs_number, row.who.born_on)
    if isinstance(row, PersonRow):
        return who
    return (*who, row.code, row.amount, row.words, row.comparator) if isinstance(row, ResultRow) else (*who, row.kind, row.starts_at)


def whole_lines(name: str, data: bytes) -> set[str]:
    """Lines of the original that stand word for word in the harmed copy, in an encoding that a program could have written."""
    found: set[str] = set()
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        with contextlib.suppress(UnicodeDecodeError):
            found |= {line.strip() for line in data.decode(encoding).split("\n")}
    return {line for line in text_of(name).split("\r\n") if line in found}


@pytest.mark.parametrize("name", ALL)
def test_a_harmed_copy_is_refused_in_words_or_mixes_nobody_up_and_keeps_its_whole_rows(name):
    original, lines = open_export(sample(name)), text_of(name).split("\r\n")
    rows = reading_of(sample(name)).rows
    pairs, ends = {pair(row) for row in rows}, Counter()
    for harm, data in mutants(name, EACH, SEED):
        try:
            sheet = open_export(data)
        except FileRefused as why:
            assert len(str(why)) > 10
            ends["refused"] += 1
            continue
        ends["read"] += 1
        accepted = {pair(row) for row in read_rows(sheet, today=TODAY, test_numbers=True).rows}
        assert accepted <= pairs, harm
        if sheet.layout.headings == original.layout.headings:
            whole = whole_lines(name, data)
            lost = [row.line for row in rows if lines[row.line - 1] in whole and pair(row) not in accepted]
            assert not lost, (harm, lost)
    assert ends["read"] > EACH / 2


def test_harmed_copies_brought_into_a_database_do_what_their_preview_said_or_nothing(surgery: Surgery):
    surgery.bring_in(sample("people-emis.csv"))
    for name in ALL[1:]:
        for harm, data in list(mutants(name, 5, SEED + 1)):
            before = surgery.everything()
            try:
                report, run = surgery.bring_in(data)
            except FileRefused:
                assert surgery.everything() == before, harm
                continue
            assert run.state is ImportState.APPLIED, harm
            assert all(run.counts["done"].get(part, 0) == report["counts"][part] for part in ("added", "changed")), harm
