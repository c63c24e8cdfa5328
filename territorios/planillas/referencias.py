"""Columnas que nombran divisiones y direcciones regionales como las escribe la gente: sin tildes, con otros nombres."""

from comun.planillas import ErrorDeCelda, Referencia, visibles
from territorios.busqueda import Buscador, NombreAmbiguo, NombreDesconocido
from territorios.models import DireccionRegional, Region


class _PorNombre:
    """Un Buscador de divisiones que contesta como se contesta en una planilla."""

    def __init__(self, buscador):
        self.buscador = buscador

    def buscar(self, texto):
        try:
            return self.buscador.encontrar(texto)
        except NombreDesconocido as error:
            pista = "; ¿quisiste decir " + " o ".join(f"«{uno}»" for uno in error.sugerencias) + "?"
            raise ErrorDeCelda(f"no se conoce «{texto}»{pista if error.sugerencias else ''}") from error
        except NombreAmbiguo as error:
            raise ErrorDeCelda(f"hay más de una «{texto}»: escribe su código ({', '.join(error.codigos)})") from error


def comuna(encabezado, campo, **opciones):
    """Una comuna (o varias) por su nombre o su código; se exporta el nombre."""
    return _division(encabezado, campo, Buscador.de_comunas, "Nombre o código de la comuna.", opciones)


def provincia(encabezado, campo, **opciones):
    return _division(encabezado, campo, Buscador.de_provincias, "Nombre o código de la provincia.", opciones)


def region(encabezado, campo, **opciones):
    opciones = {"catalogo": lambda: [r.nombre for r in Region.objects.de_norte_a_sur()], **opciones}
    return _division(encabezado, campo, Buscador.de_regiones, "Nombre, número o código de la región.", opciones)


def _division(encabezado, campo, crear_buscador, ayuda, opciones):
    opciones = {"por": ("nombre",), "ayuda": ayuda, **opciones}
    return Referencia(encabezado, campo, buscador=lambda usuario: _PorNombre(crear_buscador()), **opciones)


def _direcciones_de_hoy():
    vigentes = DireccionRegional.objects.filter(vigente_hasta__isnull=True).de_norte_a_sur()
    return [f"{direccion.codigo} o {direccion.nombre}" for direccion in vigentes]


def direcciones_regionales(**opciones):
    """La columna de las direcciones regionales de algo; se exporta su código."""
    consulta = visibles(DireccionRegional)
    opciones = {"multiple": True, "por": ("codigo", "nombre"), "catalogo": _direcciones_de_hoy, **opciones}
    return Referencia("Direcciones regionales", "direcciones", consulta=consulta, **opciones)
