"""An import as somebody sees it who may not see results: the line, the person, what kind of thing and the reason. Never a value."""

from webapp.base.i18n import lazy
from webapp.reports.notes import Said
from webapp.tables.columns import Kind
from webapp.tables.refusals import Reason

NOT_SHOWN = lazy("Not shown to you")
# What stood in a cell of the value, the unit or the test, or in a date that is none: the columns may have been swapped.
TELLING = {
    Reason.NO_UNIT,
    Reason.UNKNOWN_UNIT,
    Reason.NOT_A_NUMBER,
    Reason.IMPOSSIBLE_VALUE,
    Reason.LIMIT_NOT_USED,
    Reason.VALUE_UNCLEAR,
    Reason.UNKNOWN_TEST,
    Reason.UNREADABLE_DATE,
    Said.ODD_VALUE,
    Said.LIMIT,
}


def without_values(report: dict) -> dict:
    """The same report, of the same form. Only a results report says values."""
    if report["kind"] != Kind.RESULTS.value:
        return report
    return report | {
        **{part: [[line, word, "" if word in TELLING else detail] for line, word, detail in report[part]] for part in ("refused", "set_aside", "notes")},
        "changes": [[line, name, field, NOT_SHOWN, NOT_SHOWN] for line, name, field, _old, _new in report["changes"]],
        "samples": [[*sample[:3], *sample[4:]] for sample in report["samples"]],
        "values_kept_back": True,
    }
