# make run     sets up and opens the program (without a display: the guided walk-through, offscreen)
# make test    sets up and passes all tests
# make drill   the long kills, faults and fuzzing
# make bundle  the one-directory bundle in dist/shouban, started once
# make screens the screenshots in docs/screens
# make gallery pictures of every paper in docs/gallery

SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.set-up
SYSTEM_PACKAGES := python3 python3-venv libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3
TEST_PACKAGES := xvfb xauth xdotool xclip openbox libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 \
	libxcb-image0 libxcb-render-util0 libxcb-xkb1 libxcb-shape0 poppler-utils qpdf \
	cups cups-client cups-filters cups-ipp-utils avahi-daemon dbus
WALKTHROUGH := build/walkthrough

.PHONY: run test drill bundle screens gallery lint system test-system clean

run: $(STAMP)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(VENV)/bin/shouban; \
	else QT_QPA_PLATFORM=offscreen $(VENV)/bin/shouban demo --walkthrough $(WALKTHROUGH); fi

test: $(STAMP) test-system lint
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadfile -m "not drill and not real_windows"
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m real_windows

lint: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

drill: $(STAMP) test-system
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -m drill --timeout 3600 tests/drills

bundle: $(STAMP)
	$(VENV)/bin/pip install --quiet ".[build]"
	$(VENV)/bin/pyinstaller --noconfirm --clean build.spec
	dist/shouban/shouban self-test

screens: $(STAMP)
	$(PY) -m desktop.screenshots docs/screens

gallery: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(PY) -m desktop.gallery docs/gallery docs/gallery.md

$(STAMP): pyproject.toml | system
	@python=$$(for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && \
		$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done); \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer with venv is needed (Debian: python3-venv)" >&2; exit 1; fi; \
	[ -x $(PY) ] || $$python -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

system:
	@$(call install_missing,$(SYSTEM_PACKAGES))

test-system:
	@$(call install_missing,$(TEST_PACKAGES))

define install_missing
if command -v apt-get >/dev/null; then \
	missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as=sudo; else as=none; fi; \
		if [ "$$as" = none ]; then echo "Missing system packages (install them as root): "$$missing >&2; \
		else $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi; \
	fi; \
fi
endef

clean:
	rm -rf build dist $(VENV)
