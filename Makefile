# `make help` lists what there is. On a fresh Debian 12 with make and python3 these targets need nothing else.
PYTHON ?= python3
VENV ?= .venv
export PYTHON VENV
BROWSER_TOOLS := tests/browser/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run dev test test-all check pins
# One recipe at a time: they share the virtual environment.
.NOTPARALLEL:

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ## the site on HOST:PORT (127.0.0.1:8000), with the demonstration newspaper
	@deploy/dev/need run
	@deploy/dev/venv run
	@deploy/dev/serve run

dev: ## the same with autoreload and DEBUG
	@deploy/dev/need run
	@deploy/dev/venv dev
	@deploy/dev/serve dev

test: ## the whole suite on SQLite and on a throw-away PostgreSQL, with the browser tests
	@deploy/dev/need test
	@deploy/dev/venv dev
	@$(MAKE) --no-print-directory $(BROWSER_TOOLS)
	@echo "== SQLite"
	@env -u DATABASE_URL deploy/dev/suite
	@echo "== PostgreSQL"
	@$(VENV)/bin/python -m tests.cluster deploy/dev/suite

$(BROWSER_TOOLS): tests/browser/package-lock.json
	@npm ci --prefix tests/browser --no-audit --no-fund
	@touch $@

test-all: test ## the suite on Python 3.12 and 3.13 too, where they are found
	@for version in 3.12 3.13; do \
		python=$$(deploy/dev/python $$version) || { echo "== Python $$version: not found"; continue; }; \
		echo "== Python $$version"; \
		$(MAKE) --no-print-directory test PYTHON=$$python VENV=.venv-$$version || exit 1; \
	done

check: ## linters, types, layers, Django's checks, migrations, pinned set
	@deploy/dev/need run
	@deploy/dev/venv dev
	@deploy/dev/check

pins: ## make requirements/ again from pyproject.toml (UPGRADE=1: newest releases)
	@deploy/dev/need run
	@deploy/dev/venv dev
	@deploy/dev/pins write
