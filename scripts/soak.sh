#!/bin/sh
# The long campaigns, one after the other, from one seed that is printed and can be given again; then the rooms on days that are hard.
cd "$(dirname "$0")/.." || exit 1
seed=${1:-20261121}
echo "seed $seed"
IN_MY_WORDS_SOAK_SEED=$seed .venv/bin/python -m pytest -m soak -p "randomly" -p no:cacheprovider -p no:xdist -o faulthandler_timeout=1800 --randomly-seed="$seed" -v tests e2e
failed=$?
# The last minutes of a year, the night the clocks go on, an evening that is tomorrow in London, the hour that comes twice.
# What starts processes of its own (frame, outbox) would not go along.
for day in 2026-12-31T23:58 2027-03-28T00:40 2027-06-30T23:20 2027-10-31T00:30; do
  echo "on $day"
  TEST_DAY=$day+00:00 .venv/bin/python -m pytest -n auto --dist worksteal -p no:cacheprovider tests --ignore=tests/guards --ignore=tests/frame --ignore=tests/outbox || failed=1
done
exit "$failed"
