"""Informes en cada estado de su revisión; se llaman dentro de la prueba."""

from datetime import date

from actores.models import Rol
from informes.models import ObservacionAnual
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory

UN_DIA = date(2021, 3, 1)


def informe_enviado(proyecto=None, *, por=None, **campos):
    """Un informe enviado a revisión por `por`, o por alguien nuevo."""
    informe = InformeAnualFactory(proyecto=proyecto or ProyectoFactory(), **campos)
    informe.enviar(por=por or UsuarioFactory())
    return informe


def informe_emitido(proyecto=None, *, por=None, emisor=None, **campos):
    """Un informe con su versión 1 emitida por otra persona."""
    informe = informe_enviado(proyecto, por=por, **campos)
    informe.emitir(por=emisor or UsuarioFactory(rol=Rol.NACIONAL), el=UN_DIA)
    return informe


def observacion(proyecto=None, *, informe=None, autor=None, seccion="I.A", texto="Falta explicar el cambio"):
    """Una observación abierta a un informe en revisión."""
    informe = informe or informe_enviado(proyecto)
    return ObservacionAnual.anotar(
        por=autor or UsuarioFactory(rol=Rol.NACIONAL), informe=informe, seccion=seccion, texto=texto
    )
