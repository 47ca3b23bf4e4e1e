#!/bin/sh
# The app with its made-up practice: web and worker as two processes. ^C stops both.
set -eu
cd "$(dirname "$0")/.."
PORT=${PORT:-8000}
export IN_MY_WORDS_DEMO="${IN_MY_WORDS_DEMO:-true}" IN_MY_WORDS_PORT="$PORT" IN_MY_WORDS_BASE_URL="${IN_MY_WORDS_BASE_URL:-http://localhost:$PORT}"

/work/main/.venv/bin/python -m webapp.commands upgrade
/work/main/.venv/bin/python -m webapp.commands demo

/work/main/.venv/bin/python -m webapp.commands worker &
worker=$!
/work/main/.venv/bin/python -m webapp.commands serve &
web=$!
stop() {
  trap - INT TERM EXIT
  kill "$web" "$worker" 2>/dev/null || true
  wait
}
trap 'stop; exit 0' INT TERM
trap stop EXIT
while kill -0 "$web" 2>/dev/null && kill -0 "$worker" 2>/dev/null; do sleep 1; done
echo "One of the two processes ended; stopping the other." >&2
exit 1
