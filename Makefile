# `make help` lists what can be done here. Every target can be run again at any time.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv/bin
ENVIRONMENT := $(PYTHON) scripts/environment.py

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench lighthouse install-dev

help: ## What can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | \
		awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: ## A running academy at http://127.0.0.1:8000 (HOST=... PORT=...)
	@$(ENVIRONMENT) requirements.txt
	@exec $(VENV)/python scripts/demo.py --host $(HOST) --port $(PORT)

install-dev:
	@$(ENVIRONMENT) requirements-dev.txt

test: install-dev ## Lint, then every test, on SQLite and on PostgreSQL where one answers
	@$(VENV)/python scripts/system_tools.py
	@$(VENV)/python scripts/lint.py
	@$(VENV)/python scripts/test.py $(ARGS)

lint: install-dev ## Style, types, templates, layers, migrations, system checks, color contrast
	@$(VENV)/python scripts/lint.py

format: install-dev ## Let ruff rewrite what it can
	@$(VENV)/ruff check --fix --quiet . ; $(VENV)/ruff format .

bench: ## Measure against a bare Wagtail page, another LMS, typst and WeasyPrint
	@$(ENVIRONMENT) requirements-dev.txt requirements-bench.txt
	@$(VENV)/python -m benchmarks $(ARGS)

lighthouse: install-dev ## What Lighthouse says of the pages clients see, beside a running `make demo` (PORT=...)
	@$(VENV)/python scripts/lighthouse.py http://$(HOST):$(PORT) $(ARGS)
