"""Las migraciones dicen lo mismo que los modelos y llevan una base vacía hasta el final."""

import os
import sqlite3
import subprocess
import sys
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def test_no_hay_migraciones_pendientes(db):
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_migrar_desde_cero_deja_las_mismas_tablas_que_los_modelos(db, tmp_path):
    ambiente = {n: v for n, v in os.environ.items() if n != "DATABASE_URL"} | {"MESAS_VAR": str(tmp_path)}
    orden = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--settings", "config.settings"]

    proceso = subprocess.run(orden, cwd=settings.BASE_DIR, env=ambiente, capture_output=True, text=True)

    assert proceso.returncode == 0, proceso.stderr
    migrada = sqlite3.connect(tmp_path / "local" / "mesas.sqlite3")
    tablas = {fila[0] for fila in migrada.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    migrada.close()
    assert set(connection.introspection.table_names()) - tablas == set()
