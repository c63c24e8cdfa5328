"""Cuánto toma algo, junto a su línea base medida en la misma corrida."""

import gc
import resource
import sys
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Tiempos:
    """Medianas, en milisegundos."""

    cpu: float
    wall: float


def alternar(producto, base, veces):
    """(Tiempos del producto, Tiempos de la base): se llaman por turnos, A B A B, con el número de la vuelta.

    La primera vuelta de cada uno no se cuenta: carga bibliotecas, plantillas y tipografías.
    """
    producto(0), base(0)
    gc.collect()
    muestras_del_producto, muestras_de_la_base = [], []
    for vuelta in range(1, veces + 1):
        muestras_del_producto.append(_tomar(producto, vuelta))
        muestras_de_la_base.append(_tomar(base, vuelta))
    return _medianas(muestras_del_producto), _medianas(muestras_de_la_base)


def tomar_tiempo(llamada, veces):
    """Tiempos de algo que no tiene con qué compararse."""
    llamada(0)
    gc.collect()
    return _medianas([_tomar(llamada, vuelta) for vuelta in range(1, veces + 1)])


def _tomar(llamada, vuelta):
    pared, cpu = time.perf_counter(), time.process_time()
    llamada(vuelta)
    return time.process_time() - cpu, time.perf_counter() - pared


def _medianas(muestras):
    cpu, pared = zip(*muestras, strict=True)
    return Tiempos(median(cpu) * 1000, median(pared) * 1000)


def memoria_mb():
    """La mayor memoria residente que ha tenido este proceso."""
    maxima = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return maxima / (1024 * 1024 if sys.platform == "darwin" else 1024)
