"""Lo que lleva una persona usuaria: sus mesas con lo que tienen abierto, y los informes en curso que escribió."""

from typing import NamedTuple

from django.db.models import Q

from informes.models import EnlaceDeEvidencia, InformeAnual, Leccion, ObservacionAnual, Riesgo, SeccionNarrativa
from mesas.models import Compromiso

PARTES_ESCRITAS = (SeccionNarrativa, Riesgo, Leccion, EnlaceDeEvidencia)
A_LO_MAS = 20


class Grupo(NamedTuple):
    """Cosas de una clase que sigue quien reciba: los primeros enlaces, cuántas son en total y qué pasa con ellas."""

    nombre: str
    que_pasa: str
    enlaces: list
    total: int

    @property
    def faltan(self):
        return self.total - len(self.enlaces)


def lo_que_sigue_a(persona):
    """Los grupos, no vacíos, de lo que la persona deja en curso además de sus mesas."""
    compromisos = Compromiso.objects.sin_cerrar().filter(mesa__in=persona.mesas_a_cargo.all())
    informes = InformeAnual.objects.exclude(estado=InformeAnual.Estado.EMITIDO).filter(_que_escribio(persona))
    observaciones = ObservacionAnual.objects.abiertas().filter(informe__in=informes).select_related("informe")
    grupos = (
        _grupo("Compromisos abiertos de sus mesas", "Van con su mesa.", compromisos.order_by("vence", "codigo")),
        _grupo(
            "Informes en curso que escribió",
            "Los sigue quien edite en la dirección del proyecto. Lo escrito queda a su nombre.",
            informes.order_by("codigo"),
        ),
        _grupo(
            "Observaciones sin atender en esos informes",
            "Las atiende quien siga el informe.",
            observaciones.order_by("codigo"),
            url=lambda observacion: observacion.informe.get_absolute_url(),
        ),
    )
    return [grupo for grupo in grupos if grupo.total]


def _que_escribio(persona):
    escritos = Q(enviado_por=persona)
    for parte in PARTES_ESCRITAS:
        escritos |= Q(pk__in=parte.history.filter(history_user=persona).values("informe_id"))
    return escritos


def _grupo(nombre, que_pasa, filas, url=lambda fila: fila.get_absolute_url()):
    return Grupo(nombre, que_pasa, [(str(fila), url(fila)) for fila in filas[:A_LO_MAS]], filas.count())
