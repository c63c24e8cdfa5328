"""Qué objetos tienen página de historial, quién la ve y quién puede eliminarlos."""

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


def _nadie(usuario, objeto):
    return False


def _su_ficha(objeto):
    return objeto.get_absolute_url()


@dataclass(frozen=True)
class Historiado:
    """Un tipo de objeto con historial.

    `tipo`: la palabra de la dirección («mesa»). `obtener`: función (usuario, codigo) que da el objeto visible o
    levanta Http404; sin ella, el de `modelo.objects.visibles_para`. `ademas`: lo que no se va con el objeto pero
    cuenta su historia (el acta de una sesión). `reservados`: función (usuario, objeto) que da los nombres de los
    campos del objeto que esa persona no puede leer. `puede_eliminar`: predicado (usuario, objeto); sin él, nadie lo
    elimina desde su página. `que_le_tocan`: función del usuario que da los objetos cuyos cambios se le cuentan; sin
    ella, todos los que ve. `ficha`: función del objeto que da la página donde se mira. `al_eliminar`: función del
    objeto que da la página a la que se va cuando ya no está.
    """

    tipo: str
    modelo: type
    obtener: Callable | None = None
    ademas: tuple[Parte, ...] = ()
    reservados: Callable = _nada
    puede_eliminar: Callable = _nadie
    ficha: Callable = _su_ficha
    al_eliminar: Callable | None = None
    que_le_tocan: Callable | None = None

    def objeto(self, usuario, codigo):
        if self.obtener:
            return self.obtener(usuario, codigo)
        return obtener_visible(self.modelo.objects, usuario, codigo=codigo)

    def que_tocan_a(self, usuario):
        """Los objetos visibles cuyos cambios le importan."""
        return self.que_le_tocan(usuario) if self.que_le_tocan else self.modelo.objects.visibles_para(usuario)

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


def anunciados():
    """Todos los tipos, en el orden en que se anunciaron."""
    return list(_POR_TIPO.values())


def historiado(tipo):
    """El tipo de esa palabra; Http404 si no existe."""
    if tipo not in _POR_TIPO:
        raise Http404(f"No hay historial de «{tipo}».")
    return _POR_TIPO[tipo]


def que_contienen(modelo):
    """Los tipos con página que tienen filas de `modelo` como partes, con el camino a cada uno."""
    return [(uno, parte) for uno in _POR_TIPO.values() for parte in uno.partes if parte.modelo is modelo]


def historiado_de(modelo):
    """El tipo de los objetos de ese modelo, o None si no tienen página de historial."""
    return _POR_MODELO.get(modelo)


def tipo_de(objeto):
    """La palabra con que la dirección nombra al objeto, o None si no tiene página de historial."""
    uno = _POR_MODELO.get(type(objeto))
    return uno.tipo if uno else None
