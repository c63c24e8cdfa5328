"""La configuración del producto, sin DEBUG, con una base propia y las páginas base además de las suyas."""

import os
from pathlib import Path

os.environ["MESAS_DEMO"] = os.environ["MESAS_DEBUG"] = "0"
os.environ["MESAS_URL"] = "http://127.0.0.1:8000"
os.environ["MESAS_ANFITRIONES"] = "localhost"
os.environ["MESAS_VAR"] = str(Path(__file__).resolve().parents[2] / "var" / "bench")
os.environ["MESAS_CLAVE_SECRETA"] = "clave-para-medir-" + "0123456789" * 5

from config.settings import *  # noqa: F403
from config.settings import CACHES, STATIC_ROOT, STORAGES, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "plantillas")
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Los archivos con huella se juntan al instalar; aquí las direcciones bastan, y son las mismas en ambas páginas.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
