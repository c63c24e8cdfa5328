"""Qué es nuestro: las apps, sus modelos y los archivos que git sigue."""

import subprocess
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

RAIZ = Path(settings.BASE_DIR)
APPS = ("comun", "territorios", "actores", "mesas", "informes")
PAQUETES = (*APPS, "config")


@cache
def archivos(*patrones):
    """Rutas relativas que git sigue (o que aún no se agregan y no se ignoran) y que calzan con los patrones."""
    orden = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patrones]
    salida = subprocess.run(orden, cwd=RAIZ, capture_output=True, check=True).stdout.decode()
    return tuple(sorted(ruta for ruta in set(salida.split("\0")) if ruta and (RAIZ / ruta).is_file()))


def codigo():
    """Los módulos Python nuestros, sin pruebas ni migraciones."""
    return [
        ruta for ruta in archivos("*.py") if ruta.split("/")[0] in (*PAQUETES, "bench") and "/migrations/" not in ruta
    ]


def pruebas():
    return [ruta for ruta in archivos("*.py") if ruta.startswith("tests/")]


def plantillas():
    return [ruta for ruta in archivos("*.html") if ruta.startswith("templates/")]


def leer(ruta):
    return (RAIZ / ruta).read_text()


def modelos():
    """Los modelos concretos nuestros, sin los del historial ni las tablas de unión automáticas."""
    return [m for app in APPS for m in apps.get_app_config(app).get_models() if not hasattr(m, "instance_type")]
