"""The same thing said of many lines is said once."""

from webapp.tables.told import gathered, in_runs


def test_the_same_reason_is_one_row_with_its_lines():
    told = gathered([(4, "Nobody here."), (5, "Nobody here."), (9, "No name."), (12, "Nobody here.")])
    assert [(row.why, row.count, row.lines) for row in told] == [("Nobody here.", 3, ["4 to 5", "12"]), ("No name.", 1, ["9"])]


def test_lines_that_follow_each_other_are_one_run():
    assert in_runs([7, 4, 6, 5, 9]) == ["4 to 7", "9"]
