"""El buscador de la barra: por código o por nombre, en todo lo que la persona puede ver.

Cada app registra en su módulo `buscables` lo que se puede hallar; aquí no se conoce ninguna. Una búsqueda hace, por
clase de objeto, una consulta que se detiene al llegar a SE_CUENTAN y, si algo halló, otra que lee las que se muestran.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from comun.formatos import formato

POR_GRUPO = 5
SE_CUENTAN = 100
CODIGO = re.compile(r"[A-Z]{1,3}-[\d-]*\d")
BUSCABLES = []


@dataclass(frozen=True)
class Buscable:
    """Una clase de objeto que se busca.

    `puesto`: en qué lugar de la página va. `prefijo`: el de sus códigos. `visibles(usuario)`: los que puede ver.
    `buscar(filas, texto)`: los que llevan el texto, en el orden en que se muestran. `nota(fila)`: lo que distingue a
    dos del mismo nombre. `listado`: nombre de la dirección y parámetro con que el listado muestra esos mismos.
    """

    nombre: str
    icono: str
    puesto: int
    visibles: Callable[..., QuerySet]
    buscar: Callable[[QuerySet, str], QuerySet]
    nota: Callable = lambda fila: ""
    titulo: Callable = lambda fila: fila.nombre
    url: Callable = lambda fila: fila.get_absolute_url()
    prefijo: str = ""
    listado: tuple[str, str] | None = None

    def grupo(self, usuario, texto):
        """Lo hallado, o None si nada coincide."""
        filas = self.buscar(self.visibles(usuario), texto)
        claves = list(filas.values_list("pk", flat=True)[: SE_CUENTAN + 1])
        if not claves:
            return None
        primeras = filas.filter(pk__in=claves[:POR_GRUPO])
        hallados = [Hallado(self.titulo(f), f.codigo, self.nota(f), self.url(f)) for f in primeras]
        nombre, parametro = self.listado or ("", "")
        url = reverse(nombre, query={parametro: texto}) if nombre else ""
        return Grupo(self.nombre, self.icono, hallados, len(claves), url)


class Hallado(NamedTuple):
    """Un objeto que coincide."""

    titulo: str
    codigo: str
    nota: str
    url: str


class Grupo(NamedTuple):
    """Los primeros de una clase, cuántos se contaron y el listado que los muestra todos (vacío si no lo hay)."""

    nombre: str
    icono: str
    hallados: list[Hallado]
    total: int
    url: str

    @property
    def cuenta(self):
        """«7», o «más de 100» si ya no se siguió contando."""
        return f"más de {SE_CUENTAN}" if self.total > SE_CUENTAN else formato(self.total, "entero")

    @property
    def hay_mas(self):
        return self.total > len(self.hallados)


def registrar(*buscables):
    """Deja las clases a disposición del buscador; se llama en el módulo `buscables` de cada app."""
    BUSCABLES.extend(buscables)
    BUSCABLES.sort(key=lambda uno: uno.puesto)


def grupos(usuario, texto):
    """Los grupos con algo que lleve el texto, en el orden de la página."""
    return [grupo for uno in BUSCABLES if (grupo := uno.grupo(usuario, texto))]


def con_ese_codigo(usuario, texto):
    """La dirección del objeto que lleva ese código y que la persona puede ver; vacía si no hay."""
    codigo = texto.upper()
    for uno in BUSCABLES:
        if uno.prefijo and codigo.startswith(f"{uno.prefijo}-"):
            filas = uno.visibles(usuario)
            fila = filas.filter(codigo__in=(codigo, _con_ceros(codigo, filas.model))).first()
            return uno.url(fila) if fila else ""
    return ""


def _con_ceros(codigo, modelo):
    """«C-05-8» es «C-05-000008»; lo que ya trae ceros es el comienzo de varios y queda como está."""
    serie, _, numero = codigo.rpartition("-")
    if not re.fullmatch("[1-9][0-9]*", numero):
        return codigo
    return f"{serie}-{numero:0>{getattr(modelo, 'ANCHO', 0)}}"


def el_unico(hallados, texto):
    """Si se escribió parte de un código y sólo un objeto lo lleva, su dirección; si no, vacía."""
    codigo = texto.upper()
    if not CODIGO.fullmatch(codigo) or [grupo.total for grupo in hallados] != [1]:
        return ""
    unico = hallados[0].hallados[0]
    return unico.url if codigo in unico.codigo else ""
