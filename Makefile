# Two commands for a user: `make run` and `make test`. Needs Python 3.11 or newer, make and git.
PYTHON ?= python3
FILE ?= data/seattle-dmi/evaluation.yaml
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv

# The matrices are small: several threads for one of them only take time from each other.
export OPENBLAS_NUM_THREADS ?= 1

# A stamp is newer than what it was made from, so a second run starts at once.
MADE := $(VENV)/.made
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
BROWSER := $(VENV)/.browser

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The locks name everything, hash by hash: pip has nothing to resolve and nothing to build.
INSTALL := $(PIP) install --require-hashes --no-deps --only-binary :all:
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
CHECKED := src tests docs benchmarks requirements

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check static bench calibrate docs picture clean lock environment

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run: $(RUN)  ## evaluate a real initiative (another one: make run FILE=...)
	@$(BIN)/evaluera run $(FILE)

test: $(DEV) $(BROWSER)  ## set up and run all tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: static $(BROWSER)  ## all gates: format, lint, types, layers, tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal --deselect tests/house/test_static_checks.py

static: $(DEV)  ## the gates that run nothing: format, lint, types, layers, notebooks
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb

bench: $(DEV)  ## measure time and memory
	@missed=0; \
	$(BIN)/python benchmarks/engine.py || missed=1; \
	$(BIN)/python benchmarks/large_panel.py || missed=1; \
	$(BIN)/python benchmarks/process_log.py || missed=1; \
	$(BIN)/python benchmarks/cold_run.py || missed=1; \
	exit $$missed

calibrate: $(DEV)  ## how often the intervals hold (an hour or more; QUICK=1: 2 minutes)
	@PYTHONPATH=benchmarks $(BIN)/python -m calibration $(if $(QUICK),--quick)
	@$(BIN)/python benchmarks/check_rates.py $(if $(QUICK),--quick)

docs: $(DEV)  ## build the documentation into docs/_build/html
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo docs/_build/html/index.html

picture: $(DEV) $(BROWSER)  ## take the README's picture of a report anew
	@$(BIN)/python docs/picture.py

clean:  ## remove .venv, caches and builds; data/ and reports/ are left alone
	rm -rf $(VENV) build dist docs/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# For developers: pins anew. Needs uv (pip install uv) and a package index.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--no-annotate
lock:  ## pin all requirements anew (uv)
	$(COMPILE) --upgrade pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --constraint requirements/dev.txt pyproject.toml --group build -o requirements/run.txt

environment: $(DEV)  ## write environment.yml anew from pyproject.toml
	@$(BIN)/python requirements/conda.py > environment.yml.new && mv environment.yml.new environment.yml

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "evaluera needs Python 3.11 or newer. $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)."; \
		echo "Name a newer one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(RUN): requirements/run.txt pyproject.toml | $(MADE)
	@echo "Installing into $(VENV) (once, a minute or two) ..."
	@$(INSTALL) --requirement requirements/run.txt
	@$(INSTALL_SELF)
	@$(BIN)/python -m compileall -q src
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml | $(MADE)
	@echo "Installing into $(VENV) (once, a minute or two) ..."
	@$(INSTALL) --requirement requirements/dev.txt
	@$(INSTALL_SELF)
	@$(BIN)/python -m compileall -q src
	@touch $(RUN) $@

# The accessibility tests look at the report in Chromium. The script says so when it cannot be had here.
$(BROWSER): tests/setup_browser.sh | $(MADE)
	@bash tests/setup_browser.sh
	@touch $@
