"""How far back a results report reaches. Nothing in the file says so: it is told from the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from webapp.reports.result_rows import ResultRow

# So many people must have an older value beside a newer one: a single mistyped year proves nothing.
PEOPLE = 3


def reach_of(rows: Iterable[object]) -> Mapping[str, date]:
    """Result code -> the day back to which the report holds older values too, not only each person's latest.

    A code without such people is left out: there nobody can know whether an earlier value exists, and a clinician is asked.
    """
    days: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if isinstance(row, ResultRow):
            days[row.code][row.who.nhs_number].add(row.taken_on)
    oldest = {code: sorted(min(taken) for taken in people.values() if len(taken) > 1) for code, people in days.items()}
    return {code: found[PEOPLE - 1] for code, found in oldest.items() if len(found) >= PEOPLE}
