"""`python -m tests.bench`: prepara los datos si faltan, mide todo y escribe una línea por medición."""

import os
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.ajustes"
django.setup()
# Lo demás importa modelos: sólo se puede desde aquí.
import_module("tests.bench.corrida").correr()
