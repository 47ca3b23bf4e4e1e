#!/bin/sh
# The checks, then every test, browser included. A failing check does not hide the tests. The last line is pytest's.
cd "$(dirname "$0")/.." || exit 1
sh scripts/lint.sh
lint=$?
.venv/bin/python -m pytest -n "${TEST_PROCESSES:-auto}" --dist worksteal tests e2e
tests=$?
[ "$lint" = 0 ] && [ "$tests" = 0 ]
