# Two commands do everything: `make run` and `make test`. They need Python 3.11 or later and make.

PYTHON ?= python3
BIN := .venv/bin
# Node from the virtual environment, where the machine has none that is recent enough.
export PATH := $(CURDIR)/$(BIN):$(PATH)

BROWSER_SOURCES := $(shell find static/src templates scripts/build.mjs -type f 2>/dev/null)

.PHONY: run test check bench format clean

run: .venv/.run static/dist/.built
	@$(BIN)/mockup2code serve

test: .venv/.dev static/dist/.built
	@$(BIN)/python scripts/setup.py system
	@node scripts/test.mjs
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -q

check: .venv/.dev node_modules/.installed
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@npx --no-install biome ci --colors=off .
	@npx --no-install tsc --noEmit

bench: .venv/.dev static/dist/.built
	@$(BIN)/python scripts/setup.py system
	@$(BIN)/python -m bench

format: .venv/.dev node_modules/.installed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@npx --no-install biome check --write .

clean:
	rm -rf .venv node_modules static/dist

.venv/.run: requirements.lock pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py python requirements.lock
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@$(PYTHON) scripts/setup.py python requirements-dev.lock
	@touch $@

node_modules/.installed: .venv/.run package.json package-lock.json
	@$(PYTHON) scripts/setup.py node
	@touch $@

static/dist/.built: node_modules/.installed $(BROWSER_SOURCES)
	@node scripts/build.mjs
	@touch $@
