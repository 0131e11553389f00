# Every command of the project. It needs make, bash and a Python from 3.11.0 on; everything else goes into .venv and var/.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
PORTAL_DATA_DIR ?= $(CURDIR)/var
PORTAL_BASE_URL ?= http://127.0.0.1:$(PORT)
export PORT PORTAL_DATA_DIR PORTAL_BASE_URL

VENV := .venv
# One Django process for all steps before the start: each start of Django costs more than most of the steps. Static files
# are collected (compressing them takes ten seconds) only when one of them, or the packages, changed since the last time.
define PREPARE
import hashlib, os, pathlib, shutil, sys
import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

def collect_static():
    state = hashlib.sha256(pathlib.Path("requirements/base.txt").read_bytes())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            entry = os.stat(storage.path(path))
            state.update(f"{path} {entry.st_size} {entry.st_mtime_ns}".encode())
    stamp = settings.DATA_DIR / "static.sha256"
    collected = settings.STATIC_ROOT / "staticfiles.json"
    if not (collected.exists() and stamp.exists() and stamp.read_text() == state.hexdigest()):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state.hexdigest())

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")
try:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static()
    call_command("load_demo")
    call_command("demo_accounts", starting=True)
except (CommandError, ImproperlyConfigured, OperationalError, OSError) as error:
    data = pathlib.Path(os.environ["PORTAL_DATA_DIR"])
    is_full = data.exists() and shutil.disk_usage(data).free < 2**20
    sys.exit(f"The demo cannot start. {error}" + (f". The disk of {data} is full." if is_full else ""))
endef
export PREPARE

.PHONY: help demo demo-accounts test check bench soak lock messages venv clean

help: ## this list
	@echo "Usage: make <target> [PORT=8000] [PORTAL_DATA_DIR=var] [PYTHON=python3]"
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  \1|\2/' | while IFS='|' read -r name text; do \
		printf '  %-15s %s\n' "$${name# }" "$$text"; done

demo: $(VENV)/base.txt ## install, load the demo content, start web server, workers and beat; Ctrl-C stops all
	@$(VENV)/bin/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
		s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo "Port $(PORT) is in use (or no port number). Another one: make demo PORT=8123" >&2; exit 1; }
	@$(VENV)/bin/python -c "$$PREPARE"
	@echo "The portal starts at $(PORTAL_BASE_URL) (Ctrl-C stops it)"
	@$(START)

# honcho runs in a session of its own, so that only this shell is interrupted, and it is told to stop once: by a signal
# to this shell, when make has gone, or when make alone was interrupted (it then waits for us with SIGINT blocked; Linux
# says so in /proc). The first second is waited for, because honcho cannot stop what it has not started yet. It gives the
# processes ten seconds to end instead of five: Celery's workers need four to five (their pools end in steps of a second).
define START
export PATH="$(CURDIR)/$(VENV)/bin:$$PATH"; stop=; begin=$$SECONDS; trap 'stop=1' INT TERM HUP; \
setsid python -c 'from honcho import command, manager; manager.KILL_WAIT = 10; command.main()' --env /dev/null start & \
honcho=$$!; \
while kill -0 $$honcho 2>/dev/null; do \
	if ! kill -0 $$PPID 2>/dev/null; then stop=1; fi; \
	blocked=$$(sed -n 's/^SigBlk:.*\(.\)$$/\1/p' /proc/$$PPID/status 2>/dev/null || true); \
	case "$$blocked" in 2|3|6|7|a|b|e|f) stop=1;; esac; \
	if [ -n "$$stop" ] && [ $$((SECONDS - begin)) -ge 2 ]; then kill -TERM $$honcho 2>/dev/null || true; wait $$honcho || true; \
	else sleep 0.5 & wait $$! || true; fi; \
done; \
if [ -n "$$stop" ]; then echo "The portal has stopped."; else echo "The portal ended by itself; see above." >&2; exit 1; fi
endef

demo-accounts: $(VENV)/base.txt ## print the addresses and passwords of the demo accounts
	@$(VENV)/bin/python manage.py demo_accounts

test: $(VENV)/dev.txt ## the whole test suite on the embedded default (ARGS="-k name" for a part, JOBS=2 for two processes)
	@$(VENV)/bin/python -m pytest $(if $(JOBS),-n $(JOBS)) $(ARGS)

check: $(VENV)/dev.txt ## lint, format, types, architecture, templates, migrations, translations, deployment
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH"; failed=; \
	export PORTAL_DATA_DIR="$$(mktemp -d)"; trap 'rm -rf "$$PORTAL_DATA_DIR"' EXIT; \
	step() { name=$$1; shift; echo "--- $$name ($$SECONDS s)"; "$$@" || failed="$$failed, $$name"; }; \
	step "lint" ruff check .; \
	step "format" ruff format --check .; \
	step "types" mypy; \
	step "architecture" lint-imports; \
	step "templates: lint" djlint --quiet --lint portal/templates; \
	step "missing migrations" python manage.py makemigrations --check --dry-run; \
	step "translations" python manage.py messages --check; \
	step "deployment" env DJANGO_SETTINGS_MODULE=portal.settings.production \
		PORTAL_SECRET_KEY="$$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		PORTAL_PRIVATE_KEYS="$$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		PORTAL_HOSTS=portal.example PORTAL_BASE_URL=https://portal.example \
		DATABASE_URL=postgres://portal:portal@127.0.0.1:1/portal REDIS_URL=redis://127.0.0.1:1/0 \
		ELASTICSEARCH_URL=http://127.0.0.1:1 python manage.py check --deploy --fail-level WARNING; \
	if [ -n "$$failed" ]; then echo "make check failed in: $${failed#, }" >&2; exit 1; fi; echo "make check: all clean"

bench: $(VENV)/dev.txt ## how much a request costs beside a bare WSGI answer, as ratios of one run
	@$(VENV)/bin/python -m tests.bench $(ARGS)

soak: $(VENV)/dev.txt ## the test suite with the full counts and grids (JOBS=2 for two processes)
	@PORTAL_SOAK=1 $(VENV)/bin/python -m pytest $(if $(JOBS),-n $(JOBS)) $(ARGS)

# Universal: one file for every Python from 3.11.0 on and every platform (docs/decisions/0009-universal-locks.md).
LOCK := env -u PIP_FIND_LINKS -u UV_FIND_LINKS UV_CUSTOM_COMPILE_COMMAND="make lock" \
	$(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

lock: $(VENV)/dev.txt ## lock the dependencies of pyproject.toml again (ARGS="--upgrade" for newer versions)
	@$(LOCK) $(ARGS) --output-file requirements/base.txt
	@$(LOCK) $(ARGS) --group dev --constraint requirements/base.txt --output-file requirements/dev.txt

messages: $(VENV)/dev.txt ## collect and compile the texts of the interface
	@$(VENV)/bin/python manage.py messages

clean: ## remove caches of tools; data, packages and the database stay
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache .test_databases .coverage
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

venv: $(VENV)/dev.txt ## install everything for development, start nothing

# --- Installation ----------------------------------------------------------------------------------------------------
# The copy of a requirements file in .venv is what was installed last; pip runs only when the file itself says otherwise.
$(VENV)/base.txt: requirements/base.txt
	@$(PREPARE_VENV)
	@if cmp -s $< $(VENV)/dev-base.txt; then cp $< $@; fi
	@$(call INSTALL,$<,$@)

# Everything of base.txt is pinned to the same version in dev.txt.
$(VENV)/dev.txt: requirements/dev.txt
	@$(PREPARE_VENV)
	@$(call INSTALL,$<,$@)
	@cp requirements/base.txt $(VENV)/dev-base.txt

define INSTALL
if cmp -s $(1) $(2); then touch $(2); else \
	echo "Installing the pinned packages of $(1) ..."; \
	$(VENV)/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes -r $(1) \
		| sed -unE 's/^Collecting ([^ ;]+).*/  \1/p'; \
	cp $(1) $(2); \
fi
endef

define PREPARE_VENV
if ! $(VENV)/bin/python -m pip --version >/dev/null 2>&1; then \
	if ! command -v $(PYTHON) >/dev/null; then echo "There is no $(PYTHON). Name another: make PYTHON=..." >&2; exit 1; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "Python 3.11.0 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Another one: make PYTHON=python3.11 ..." >&2; exit 1; fi; \
	if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "This Python lacks the venv module: apt-get install python3-venv" >&2; exit 1; fi; \
	echo "Creating $(VENV) with $$($(PYTHON) -V)"; $(PYTHON) -m venv --clear $(VENV); \
fi
endef
