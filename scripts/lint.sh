#!/bin/sh
# Every check that needs no running app. All of them run; one that fails makes the whole fail.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""
check() {
  name=$1
  shift
  if output=$("$@" 2>&1); then echo "ok    $name"; else printf '%s\nFAIL  %s\n' "$output" "$name"; failed="$failed $name"; fi
}
check "ruff" $bin/ruff check -q
check "ruff format" $bin/ruff format -q --check
check "room order" $bin/lint-imports
check "types" $bin/mypy --no-error-summary webapp
check "templates" $bin/djlint webapp/templates --lint --quiet
check "catalogues" $bin/python -m webapp.base.catalogues check
check "service worker" node --test service_worker/tests/*.test.mjs
[ -z "$failed" ] || { echo "Not right yet:$failed" >&2; exit 1; }
