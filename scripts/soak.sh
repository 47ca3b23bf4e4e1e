#!/bin/sh
# The long campaigns, one after the other, from one seed that is printed and can be given again.
cd "$(dirname "$0")/.." || exit 1
seed=${1:-20261121}
echo "seed $seed"
IN_MY_WORDS_SOAK_SEED=$seed exec .venv/bin/python -m pytest -m soak -p "randomly" -p no:cacheprovider -p no:xdist -o faulthandler_timeout=1800 --randomly-seed="$seed" -v tests e2e
