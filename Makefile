# Everything that is done here more than once. `make` alone lists it.
#
## make demo      set up .venv if need be, read the examples, print a record and a table of incidents
## make test      all checks: format, lint, types, imports, tests; also installs Chromium and PostgreSQL (Debian, as root)
## make evaluate  score the reader on the corpora in ../shared (accuracy table, docs/scorecard.json)
## make confusions  count what the reader gets wrong there (docs/confusions.md); a minute
## make bench     measure speed and memory (docs/bench.json)
## make train     train the model from the corpora in ../shared; resumable, hours
## make golden    store anew what the reader makes of examples/, after an intended change
## make docs      write anew the generated parts of README.md and docs/
## make clean     remove .venv, caches and builds; training state in .work/ stays

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
SHARED := ../shared

.PHONY: help demo test evaluate confusions bench train golden docs clean

help:
	@sed -n 's/^## //p' Makefile

demo: $(VENV)/core
	@echo "== Reading examples/*.txt"
	@$(BIN)/onrecord read examples/*.txt
	@echo "== Comparing the six reports of examples/ansongo"
	@mkdir -p build && rm -f build/demo.db*
	@$(BIN)/onrecord add examples/ansongo --db build/demo.db
	@$(BIN)/onrecord compare --db build/demo.db
	@$(BIN)/onrecord incidents --db build/demo.db

# In the order of what is quickest to fail. Pytest closes with its count.
test: $(VENV)/dev
	@tools/chromium.sh
	@tools/postgres.sh
	@echo "== Format"
	@$(BIN)/ruff format --check .
	@echo "== Lint"
	@$(BIN)/ruff check .
	@echo "== Types"
	@$(BIN)/mypy
	@echo "== Imports"
	@$(BIN)/lint-imports --no-cache
	@echo "== Tests"
	@$(BIN)/pytest

evaluate: $(VENV)/core corpora
	@$(BIN)/python tools/scorecard.py

confusions: $(VENV)/core corpora
	@$(BIN)/python tools/confusions.py

bench: $(VENV)/bench
	@$(BIN)/python tools/bench.py

train: $(VENV)/train corpora
	@$(BIN)/python training/train_all.py

golden: $(VENV)/dev
	@$(BIN)/python -m tests.golden.refresh

docs: $(VENV)/core
	@$(BIN)/python tools/readme.py

.PHONY: corpora
corpora:
	@test -d $(SHARED)/corpora || { echo "needs the corpora in $(SHARED)/corpora, which are not part of the repository" >&2; exit 1; }

# One stamp for each set of packages; made anew when pyproject.toml changes.
$(VENV)/core: pyproject.toml
	@tools/environment.sh $(VENV)
	@touch $@

$(VENV)/dev $(VENV)/bench $(VENV)/train: $(VENV)/%: pyproject.toml | $(VENV)/core
	@tools/environment.sh $(VENV) $*
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests training tools -name __pycache__ -type d -prune -exec rm -rf {} +
