"""Cada listado con pocas y con muchas filas, junto a su página base."""

from functools import partial

from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.bench.bases import decir
from tests.bench.consultas import consultas_de
from tests.bench.datos_listas import usuaria
from tests.bench.linea import Medida
from tests.bench.pagina_base import LISTADOS
from tests.bench.reloj import alternar

VECES = 25


class NoResponde(RuntimeError):
    """Una página que se mide no contestó 200: medirla no diría nada."""


def medir(filas):
    """Una Medida por listado que exista, con la base de `filas` ya en uso."""
    cliente = Client(SERVER_NAME="localhost")
    cliente.force_login(usuaria())
    for listado in LISTADOS:
        try:
            direccion = reverse(listado.nombre_url)
        except NoReverseMatch:
            decir(f"Aún no existe {listado.nombre_url}: se omite.")
            continue
        pedir = partial(_pedir, cliente, direccion)
        pedir_base = partial(_pedir, cliente, reverse("pagina_base", args=[listado.nombre_url]))
        tiempos, de_la_base = alternar(pedir, pedir_base, VECES)
        consultas = consultas_de(partial(pedir, 0))
        yield Medida.junto_a(f"lista_{listado.nombre}_{filas}", tiempos, de_la_base, queries=consultas)


def _pedir(cliente, direccion, vuelta):
    respuesta = cliente.get(direccion)
    if respuesta.status_code != 200:
        raise NoResponde(f"{direccion} contestó {respuesta.status_code}.")
