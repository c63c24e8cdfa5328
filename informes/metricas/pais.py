"""Las cinco figuras de un ámbito, del país o de algunas direcciones, y la misma cuenta por dirección regional.

Cada figura se cuenta con la consulta del listado que abre: la figura y sus filas son el mismo número. Mesas y
compromisos se cuentan hoy; las sesiones, las realizadas que caen enteras en el año; los verificados, sobre los
exigibles que vencían en el año, como en el informe anual.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from mesas.models import Compromiso, Mesa, Sesion


@dataclass(frozen=True)
class Ambito:
    """De qué se habla: filas que ve quien mira, acotadas a unas direcciones si las hay, un año y un día.

    `consulta`: lo que acota, como lo escriben los filtros de los listados ({"direccion": "D-05"}).
    """

    mesas: QuerySet
    sesiones: QuerySet
    compromisos: QuerySet
    anio: int
    hoy: date
    consulta: dict = field(default_factory=dict)

    @classmethod
    def de(cls, usuario, *, hoy, anio=None, direcciones=None, consulta=None):
        todo = [modelo.objects.visibles_para(usuario) for modelo in (Mesa, Sesion, Compromiso)]
        if direcciones is not None:
            todo = [filas.de_direcciones(direcciones) for filas in todo]
        return cls(*todo, anio=anio or hoy.year, hoy=hoy, consulta=consulta or {})

    @property
    def extremos(self):
        return date(self.anio, 1, 1), date(self.anio, 12, 31)

    def del_anio(self, desde, hasta):
        """Los extremos del año, como los escribe el listado que llama así a sus dos fechas."""
        return {desde: self.extremos[0].isoformat(), hasta: self.extremos[1].isoformat()}


class Medida(NamedTuple):
    """Algo que se cuenta: sus filas y el listado que las muestra."""

    listado: str
    filas: Callable[[Ambito], QuerySet]
    consulta: Callable[[Ambito], dict]


class Figura(NamedTuple):
    """Una cuenta sobre otra: «3 de 12», con el listado de cada una; `de` es None si no se compara con nada."""

    etiqueta: str
    valor: int | None
    url: str
    de: int | None = None
    url_de: str = ""
    tono: str = ""


def _exigibles_del_anio(ambito):
    return ambito.compromisos.exigibles().filter(vence__range=ambito.extremos)


MEDIDAS = {
    "mesas": Medida("mesas_lista", lambda a: a.mesas, lambda a: {}),
    "en_marcha": Medida("mesas_lista", lambda a: a.mesas.en_marcha(), lambda a: {"fase": "en_marcha"}),
    "sesiones": Medida(
        "sesiones_lista",
        lambda a: a.sesiones.realizadas().entre(*a.extremos),
        lambda a: {"estado": "realizada", **a.del_anio("desde", "hasta")},
    ),
    "abiertos": Medida("compromisos_lista", lambda a: a.compromisos.sin_cerrar(), lambda a: {"estado": "abierto"}),
    "atrasados": Medida(
        "compromisos_lista", lambda a: a.compromisos.vencidos(al=a.hoy), lambda a: {"estado": "atrasado"}
    ),
    "verificados": Medida(
        "compromisos_lista",
        lambda a: _exigibles_del_anio(a).verificados(),
        lambda a: {"estado": "verificado", **a.del_anio("vence_desde", "vence_hasta")},
    ),
    "exigibles": Medida(
        "compromisos_lista",
        _exigibles_del_anio,
        lambda a: {"estado": "exigible", **a.del_anio("vence_desde", "vence_hasta")},
    ),
}
# (etiqueta, lo que se cuenta, sobre qué, tono). La etiqueta puede llevar el año.
FIGURAS = (
    ("Mesas en marcha", "en_marcha", "mesas", ""),
    ("Sesiones realizadas en {anio}", "sesiones", "", ""),
    ("Compromisos abiertos", "abiertos", "", ""),
    ("De ellos, atrasados", "atrasados", "abiertos", "atrasado"),
    ("Cumplidos y verificados en {anio}", "verificados", "exigibles", "verificado"),
)


def figuras(ambito):
    """Las cinco figuras del ámbito, en el orden en que se leen."""
    return _figuras(ambito, {clave: medida.filas(ambito).count() for clave, medida in MEDIDAS.items()})


def _figuras(ambito, cuentas):
    urls = {
        clave: reverse(medida.listado, query={**ambito.consulta, **medida.consulta(ambito)})
        for clave, medida in MEDIDAS.items()
    }
    return [
        Figura(
            etiqueta.format(anio=ambito.anio),
            None if sobre and not cuentas[sobre] else cuentas[clave],
            urls[clave],
            cuentas[sobre] if sobre else None,
            urls[sobre] if sobre else "",
            tono if cuentas[clave] else "",
        )
        for etiqueta, clave, sobre, tono in FIGURAS
    ]
