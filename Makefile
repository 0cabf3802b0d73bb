# 志愿服务台. On a new machine: `make demo`, then `make test`. Each installs what it misses.
SHELL := /bin/sh
PYTHON_RUN = $(UV) run --no-sync python
UV = $(shell command -v uv 2>/dev/null || echo build/uv/bin/uv)
SIZE ?= city
COUNT ?= 1000000

.PHONY: help setup demo run test check bench build pictures format slow fuzz

help:
	@echo "make demo      sample community, the main job done once, and the window"
	@echo "make run       the window on your own data"
	@echo "make test      ruff, mypy --strict, import-linter, pytest"
	@echo "make check     the fast part of that, before a commit"
	@echo "make bench     speed table (SIZE=community for a quick one)"
	@echo "make fuzz      search strings against a plain oracle (COUNT=1000000)"
	@echo "make slow      the long tests (200 kills)"
	@echo "make pictures  every page, light and dark, into build/pictures"
	@echo "make build     a frozen program in build/dist"

setup:
	@sh .ci/setup

demo: setup
	@UV="$(UV)" sh .ci/demo

run: setup
	@$(PYTHON_RUN) -m volunteer_desk

test: setup
	@UV="$(UV)" sh .ci/test

check: setup
	@$(UV) run --no-sync ruff check .
	@$(UV) run --no-sync ruff format --check .
	@$(UV) run --no-sync mypy
	@$(UV) run --no-sync lint-imports
	@$(PYTHON_RUN) -m pytest -q tests/domain tests/store tests/intake tests/test_architecture.py

fuzz: setup
	@$(PYTHON_RUN) -m tests.fuzz --count $(COUNT)

slow: setup
	@$(PYTHON_RUN) -m pytest -q -m slow

bench: setup
	@$(PYTHON_RUN) -m tests.bench --size $(SIZE)

pictures: setup
	@QT_QPA_PLATFORM=offscreen $(PYTHON_RUN) -m tests.pictures build/pictures

build: setup
	@$(UV) run --no-sync pyinstaller --noconfirm --distpath build/dist --workpath build/work build.spec

format: setup
	@$(UV) run --no-sync ruff check --fix .
	@$(UV) run --no-sync ruff format .
