# Needs make and Python 3.11, 3.12 or 3.13; the first target that needs it sets up .venv.
# Another Python beside the first: make test PYTHON=python3.12 VENV=.venv-3.12

# The first of these that runs and is of a supported version.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && exit; \
	done; echo python3)
VENV ?= .venv
BIN = $(VENV)/bin
SECONDS ?= 30
INSTALL = $(BIN)/python -m pip --disable-pip-version-check --quiet install

# Modules are compiled once, not by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL = help
.PHONY: help setup plan demo test test-all kafka demo-kafka torture soak fuzz check format mutants docs bench bench-streams lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 16

setup: $(VENV)/project.stamp ## install the locked packages and the project into .venv

plan: setup ## plan the worked example
	@$(BIN)/relocate plan shanghai-2026

demo: setup ## replay 2019 to 2026 on shanghai-2019: signals come in, recommendations come and go
	@$(BIN)/relocate replay shanghai-2019 scenarios/shanghai-2019/events.jsonl \
		--set 'churn.per_head=USD 5000' --until 2026-11-24 --gap 0.1% --deterministic --pause 0.5

test: setup ## the tests, without the slow ones, on all cores
	$(BIN)/python -m pytest -m "not slow" -n auto --dist worksteal

# Slow tests on Kafka watch the clock and mostly wait: two files at a time, each with a broker, and nothing else.
test-all: setup ## all tests, each once, and which took longest
	$(BIN)/python -m pytest -m "not (slow and kafka)" -n auto --dist worksteal --durations 10
	$(BIN)/python -m pytest -m "slow and kafka" -n 2 --dist loadfile --durations 10

kafka: setup ## a Kafka broker on this machine until Ctrl-C (needs Java 17 and Maven)
	@$(BIN)/python -m tests.kafka.run

demo-kafka: setup ## two workers on Kafka share eight programmes, and one is killed (two minutes)
	@$(BIN)/python -m tests.kafka.demo

torture: setup ## workers killed while 50,000 events come (10 minutes); TORTURE="--kills 5 --seconds 60"
	$(BIN)/python -m tests.streams.hosts.kafka.torture.run $(TORTURE)

soak: setup ## a worker's memory in 15 minutes at 200 events a second; SOAK="--seconds 300"
	$(BIN)/python -m tests.streams.hosts.kafka.torture.soak $(SOAK)

fuzz: setup ## feed the readers noise for SECONDS each (30 unless told otherwise)
	$(BIN)/python -m tests.fuzz.run $(SECONDS)

mutants: setup ## plant mistakes, and see which ones no test notices; MUTANTS="--sample 100 planner/costs"
	$(BIN)/python -m tests.mutants.run $(MUTANTS)

check: setup ## format, lint, types, import layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## format, and fix what the linter can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## write what the code says of itself: the formulation, the picture of imports, the schemas, the tutorial
	$(BIN)/python -m tests.docs.formulation_page
	$(BIN)/python -m tests.docs.imports_picture
	$(BIN)/python -m tests.docs.event_schemas
	$(BIN)/python -m tests.docs.schema_files
	$(BIN)/python -m tests.docs.tutorial

bench: setup ## race the planner with the solvers beneath it (hours); BENCH=--quick takes minutes
	$(BIN)/python -m benchmarks.run $(BENCH)

bench-streams: setup ## how fast a worker folds on Kafka (10 minutes); STREAMS=--write fills docs/benchmarks.md
	$(BIN)/python -m benchmarks.streams.run $(STREAMS)

lock: setup ## pin what pyproject.toml asks for; to take newer versions: make lock UPGRADE=--upgrade
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --group fuzz --output-file requirements.lock $(UPGRADE) \
		--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
		--custom-compile-command "make lock" --no-config --quiet

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are written last, so a set-up that was interrupted starts again.
$(VENV)/lock.stamp: requirements.lock
	@command -v $(PYTHON) >/dev/null || { \
		echo 'There is no "$(PYTHON)" here. This needs Python 3.11, 3.12 or 3.13.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or \
		sys.exit("This needs Python 3.11, 3.12 or 3.13; \"$(PYTHON)\" is %d.%d. Try: make PYTHON=python3.12" % v)'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '"$(PYTHON)" cannot make virtual environments. On Debian: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV) with $(PYTHON); this takes a minute or two, once.'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/project.stamp: pyproject.toml $(VENV)/lock.stamp
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
