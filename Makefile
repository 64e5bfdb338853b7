# The first interpreter that is new enough; PYTHON=/path/to/python names another.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do $$p -c $(NEW_ENOUGH) 2>/dev/null && echo $$p && break; done)
NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 11))'
UV ?= $(or $(wildcard .venv/bin/uv),uv)
PY := .venv/bin/python
TEMPLATES = $(shell find hub helplines partners -name '*.html')
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test a11y bench lint format messages lock clean python postgresql

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/.installed ## Start the hub on this machine, with SQLite and demo data (PORT=8000)
	@exec env DEBUG="$${DEBUG:-1}" $(PY) manage.py up

# A file's tests stay with one process as far as may be: what they stand on is made once.
test: postgresql .venv/.installed-dev ## Run every test on SQLite, then those with a database on PostgreSQL (ARGS="-k word")
	@failed=0; LANE=sqlite $(PY) -m pytest -n 2 --dist worksteal $(ARGS) || failed=1; \
	$(PY) -m tests.postgres $(PY) -m pytest -n 2 --dist worksteal $(ARGS) || failed=1; exit $$failed

a11y: .venv/.installed-dev ## Look at every page there is, on each screen, by day and night, in both languages (a quarter of an hour)
	EVERY_LOOK=1 LANE=sqlite $(PY) -m pytest -n 2 --dist worksteal tests/browser/test_every_page.py tests/browser/test_every_desk_page.py $(ARGS)

bench: postgresql .venv/.installed-dev .venv/served/.installed ## Measure speed and size, and write the README's table (some ten minutes; needs wrk)
	$(PY) -m tests.bench

# Neither the developer's data nor their settings are looked at.
lint messages: export DEBUG = 1
lint messages: export DATABASE_URL =
lint messages: export HUB_VAR = .venv/lint
lint: .venv/.installed-dev ## Check style, types, templates, settings and migrations
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(if $(TEMPLATES),$(PY) -m djlint --quiet --lint $(TEMPLATES))
	$(PY) manage.py check --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py spectacular --validate --fail-on-warn --file /dev/null

format: .venv/.installed-dev ## Put the code into its usual form
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

messages: .venv/.installed-dev ## Gather the texts to translate and compile the catalogues (ARGS=--check only looks)
	$(PY) -m tests.messages $(ARGS)

lock: ## Resolve the dependencies and write them down with hashes (needs uv; ARGS=--upgrade for newer ones)
	$(UV) lock $(ARGS)
	$(call export,requirements.txt,Runtime dependencies,--no-dev)
	$(call export,requirements-dev.txt,Runtime and development dependencies,--all-groups)

clean: ## Remove caches; var/ and .venv/ stay
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './var/*' -prune -exec rm -rf {} +

# Said at once, before anything is installed or run.
python:
	@$(or $(PYTHON),python3) -c $(NEW_ENOUGH) 2>/dev/null || \
	{ echo 'The hub needs Python 3.11 or newer; name one with PYTHON=/path/to/python3.' >&2; exit 1; }

postgresql: python
	@$(PYTHON) -m tests.postgres --check

.venv/.installed: requirements.txt | python
	$(call install,$<,.venv)
	@touch $@

# What is measured is what is deployed: some libraries load tools of development where they find them.
.venv/served/.installed: requirements.txt | python
	$(call install,$<,.venv/served)
	@touch $@

# The development file holds the runtime file's packages too.
.venv/.installed-dev: requirements-dev.txt requirements.txt | python
	$(call install,$<,.venv)
	@touch $@ .venv/.installed

# Wheels only: nothing is compiled, and no package runs code while it is installed.
define install
$(PYTHON) -m venv $(2)
$(2)/bin/python -m pip --disable-pip-version-check install -q --only-binary :all: --require-hashes -r $(1)
endef

define export
@{ echo '# $(2), locked with hashes. Written by `make lock`; do not edit.'; \
$(UV) export -q --frozen --no-header --no-annotate $(3); } > $(1)
endef
