# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test cover format schema constraints bench clean
help:  ## show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.run: pyproject.toml constraints.txt monitor/__init__.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: $(VENV)/.run  ## watch seeds/ and print alerts
	$(BIN)/monitor run

test: $(VENV)/.dev  ## the one gate: format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 4 --dist worksteal

cover: $(VENV)/.dev  ## the tests once more, with the lines and branches that they reach; fails below the floor
	$(BIN)/python -m pytest -n 4 --dist worksteal --cov --cov-report=term-missing

format: $(VENV)/.dev  ## put the code into shape
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

schema: $(VENV)/.run  ## write what follows from the grammars: docs/schema and the tables of keys
	$(BIN)/monitor schema rules > docs/schema/rules.json
	$(BIN)/monitor schema config > docs/schema/config.json
	$(BIN)/python -m monitor.schema.reference docs/*.md

constraints: $(VENV)/.dev  ## pin what is installed here, for every fresh install
	echo "# All that a fresh \`pip install -e '.[dev]'\` brings; \`make constraints\` writes it anew." > constraints.txt
	$(BIN)/python -m pip freeze --exclude-editable >> constraints.txt

bench: $(VENV)/.dev  ## measure, as ratios within one run
	$(BIN)/python -m benchmarks

clean:  ## forget the environment and the state
	rm -rf $(VENV) var
