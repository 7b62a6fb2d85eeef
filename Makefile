# Every target installs what it needs into .venv; PYTHON is any Python from 3.11 on.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test check fuzz corpus stdlib mutants functions beside starts proved faults hostile scale bench arrays searches clean

demo: $(VENV)/installed
	cd corpus/legacy_shop && $(CURDIR)/$(BIN)/codemods run legacy_shop

test: $(VENV)/dev check
	$(BIN)/python -m pytest
	cd corpus/legacy_shop && $(CURDIR)/$(BIN)/python -m pytest -q -p no:cacheprovider

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/black --check --quiet codemods tests cli.py
	$(BIN)/mypy

fuzz: $(VENV)/dev          # long: make fuzz EXAMPLES=20000
	$(BIN)/python tests/campaigns/fuzz.py --examples $(or $(EXAMPLES),5000)

corpus: $(VENV)/dev        # long, downloads: make corpus ONLY="tinydb toolz"
	$(BIN)/python tests/campaigns/corpus.py $(ONLY)

stdlib: $(VENV)/dev        # long
	$(BIN)/python tests/campaigns/stdlib.py

mutants: $(VENV)/dev       # long: how many broken refactorings the verifier refutes
	$(BIN)/python tests/campaigns/mutants.py $(if $(MUTANTS),--mutants $(MUTANTS))

functions: $(VENV)/dev     # long: real functions against themselves, and against broken ones
	$(BIN)/python tests/campaigns/functions.py $(if $(FUNCTIONS),--functions $(FUNCTIONS)) $(TREES)

beside: $(VENV)/dev        # long: CrossHair and the ghostwriter on the same pairs
	$(BIN)/python tests/campaigns/beside.py

starts: $(VENV)/dev        # what a file costs before its first call: make starts TREES="path/to/package ..."
	$(BIN)/python tests/campaigns/starts.py $(TREES)

proved: $(VENV)/dev        # long: executes what is proved: make proved TREES="path/to/package ..."
	$(BIN)/python tests/campaigns/proved.py $(TREES)

faults: $(VENV)/dev        # long: make faults RUNS=500
	$(BIN)/python tests/campaigns/faults.py $(if $(RUNS),--runs $(RUNS))

hostile: $(VENV)/dev       # more than a hundred files that are no good Python
	$(BIN)/python tests/campaigns/hostile.py

scale: $(VENV)/dev         # long: make scale LINES=1000000
	$(BIN)/python tests/campaigns/scale.py $(if $(LINES),--lines $(LINES))

bench: $(VENV)/dev         # long: make bench LINES=40000 takes a part of the library
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m venv $(VENV)/fixit
	$(VENV)/fixit/bin/python -m pip install --quiet fixit
	$(BIN)/python tests/campaigns/bench.py $(if $(LINES),--lines $(LINES))
	$(BIN)/python tests/campaigns/searches.py
	$(BIN)/python tests/campaigns/arrays.py

searches: $(VENV)/dev      # what an index saves and where it costs, shape by shape
	$(BIN)/python tests/campaigns/searches.py

arrays: $(VENV)/dev        # what whole arrays save, shape by shape
	$(BIN)/python tests/campaigns/arrays.py

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: pyproject.toml $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .corpus .hypothesis .mypy_cache .ruff_cache
