#!/bin/sh
# The checks, then every test, browser included. A failing check does not hide the tests. The last line is pytest's.
cd "$(dirname "$0")/.." || exit 1
sh scripts/lint.sh
lint=$?
# Nothing here asks what survives a power cut, so no save waits for a disk where there is memory to spare.
spare=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
folder=""
if [ "${spare:-0}" -gt 4000000 ] && [ -w /dev/shm ]; then folder=$(mktemp -d /dev/shm/in-my-words-tests-XXXXXX); fi
# Tests are read by every process, which takes twice as long where nothing read before may be kept.
unset PYTHONDONTWRITEBYTECODE
.venv/bin/python -m pytest -n "${TEST_PROCESSES:-auto}" --dist worksteal ${folder:+--basetemp="$folder/all"} tests e2e
tests=$?
[ -z "$folder" ] || rm -rf "$folder"
[ "$lint" = 0 ] && [ "$tests" = 0 ]
