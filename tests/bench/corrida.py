"""Una corrida entera: cada base se pone en uso, se mide y se escribe."""

import sys

from tests.bench import bases, informe, listas
from tests.bench.linea import Medida
from tests.bench.reloj import memoria_mb


def correr():
    for medida in mediciones():
        sys.stdout.write(f"{medida}\n")
        sys.stdout.flush()


def mediciones():
    guardadas = bases.almacen()
    bases.preparar(guardadas)
    guardadas.usar("informe")
    yield from informe.medir()
    for filas in bases.FILAS:
        guardadas.usar(f"listas-{filas}")
        bases.decir(f"Mido los listados con {filas} filas…")
        yield from listas.medir(filas)
    yield Medida("proceso", rss_mb=memoria_mb())
