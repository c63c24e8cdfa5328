"""Lo que un listado dice de las divisiones de cada territorio, leído para toda la página con tres consultas.

Se leen columnas y no objetos: una página repite mucho las mismas regiones.
"""

from typing import NamedTuple

from territorios.models import Territorio

DE_SU_REGION = ("region__orden", "region__nombre_corto")


class Divisiones(NamedTuple):
    """Nombres cortos de las regiones que toca, de norte a sur, y cuántas comunas abarca."""

    regiones: tuple[str, ...]
    comunas: int


def leer_divisiones(territorios):
    """Deja en `divisiones` de cada territorio las suyas, con las comunas de sus provincias enteras."""
    regiones = {territorio.pk: set() for territorio in territorios}
    comunas = {territorio.pk: set() for territorio in territorios}
    for territorio, comuna, *region in _filas(Territorio.comunas, regiones, "comuna", "comuna__provincia__"):
        comunas[territorio].add(comuna)
        regiones[territorio].add(tuple(region))
    for territorio, comuna, *region in _filas(Territorio.provincias, regiones, "provincia__comunas", "provincia__"):
        comunas[territorio].add(comuna)
        regiones[territorio].add(tuple(region))
    for territorio, _, *region in _filas(Territorio.regiones_declaradas, regiones, "region"):
        regiones[territorio].add(tuple(region))
    for territorio in territorios:
        nombres = tuple(nombre for _, nombre in sorted(regiones[territorio.pk]))
        territorio.divisiones = Divisiones(nombres, len(comunas[territorio.pk] - {None}))


def _filas(relacion, territorios, division, camino=""):
    """(territorio, división, orden de su región, nombre de su región) de lo que une la relación."""
    columnas = [f"{camino}{columna}" for columna in DE_SU_REGION]
    return relacion.through.objects.filter(territorio__in=territorios).values_list("territorio", division, *columnas)
