#!/bin/sh
# Install what a fresh Debian 12 lacks: `packages.sh run` what running needs, `packages.sh all` also what the tests need. Silent when all is here.
set -eu
purpose=${1:-all}
python=${PYTHON:-python3}
export DEBIAN_FRONTEND=noninteractive
# Playwright speaks to no older one: what it asks of a Firefox first came with this version.
OLDEST_FIREFOX=143

has() { command -v "$1" >/dev/null 2>&1; }
found() { for path in "$@"; do [ -e "$path" ] && return 0; done; return 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo; then sudo -n "$@" 2>/dev/null || sudo "$@"; else return 1; fi
}

lists=old
apt_install() {
  has apt-get || return 1
  echo "Installing $* ..."
  # The lists that came with an image may name a browser of last year. Without a network they have to do.
  [ "$lists" = new ] || as_root apt-get update >/dev/null 2>&1 || true
  lists=new
  as_root apt-get install -y --no-install-recommends "$@" >/dev/null
}

has_firefox() {
  has firefox-esr || return 1
  version=$(firefox-esr --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  [ "${version:-0}" -ge "$OLDEST_FIREFOX" ]
}

needed=""
has "$python" || needed="$needed python3"
[ -x .venv/bin/python ] || "$python" -c 'import venv, ensurepip' 2>/dev/null || needed="$needed python3-venv"
if [ "$purpose" = all ]; then
  has chromium || needed="$needed chromium"
  found /usr/lib/postgresql/*/bin/initdb || needed="$needed postgresql"
  has node || needed="$needed nodejs"
  has_firefox || needed="$needed firefox-esr"
fi
if [ -n "$needed" ]; then
  # shellcheck disable=SC2086
  apt_install $needed || { echo "Please install these first:$needed" >&2; exit 1; }
fi
if [ "$purpose" = all ] && ! has_firefox; then
  echo "The tests need Firefox $OLDEST_FIREFOX or newer. Please bring firefox-esr up to date first: apt-get update, then apt-get install firefox-esr" >&2
  exit 1
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
