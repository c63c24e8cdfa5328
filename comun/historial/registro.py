"""Qué objetos tienen página de historial y quién la ve."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404

from comun.acceso import obtener_visible
from comun.models import Registrado
from comun.partes import Parte, partes_de

_POR_TIPO = {}
_POR_MODELO = {}


def _nada(usuario, objeto):
    return frozenset()


@dataclass(frozen=True)
class Historiado:
    """Un tipo de objeto con historial.

    `tipo`: la palabra de la dirección («mesa»). `obtener`: función (usuario, codigo) que da el objeto visible o
    levanta Http404; sin ella, el de `modelo.objects.visibles_para`. `ademas`: lo que no se va con el objeto pero
    cuenta su historia (el acta de una sesión). `reservados`: función (usuario, objeto) que da los nombres de los
    campos del objeto que esa persona no puede leer.
    """

    tipo: str
    modelo: type
    obtener: Callable | None = None
    ademas: tuple[Parte, ...] = ()
    reservados: Callable = _nada

    def objeto(self, usuario, codigo):
        if self.obtener:
            return self.obtener(usuario, codigo)
        return obtener_visible(self.modelo.objects, usuario, codigo=codigo)

    @property
    def partes(self):
        """Las partes con historial propio."""
        propias = [parte for parte in partes_de(self.modelo) if issubclass(parte.modelo, Registrado)]
        return (*propias, *self.ademas)


def anunciar(*historiados):
    """Pone los tipos a disposición de la página de historial; se llama en el módulo `historial` de cada app."""
    for uno in historiados:
        _POR_TIPO[uno.tipo] = uno
        _POR_MODELO[uno.modelo] = uno


def historiado(tipo):
    """El tipo de esa palabra; Http404 si no existe."""
    if tipo not in _POR_TIPO:
        raise Http404(f"No hay historial de «{tipo}».")
    return _POR_TIPO[tipo]


def tipo_de(objeto):
    """La palabra con que la dirección nombra al objeto, o None si no tiene página de historial."""
    uno = _POR_MODELO.get(type(objeto))
    return uno.tipo if uno else None
