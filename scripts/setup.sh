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
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1 DEBIAN_FRONTEND=noninteractive

has() { command -v "$1" >/dev/null 2>&1; }
found() { for path in "$@"; do [ -e "$path" ] && return 0; done; return 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo; then sudo -n "$@" 2>/dev/null || sudo "$@"; else return 1; fi
}

apt_install() {
  has apt-get || return 1
  echo "Installing $* ..."
  as_root apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  as_root apt-get update >/dev/null 2>&1 && as_root apt-get install -y --no-install-recommends "$@" >/dev/null
}

needed=""
has "$python" || needed="$needed python3"
[ -x .venv/bin/python ] || "$python" -c 'import venv, ensurepip' 2>/dev/null || needed="$needed python3-venv"
if [ "$purpose" = all ]; then
  has chromium || needed="$needed chromium"
  found /usr/lib/postgresql/*/bin/initdb || needed="$needed postgresql"
  has node || needed="$needed nodejs"
  has firefox-esr || needed="$needed firefox-esr"
fi
if [ -n "$needed" ]; then
  # shellcheck disable=SC2086
  apt_install $needed || { echo "Please install these first:$needed" >&2; exit 1; }
fi
if [ "$purpose" = all ] && ! has chromium-headless-shell; then
  apt_install chromium-headless-shell || echo "chromium-headless-shell is not here: the browser tests take the whole Chromium, and twice as long." >&2
fi
# The PDF maker draws letters with Pango; a practice without it still has the print pages.
if ! found /usr/lib/*/libpangoft2-1.0.so.0; then
  apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || echo "libpango is not here: packs cannot be made as a file (PDF)." >&2
fi
if ! found /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf; then
  apt_install fonts-noto-core fonts-dejavu-core || echo "fonts-noto-core is not here: Urdu and Bengali words may show as boxes." >&2
fi

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
