# Everything runs in .venv, which is made when it is missing and refreshed when the pins change.
# On Windows, where make is rare, README.md has the plain pip lines.

LANGUAGE := ru
unexport LANGUAGE
# Without its byte code each worker and each kernel would compile the package and the tests anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
NOTEBOOKS :=
MODULE :=
FIRST = $(firstword $(sort $(wildcard notebooks/$(LANGUAGE)/*.ipynb)))

NEW_ENOUGH := -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name $(NEW_ENOUGH) >/dev/null 2>&1 && echo $$name && break; done)

# A worker a core; a notebook's cells stay with one worker.
WORKERS := auto
PARALLEL = -n $(WORKERS) --dist
# Plugins for other tests, which each worker would load for some seconds.
UNUSED := -p no:nbval -p no:anyio

CELLS := all
LITE :=

.PHONY: help lab test test-beside test-unit test-notebooks test-browser test-lite notebooks slides site \
	lock bench soak mutants owner clean
.DELETE_ON_ERROR:

help:
	@echo "make lab                open the lecture in JupyterLab, in Russian"
	@echo "make lab LANGUAGE=en    the same in English"
	@echo "make test               all tests: the code, the notebooks, the labs in a real browser"
	@echo "make notebooks          execute every notebook and store it in the canonical form"
	@echo "                        (NOTEBOOKS=notebooks/ru/01_slowdown.ipynb for one of them)"
	@echo "make slides             a deck a notebook in build/slides (CELLS=class leaves out the homework)"
	@echo "make site               the lecture as a site in build/site, labs alive without a server"
	@echo "                        (LITE=1 adds JupyterLite, which needs a network and Python 3.13)"
	@echo "make test-lite          every cell in Pyodide, the Python of JupyterLite; needs Node"
	@echo "make mutants            does a test notice when the maths is changed? (takes hours;"
	@echo "                        MODULE=lecture_core/laws.py for one module takes minutes)"
	@echo "make soak               10,000 moves in one page, every notebook twice, memory before and after"
	@echo "make bench              measured ratios: how fast the pictures and the maths are"
	@echo "make lock               choose the newest versions and pin them in requirements.txt"
	@echo "make owner OWNER=name/repository   set the address of the Binder badges and links"
	@echo "make clean              remove .venv and everything generated"

lab: $(VENV)/.installed
	@test -n "$(FIRST)" || { echo "LANGUAGE is ru or en, not '$(LANGUAGE)'."; exit 1; }
	$(BIN)/python -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) \
		--ServerApp.root_dir=. --LabApp.default_url=/lab/tree/$(FIRST)

# A browser waits more than it works: the other tests run beside it, on the cores but one, and give
# way to it. What each stage says comes in one piece, when it is through.
test: $(VENV)/.tested-with
	@echo "The browser's tests run beside all others; each part reports when it is through."
	@$(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) \
		test-browser test-beside WORKERS=$$($(BIN)/python -c "import os; print(max(1, os.cpu_count() - 1))")

test-beside:
	@nice $(MAKE) --no-print-directory test-unit
	@nice $(MAKE) --no-print-directory test-notebooks

test-unit: $(VENV)/.tested-with
	$(BIN)/python -m pytest $(PARALLEL) worksteal $(UNUSED) tests --ignore=tests/browser

test-notebooks: $(VENV)/.tested-with
	$(BIN)/python -m pytest $(PARALLEL) loadfile --nbval notebooks

test-browser: $(VENV)/.tested-with
	$(BIN)/python -m pytest tests/browser

notebooks: $(VENV)/.installed
	$(BIN)/python tests/tools/notebooks.py $(NOTEBOOKS)

test-lite: $(VENV)/.installed
	$(BIN)/python tests/lite/run.py $(NOTEBOOKS)

slides: $(VENV)/.publishes-with
	$(BIN)/python -m publish.decks --cells $(CELLS)

site: $(VENV)/.publishes-with
	$(if $(LITE),$(BIN)/python -m pip install --quiet --disable-pip-version-check -r publish/lite-requirements.txt)
	$(BIN)/python -m publish.website $(if $(LITE),--lite)

# Not in the tests: it runs for hours. Survivors that are no faults are listed in CONTRIBUTING.md.
mutants: $(VENV)/.tested-with
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-r requirements.txt -r tests/requirements.txt -e ".[dev]"
	$(BIN)/python tests/tools/mutants.py $(MODULE)

# Hours of use in minutes; not a part of make test.
soak: $(VENV)/.tested-with
	$(BIN)/python tests/soak.py

bench: $(VENV)/.tested-with
	for script in tests/benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit; done

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m uv pip compile --quiet \
	--universal --python-version 3.11 --upgrade --annotation-style line pyproject.toml

lock: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --upgrade uv
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) --extra test --constraints requirements.txt --output-file tests/requirements.txt
	$(COMPILE) --extra publish --constraints requirements.txt --output-file publish/requirements.txt
	echo "-e ." >> requirements.txt

ADDRESSED := $(wildcard README*.md) pyproject.toml CITATION.cff

# Whatever owner and repository the addresses name now, they name $(OWNER) afterwards.
owner:
	@case "$(OWNER)" in ?*/?*) ;; *) echo "Say make owner OWNER=name/repository."; exit 1;; esac
	sed -E -i.bak -e 's#(github\.com|mybinder\.org/v2/gh)/[^/" ]+/[^/" )]+#\1/$(OWNER)#' \
		-e 's#https://[^/" ]+\.github\.io/[^/" )]+#https://$(subst /,.github.io/,$(OWNER))#' \
		$(ADDRESSED) && rm $(ADDRESSED:=.bak)

clean:
	rm -rf $(VENV) build dist *.egg-info tests/artefacts .pytest_cache .ruff_cache
	find lecture_core tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# An environment knows its place by heart: one that was moved with the folder is made anew.
MADE_IN := $(shell cat $(VENV)/.installed 2>/dev/null)
MOVED := $(if $(MADE_IN),$(if $(subst |$(CURDIR)|,,|$(MADE_IN)|),yes))
ifdef MOVED
.PHONY: $(VENV)/.installed
endif

# The stamp files remember what .venv was made from, and where. Building matplotlib's font cache once, here,
# keeps its "this may take a moment" out of the notebooks' output.
$(VENV)/.installed: requirements.txt pyproject.toml jupyter_nbconvert_config.json
	@test -n "$(PYTHON)" && $(PYTHON) $(NEW_ENOUGH) 2>/dev/null || { \
		echo "Python 3.11 or newer with its venv module is needed$(if $(PYTHON),; $(PYTHON) is not that)."; \
		echo "Install one (Debian, Ubuntu: python3 and python3-venv) or name it: make PYTHON=/path/to/python3"; \
		exit 1; }
	$(PYTHON) -m venv $(if $(MOVED),--clear) $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	mkdir -p $(VENV)/etc/jupyter && cp jupyter_nbconvert_config.json $(VENV)/etc/jupyter
	$(BIN)/python -c "import matplotlib.font_manager"
	@echo "$(CURDIR)" > $@

$(VENV)/.tested-with: tests/requirements.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt
	@touch $@

$(VENV)/.publishes-with: publish/requirements.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r publish/requirements.txt
	@touch $@
