#!/bin/sh
# The app with its made-up practice: web and worker as two processes. ^C stops both.
set -eu
cd "$(dirname "$0")/.."
PORT=${PORT:-8000}
export IN_MY_WORDS_DEMO="${IN_MY_WORDS_DEMO:-true}" IN_MY_WORDS_PORT="$PORT" IN_MY_WORDS_BASE_URL="${IN_MY_WORDS_BASE_URL:-http://localhost:$PORT}"
export IN_MY_WORDS_EMAIL="${IN_MY_WORDS_EMAIL:-pretend}"

export IN_MY_WORDS_PUSH_CONTACT="${IN_MY_WORDS_PUSH_CONTACT:-demo@example.org}"

.venv/bin/in-my-words upgrade
.venv/bin/in-my-words demo
[ -n "${IN_MY_WORDS_PUSH_KEY:-}" ] || .venv/bin/in-my-words push-key >/dev/null

.venv/bin/in-my-words worker &
worker=$!
.venv/bin/in-my-words serve &
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
