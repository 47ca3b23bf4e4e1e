# The doors of this project. `make run` and `make test` are all anybody has to type.
.POSIX:
.SILENT:
.PHONY: help setup setup-run run test lint messages catalogues bench soak

BIN = .venv/bin

help:
	echo "make run       start the app with a made-up practice on http://localhost:8000 (PORT= for another)"
	echo "make test      install what is needed, then check and test everything"
	echo "make lint      only the checks that need no running"
	echo "make messages  collect every sentence the app can say into locales/"
	echo "make bench     the performance budgets, as ratios, with pass or fail"
	echo "make soak      the long campaigns: kill -9, fuzz, races, days that are hard (SEED= to repeat one)"

setup:
	sh scripts/setup.sh all

setup-run:
	sh scripts/setup.sh run

run: setup-run
	PORT="$${PORT:-8000}" sh scripts/run.sh

test: setup
	sh scripts/test.sh

lint: setup
	sh scripts/lint.sh

messages: setup
	$(BIN)/python -m webapp.base.catalogues collect
	$(BIN)/python -m tests.reading

catalogues:
	$(BIN)/python -m webapp.base.catalogues compile

bench: setup
	$(BIN)/python -m tests.bench

soak: setup
	sh scripts/soak.sh $(SEED)
