# One word runs what CI runs. Everything lives in .venv; nothing else on the machine is touched.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SOURCES := registry corpus crawler models nlp monitor

.PHONY: demo test check eval peers lint types layers bench train clean

# pip 23.2, which Python 3.11 images carry, fails on lxml's extras: the environment gets a newer one first.
$(STAMP): setup.cfg pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) not found: install Python 3.11 or say make PYTHON=python3"; exit 4; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/pantau demo

test: $(STAMP)
	$(BIN)/python -m pytest

check: lint types layers test

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy $(SOURCES)

layers: $(STAMP)
	$(BIN)/lint-imports

eval: $(STAMP)
	$(BIN)/python -m nlp.evaluation $(if $(IDNER),--idner $(IDNER))

# Trains spaCy's NER on the recogniser's data, for `make eval` to compare with: some minutes, nothing that ships.
peers: $(STAMP)
	$(BIN)/python -m nlp.training.peer $(if $(IDNER),--idner $(IDNER))

bench: $(STAMP)
	$(BIN)/python -m pytest benchmarks --benchmark-only

# Rebuilds the shipped weights. IDNER names a checkout of khairunnisaor/IDNER-News-2k.
train: $(STAMP)
	$(BIN)/python -m nlp.training $(if $(IDNER),--idner $(IDNER))

clean:
	rm -rf $(VENV) build dist *.egg-info demo-data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
