"""Why a row was not brought in: one word for the code, one plain sentence for a receptionist."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.base.i18n import lazy


class Reason(StrEnum):
    # The row cannot be used at all.
    BROKEN_QUOTES = "broken_quotes"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_LONG = "cell_too_long"
    CUT_SHORT = "cut_short"
    NO_NHS_NUMBER = "no_nhs_number"
    BAD_NHS_NUMBER = "bad_nhs_number"
    NO_NAME = "no_name"
    NO_BIRTH_DATE = "no_birth_date"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    NO_DATE = "no_date"
    UNREADABLE_DATE = "unreadable_date"
    DATE_IMPOSSIBLE = "date_impossible"
    NO_TIME = "no_time"
    UNREADABLE_TIME = "unreadable_time"
    NO_TEST = "no_test"
    NO_VALUE = "no_value"
    NEVER_STORED = "never_stored"
    NO_SCORE = "no_score"
    # A human must look.
    TWO_DIGIT_YEAR = "two_digit_year"
    MONTH_FIRST = "month_first"
    EXCEL_NUMBER = "excel_number"
    EXCEL_DATE = "excel_date"
    FORMULA = "formula"
    ODD_NAME = "odd_name"
    NAME_NOT_SPLIT = "name_not_split"
    LETTERS_DAMAGED = "letters_damaged"
    DEATH_DATE_ODD = "death_date_odd"
    DIFFERS_IN_FILE = "differs_in_file"
    UNKNOWN_TEST = "unknown_test"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    NOT_A_NUMBER = "not_a_number"
    IMPOSSIBLE_VALUE = "impossible_value"
    LIMIT_NOT_USED = "limit_not_used"
    VALUE_UNCLEAR = "value_unclear"
    DIED_OR_LEFT = "died_or_left"
    BAD_SCORE = "bad_score"
    UNKNOWN_SLOT = "unknown_slot"
    UNKNOWN_STATUS = "unknown_status"
    PERSON_UNKNOWN = "person_unknown"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    SURNAME_DIFFERS = "surname_differs"
    PERSON_LEFT = "person_left"
    STEPPED_ASIDE = "stepped_aside"
    PERSON_DIED = "person_died"
    CHANGED_BY_STAFF = "changed_by_staff"
    RESULT_RELEASED = "result_released"


SET_ASIDE = frozenset(list(Reason)[list(Reason).index(Reason.TWO_DIGIT_YEAR) :])

SENTENCES = {
    Reason.BROKEN_QUOTES: lazy("The quote marks on this line do not match. Ask for a new export."),
    Reason.TOO_MANY_CELLS: lazy("This line has more boxes than there are headings. Ask for a new export."),
    Reason.CELL_TOO_LONG: lazy("One box on this line is too long to be right."),
    Reason.CUT_SHORT: lazy("The file may stop too early, in the middle of this line. Ask for a new export."),
    Reason.NO_NHS_NUMBER: lazy("This line has no NHS number."),
    Reason.BAD_NHS_NUMBER: lazy("“%(detail)s” is not a real NHS number. One digit may be wrong."),
    Reason.NO_NAME: lazy("This line has no name."),
    Reason.NO_BIRTH_DATE: lazy("This line has no date of birth."),
    Reason.BIRTH_DATE_IMPOSSIBLE: lazy("The date of birth “%(detail)s” cannot be right."),
    Reason.NO_DATE: lazy("This line has no date."),
    Reason.UNREADABLE_DATE: lazy("We cannot read “%(detail)s” as a date."),
    Reason.DATE_IMPOSSIBLE: lazy("The date “%(detail)s” cannot be right."),
    Reason.NO_TIME: lazy("This appointment has no time."),
    Reason.UNREADABLE_TIME: lazy("We cannot read “%(detail)s” as a time."),
    Reason.NO_TEST: lazy("This line does not say which test it was."),
    Reason.NO_VALUE: lazy("This test has no value."),
    Reason.NEVER_STORED: lazy("This kind of test is never kept here. It stays in the GP record."),
    Reason.NO_SCORE: lazy("This line has no score."),
    Reason.TWO_DIGIT_YEAR: lazy("“%(detail)s” has only two digits for the year. We do not guess the year."),
    Reason.MONTH_FIRST: lazy("“%(detail)s” looks like month first. Please check the day and the month."),
    Reason.EXCEL_NUMBER: lazy("Excel changed this NHS number to “%(detail)s”. Type the ten digits again."),
    Reason.EXCEL_DATE: lazy("Excel changed this date to “%(detail)s”. Please type the date again."),
    Reason.FORMULA: lazy("The name starts like a spreadsheet formula. Please check it."),
    Reason.ODD_NAME: lazy("“%(detail)s” does not look like a name. Please check it."),
    Reason.NAME_NOT_SPLIT: lazy("We cannot tell the surname in “%(detail)s”. Write it like “Smith, Anna”."),
    Reason.LETTERS_DAMAGED: lazy("Letters on this line are damaged. Save the file as “CSV UTF-8”."),
    Reason.DEATH_DATE_ODD: lazy("The date of death “%(detail)s” cannot be right. Please check it."),
    Reason.DIFFERS_IN_FILE: lazy("Line %(detail)s is about the same thing but says something else. Which is right?"),
    Reason.UNKNOWN_TEST: lazy("We do not know the test “%(detail)s”. It was not brought in."),
    Reason.NO_UNIT: lazy("The value “%(detail)s” has no unit. We do not guess the unit."),
    Reason.UNKNOWN_UNIT: lazy("We do not know the unit “%(detail)s” for this test."),
    Reason.NOT_A_NUMBER: lazy("“%(detail)s” is not a value we can use for this test."),
    Reason.IMPOSSIBLE_VALUE: lazy("The value “%(detail)s” cannot be right. Please check it."),
    Reason.LIMIT_NOT_USED: lazy("“%(detail)s” is a limit, not a measured value. Please check it."),
    Reason.VALUE_UNCLEAR: lazy("The value “%(detail)s” is not clear. Please check it."),
    Reason.DIED_OR_LEFT: lazy("“%(detail)s” does not say if they died or left. Write “died” or “left”."),
    Reason.BAD_SCORE: lazy("“%(detail)s” is not a number. A score is a number, like 0.36."),
    Reason.UNKNOWN_SLOT: lazy("We do not know the appointment type “%(detail)s”."),
    Reason.UNKNOWN_STATUS: lazy("We do not know the appointment status “%(detail)s”."),
    Reason.PERSON_UNKNOWN: lazy("Nobody here has this NHS number. Bring in the people report first."),
    Reason.BIRTH_DATE_DIFFERS: lazy("The date of birth is not the one we have for this NHS number."),
    Reason.SURNAME_DIFFERS: lazy("The surname is not the one we have for this NHS number."),
    Reason.PERSON_LEFT: lazy("This person is not registered here now. Please check."),
    Reason.STEPPED_ASIDE: lazy("This person did not want a talk this year. Please ask them first."),
    Reason.PERSON_DIED: lazy("This person has died. Nothing was brought in."),
    Reason.CHANGED_BY_STAFF: lazy("Staff changed this here (%(detail)s). We did not write over it."),
    Reason.RESULT_RELEASED: lazy("This result was already released with another value. A clinician must look."),
}

# For somebody who may not see what stood there.
WITHOUT_DETAIL = {
    Reason.UNREADABLE_DATE: lazy("We cannot read the date on this line."),
    Reason.UNKNOWN_TEST: lazy("We do not know this test. It was not brought in."),
    Reason.NO_UNIT: lazy("The value has no unit. We do not guess the unit."),
    Reason.UNKNOWN_UNIT: lazy("We do not know the unit on this line."),
    Reason.NOT_A_NUMBER: lazy("The value cannot be used for this test."),
    Reason.IMPOSSIBLE_VALUE: lazy("The value cannot be right. Please check it."),
    Reason.LIMIT_NOT_USED: lazy("The value is a limit, not a measured value. Please check it."),
    Reason.VALUE_UNCLEAR: lazy("The value is not clear. Please check it."),
    Reason.BAD_SCORE: lazy("The score is not a number. Please check it."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of the file that was not brought in. `line` is the line in the file, from 1; `detail` is what stood there."""

    line: int
    reason: Reason
    detail: str = ""

    @property
    def is_set_aside(self) -> bool:
        return self.reason in SET_ASIDE


class CellRefused(ValueError):
    """A cell that cannot be used; whoever reads the row gives it the line."""

    def __init__(self, reason: Reason, detail: str = ""):
        super().__init__(reason)
        self.reason, self.detail = reason, shortened(detail)

    def on(self, line: int) -> Refusal:
        return Refusal(line, self.reason, self.detail)


def shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def reason_text(refusal: Refusal) -> str:
    """The sentence for a receptionist, in the reader's language. Plain text: a lazy string would pass a template's escaping."""
    if not refusal.detail and refusal.reason in WITHOUT_DETAIL:
        return str(WITHOUT_DETAIL[refusal.reason])
    return str(SENTENCES[refusal.reason]) % {"detail": refusal.detail}
