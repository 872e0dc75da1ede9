# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo.db

.PHONY: help demo test lint types bench docs clean

help:
	@echo "make demo    install, read examples/ into $(DEMO), print the incidents with who says what and the quotes"
	@echo "make test    install, run all tests"
	@echo "make lint    ruff: rules and format"
	@echo "make types   mypy --strict on src/"
	@echo "make bench   score the program on the benchmark sets (their data is not in this repository)"
	@echo "make clean   remove the environment and the demo ledger"

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "dateline needs Python 3.11 or newer, got %d.%d. Run: make PYTHON=/path/to/python3.11 ..." % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.runtime
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@BIN=$(BIN) LEDGER=$(DEMO) sh examples/demo.sh

test: $(VENV)/.dev
	@test -n "$$DATELINE_CHROMIUM" || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		echo "No chromium here: the desk is not tested in a browser. On Debian: apt-get install chromium fonts-dejavu-core (or set DATELINE_CHROMIUM)"
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run_all.py

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO)-wal $(DEMO)-shm .mypy_cache .ruff_cache .pytest_cache .hypothesis
