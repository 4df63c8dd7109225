# Every command of a working day; `make` alone lists them.
#   make setup PYTHON=python3.12     chooses the interpreter of a new .venv
#   make setup TORCH_INDEX=<index>   takes torch from that package index, e.g. one of CPU builds

BIN := .venv/bin
STAMP := .venv/.set-up
LIBRARIES := .venv/.libraries
SITE_TOOLS := .venv/.site-tools
RIVALS := .venv/.rivals

# Whatever the machine says, modules are compiled once, not by each of the processes tests start.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test types behaviour docs fuzz soak bench films-report clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## Install everything needed into .venv; nothing to do, nothing done

$(STAMP): pyproject.toml Makefile $(wildcard setup/*.sh)
	@setup/environment.sh
	@touch $@

$(LIBRARIES): $(STAMP)
	@echo "Installing the libraries whose training is recorded in tests."
	@$(BIN)/pip install --quiet --editable '.[dev,test]'
	@touch $@

demo: setup ## Render the hero film at 720p30: renders/space-warp.mp4
	$(BIN)/warpreel render space-warp -q m -o renders/space-warp.mp4

test: $(LIBRARIES) ## Check style, types, layering and behaviour
	@setup/browser.sh
	@setup/javascript.sh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory --jobs 2 types behaviour

types:
	$(BIN)/mypy

behaviour:
	$(BIN)/pytest -n auto --maxprocesses 8 --dist worksteal

$(SITE_TOOLS): $(STAMP)
	@$(BIN)/pip install --quiet --editable '.[docs]'
	@touch $@

docs: $(SITE_TOOLS) ## Build the site, with what the gallery lacks: build/site; the first time takes ten minutes and more
	$(BIN)/python docs/site/gallery.py
	NO_MKDOCS_2_WARNING=1 PYTHONPATH=. $(BIN)/python -m mkdocs build
	WARPREEL_ALL_TUTORIALS=1 $(BIN)/pytest -q tests/documentation

fuzz: setup ## Feed formulas, tables, recordings and TOML files at random to their readers for a minute
	$(BIN)/python -m tests.support.fuzz --seconds 60

soak: setup ## Kill commands a hundred times at random: each next run must come to the same files
	$(BIN)/python -m tests.support.kills --count 100

films-report: setup ## Measure all films: what moves, how large the picture is, what is written where
	$(BIN)/python benchmarks/films_report.py --output renders/films-report.json

$(RIVALS): $(STAMP)
	@echo "Installing the packages that are measured against."
	@$(BIN)/pip install --quiet --editable '.[bench]'
	@# It asks for a NumPy before 2, which it does not need for what is measured.
	@$(BIN)/pip install --quiet --no-deps 'loss-landscape-anim==0.1.10'
	@touch $@

bench: $(RIVALS) ## Measure ours against others, side by side: benchmarks/RESULTS.md; ten minutes
	@setup/browser.sh
	@setup/javascript.sh
	$(BIN)/python benchmarks/run.py

clean: ## Delete renders, caches and build products; .venv stays
	find renders -mindepth 1 ! -name README.md -delete
	rm -rf media build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
