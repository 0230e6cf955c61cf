# The only door. On a fresh machine: `make run`, `make test`.
PYTHON ?= python3
BIN := .venv/bin
CATALOGUE := src/baigong/locale/zh_Hans/LC_MESSAGES/django
READY := .venv/ready
LOCKING = $(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --quiet
BASE ?= http://127.0.0.1:8000
PATHS ?= / /status
STATIC := $(shell find src/baigong/faces/web/static/baigong -type f)

.DEFAULT_GOAL := help
.PHONY: developing shots wheels openapi help setup run targets demo test test-postgres test-faults check fmt bench messages codes lock

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 22

setup: $(READY) ## everything the program needs, in .venv; the program stands at .venv/bin/baigong

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "baigong needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3.11 …" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What only developers need comes when somebody first works on the code: who runs the product does not wait for it.
.venv/developing: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po .venv/installed
	$(BIN)/python tools/messages.py compile

# Compiled kernels are cached beside their source, so the first count does not wait for the compiler.
.venv/kernels: .venv/installed $(wildcard src/baigong/ground/lake/count/*.py)
	$(BIN)/python tools/compile_kernels.py
	@touch $@

# The static files that come from npm, and the compressed copies of all: it looks itself what has changed.
$(READY): .venv/kernels $(CATALOGUE).mo package-lock.json tools/assets.py tools/echarts.js $(STATIC)
	$(BIN)/python tools/assets.py
	@touch $@

developing: setup .venv/developing

run: setup ## the product, with a synthetic province, at http://127.0.0.1:8000; Ctrl-C stops it
	$(BIN)/baigong serve --demo

targets: setup ## the real plan, target by target, against the published figures
	$(BIN)/baigong targets

demo: setup ## a synthetic province in var/demo, checked and counted
	rm -rf var/demo
	$(BIN)/baigong demo var/demo --persons 100000 --seed 1
	$(BIN)/baigong score var/demo --on 2025-12-31 --by region

check: developing ## style, types, imports, shape, messages, documents, examples
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/messages.py missing
	$(BIN)/python -m pytest tests/shape
	$(BIN)/python -m pytest --doctest-modules src

test: check ## everything
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest -n 3 --dist worksteal --ignore tests/shape --ignore tests/journeys
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/journeys

test-postgres: developing ## the tests that touch the database, on Debian's own PostgreSQL
	.ci/test-postgres

test-faults: developing ## twenty kills of database, web and worker in loads of 100,000 rows
	BAIGONG_FAULTS_KILLS=20 BAIGONG_FAULTS_PERSONS=20000 $(BIN)/python -m pytest tests/faults

bench: developing ## the benchmarks, as ratios
	$(BIN)/baigong bench

fmt: developing ## put the code in order
	$(BIN)/ruff check --fix src tests tools
	$(BIN)/ruff format src tests tools

messages: developing ## find new sentences; put their Chinese in with tools/messages.py add FILE.yaml
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

shots: developing ## pictures of PATHS of a running demonstration, as AS if named, into var/shots
	$(BIN)/python tools/shots.py --base $(BASE) --out var/shots $(if $(AS),--as $(AS)) $(PATHS)

openapi: developing ## write down anew what the API says of itself
	$(BIN)/python tools/openapi.py

codes: developing ## import the region and occupation tables anew
	$(BIN)/python tools/import_regions.py
	$(BIN)/python tools/import_occupations.py

wheels: setup ## what to carry to a machine without a network, beside this checkout (docs/administrator.md)
	$(BIN)/python -m pip download --quiet --require-hashes -r requirements.lock -d wheels

lock: developing ## newest versions into both requirements locks; those of package.json into package-lock.json
	$(BIN)/python tools/npm_lock.py
	$(LOCKING) --extra build --extra dev --upgrade --output-file requirements-dev.lock
	rm requirements.lock && $(LOCKING) --extra build --constraint requirements-dev.lock --output-file requirements.lock
