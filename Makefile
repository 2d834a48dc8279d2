# The two commands that a newcomer needs: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SPARK_LOCK := tests/spark/requirements.txt
READY := $(VENV)/.ready
MINUTES ?= 10
SOAK ?=
AS_OF := 2026-11-21T09:00:00+01:00

.PHONY: demo test test-duckdb test-spark test-postgres check bench docs lock soak clean

demo: $(READY)
	$(BIN)/leadspec lint policies/inbound
	$(BIN)/leadspec qualify policies/inbound policies/inbound/leads.jsonl --as-of $(AS_OF) || test $$? -eq 1

test: $(READY)
	$(BIN)/python -m pytest -n auto -m "not spark" tests

# Every conformance case on DuckDB; `make test` asks it each third one.
test-duckdb: $(READY)
	LEADSPEC_DUCKDB=all $(BIN)/python -m pytest -n auto -k duckdb tests/conformance

# The engine that needs Java: where there is none, it says so and tests nothing. Adds pyspark to .venv.
test-spark: $(READY)
	@if ! command -v java >/dev/null; then \
		echo "Nothing is tested on Spark: there is no Java here. Spark needs a Java of version 17 or newer, as java on the PATH."; \
	else \
		$(BIN)/python -c "import pyspark" 2>/dev/null || \
			$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(SPARK_LOCK) && \
		PYTHONPATH=tests $(BIN)/python -m agreement.contenders spark && \
		$(BIN)/python -m pytest -m spark tests; \
	fi

# Holds the engines against each other on random policies for MINUTES, and goes on where the last run ended.
# SOAK takes further options, which `make soak SOAK=--help` lists.
soak: $(READY)
	PYTHONPATH=tests $(BIN)/python -m agreement.soak --minutes $(MINUTES) $(SOAK)

# Every case and more policies on a PostgreSQL server of the tests' own; it says what is missing where there is none.
test-postgres: $(READY)
	LEADSPEC_POSTGRES=all $(BIN)/python -m pytest tests/postgres

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/leadspec fmt --check policies
	$(BIN)/leadspec lint policies
	$(BIN)/leadspec test policies

bench: $(READY)
	PYTHONPATH=tests $(BIN)/python -m benchmarks

# Writes what is generated from the sources: the parse table and the reference pages.
docs: $(READY)
	$(BIN)/python -m leadspec_grammar.build
	$(BIN)/python -m leadspec_cli.docs

# The exact versions that CI installs, with hashes.
lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--group dev pyproject.toml --output-file requirements-lock.txt
	echo pyspark | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --constraint pyproject.toml - --output-file $(SPARK_LOCK)

clean:
	rm -rf $(VENV)

$(READY): pyproject.toml requirements-lock.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
