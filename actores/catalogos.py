"""Los catálogos con que parte una instalación. Cargarlos de nuevo no cambia lo que la administración editó."""

import csv
from pathlib import Path

from django.db import transaction

from actores.models import Programa, TipoActor

DATOS = Path(__file__).parent / "datos"
CATALOGOS = {"tipos_de_actor.csv": TipoActor, "programas.csv": Programa}


@transaction.atomic
def cargar_catalogos(*, por=None):
    """Agrega los tipos de actor y programas que falten, por su clave. Devuelve cuántos agregó.

    No renombra ni repone: un valor que la administración cambió o retiró queda como está.
    """
    agregados = 0
    for archivo, modelo in CATALOGOS.items():
        existentes = set(modelo.objects.values_list("clave", flat=True))
        with (DATOS / archivo).open(encoding="utf-8", newline="") as lineas:
            for fila in csv.DictReader(lineas):
                if fila["clave"] not in existentes:
                    modelo.crear(por=por, motivo="catálogo inicial", **fila)
                    agregados += 1
    return agregados
