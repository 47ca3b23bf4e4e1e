#!/bin/sh
# Install what a fresh Debian 12 lacks, make .venv, compile the catalogues, pre-compress the static files.
# `setup.sh run` installs what running needs; `setup.sh all` also what the tests need. Quick, and silent, when nothing changed.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-all}
# Debian 12's own Python, where it is here: what the README promises is then what is tested, and a tenth quicker than one built by hand.
own=/usr/bin/python3
"$own" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || own=python3
python=${PYTHON:-$own}
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1

PYTHON="$python" sh scripts/packages.sh "$purpose"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON= names another)." >&2; exit 1; }
lock=requirements.txt
[ "$purpose" = all ] && lock=requirements-dev.txt
sum=$(cat "$lock" pyproject.toml requirements.in scripts/setup.sh | sha256sum | cut -c1-64)
stamp=.venv/.ready-$purpose
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  echo "Installing the Python packages of $lock ..."
  .venv/bin/python -m pip install -qq --require-hashes -r "$lock"
  .venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e . 2>/dev/null || .venv/bin/python -m pip install -qq --no-deps -e .
  echo "$sum" >"$stamp"
fi
.venv/bin/python -m webapp.base.catalogues compile
.venv/bin/python -m webapp.web.static_files
