"""Las cinco figuras de un ámbito, del país o de algunas direcciones, y las mismas por dirección regional o por mesa.

Cada figura se cuenta con la consulta del listado que abre: la figura y sus filas son el mismo número. Mesas y
compromisos se cuentan hoy; las sesiones, las realizadas que caen enteras en el año; los verificados, sobre los
exigibles que vencían en el año, como en el informe anual. Lo que no se puede decir es None: «sin dato», nunca 0.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from comun.formatos import a_decimos
from mesas.models import Compromiso, Mesa, Sesion


@dataclass(frozen=True)
class Ambito:
    """De qué se habla: filas que ve quien mira, acotadas si se pide, un año y un día.

    `consulta`: lo que acota, como lo escriben los filtros de los listados ({"direccion": "D-05"}); `acotar`: la
    función que hace lo mismo con cualquiera de las tres clases de filas.
    """

    mesas: QuerySet
    sesiones: QuerySet
    compromisos: QuerySet
    anio: int
    hoy: date
    consulta: dict = field(default_factory=dict)

    @classmethod
    def de(cls, usuario, *, hoy, anio=None, acotar=lambda filas: filas, consulta=None):
        todo = [acotar(modelo.objects.visibles_para(usuario)) for modelo in (Mesa, Sesion, Compromiso)]
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


@dataclass(frozen=True)
class Renglon:
    """Lo que se cuenta de una dirección regional, de una mesa o de todas: `cuentas`, por nombre de medida.

    `consulta`: lo que acota a estas filas, como lo escriben los filtros de los listados.
    """

    ambito: Ambito
    nombre: str
    orden: int
    cuentas: SimpleNamespace
    consulta: dict
    mesa: Mesa | None = None

    def url(self, clave):
        """El listado con las filas de esa cuenta."""
        medida = MEDIDAS[clave]
        return reverse(medida.listado, query={**self.consulta, **medida.consulta(self.ambito)})

    @property
    def parte_atrasada(self):
        """Tanto por ciento de los abiertos, o None."""
        return _tanto_por_ciento(self.cuentas.atrasados, self.cuentas.abiertos)

    @property
    def parte_verificada(self):
        """Tanto por ciento de los exigibles del año, o None."""
        return _tanto_por_ciento(self.cuentas.verificados, self.cuentas.exigibles)


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


# De quién es cada fila.
A_DIRECCION = {
    Mesa: F("direcciones"),
    Sesion: F("instancia__mesa__direcciones"),
    Compromiso: Coalesce("mesa__direcciones", "direccion"),
}
A_MESA = {Mesa: F("pk"), Sesion: F("instancia__mesa"), Compromiso: F("mesa")}
AL_FINAL = 1_000


def figuras(ambito, todo=None):
    """Las cinco figuras del ámbito, en el orden en que se leen; `todo`: su `total`, si ya se contó."""
    todo = todo or total(ambito)
    return [
        Figura(
            etiqueta.format(anio=ambito.anio),
            getattr(todo.cuentas, clave),
            todo.url(clave),
            getattr(todo.cuentas, sobre) if sobre else None,
            todo.url(sobre) if sobre else "",
            tono if getattr(todo.cuentas, clave) else "",
        )
        for etiqueta, clave, sobre, tono in FIGURAS
    ]


def total(ambito):
    """Renglon de todo el ámbito: lo que es de varias direcciones se cuenta una vez. Una consulta por medida."""
    cuentas = {clave: medida.filas(ambito).count() for clave, medida in MEDIDAS.items()}
    return _renglon(ambito, "Total", 0, cuentas)


def por_direccion(ambito, direcciones, *, nacional=None):
    """Renglones de las direcciones dadas, de norte a sur, y al final lo que no es de ninguna, si lo hay.

    Lo que es de varias direcciones se cuenta en cada una. Una consulta por medida, sean cuantas sean las filas. De la
    que no regía al cerrar el año sólo hay renglón si algo es suyo. `nacional`: par (cómo la pide el filtro de los
    listados, cómo se llama).
    """
    cuentas, cierre = _contar(ambito, A_DIRECCION), ambito.extremos[1]
    renglones = [
        _renglon(ambito, _nombre_al(una, cierre), una.orden, cuentas[una.pk], direccion=una.codigo)
        for una in direcciones
        if una.rige(al=cierre) or any(cuentas[una.pk].values())
    ]
    if nacional and any(cuentas[None].values()):
        renglones.append(_renglon(ambito, nacional[1], AL_FINAL, cuentas[None], direccion=nacional[0]))
    return renglones


def por_mesa(ambito, *, sin_mesa):
    """Renglones de las mesas del ámbito, por nombre, y al final los compromisos que no son de ninguna, si los hay.

    `sin_mesa`: par (cómo lo pide el filtro de los listados, cómo se llama).
    """
    cuentas = _contar(ambito, A_MESA)
    mesas = ambito.mesas.order_by("nombre", "codigo")
    renglones = [
        _renglon(ambito, una.nombre, orden, cuentas[una.pk], una, mesa=una.codigo) for orden, una in enumerate(mesas)
    ]
    if any(cuentas[None].values()):
        renglones.append(_renglon(ambito, sin_mesa[1], len(renglones), cuentas[None], mesa=sin_mesa[0]))
    return renglones


def _contar(ambito, camino):
    """{de quién: {medida: cuántas}}; lo que no está vale 0."""
    cuentas = defaultdict(lambda: dict.fromkeys(MEDIDAS, 0))
    for clave, medida in MEDIDAS.items():
        filas = medida.filas(ambito)
        grupos = filas.order_by().annotate(de_quien=camino[filas.model]).values("de_quien").annotate(total=Count("pk"))
        for grupo in grupos:
            cuentas[grupo["de_quien"]][clave] = grupo["total"]
    return cuentas


def _renglon(ambito, nombre, orden, cuentas, una_mesa=None, **consulta):
    cuentas = SimpleNamespace(**_con_ausentes(cuentas))
    return Renglon(ambito, nombre, orden, cuentas, {**ambito.consulta, **consulta}, una_mesa)


def _con_ausentes(cuentas):
    """Sin nada guardado no se sabe nada; una parte de un total vacío tampoco se sabe."""
    if not any(cuentas.values()):
        return dict.fromkeys(cuentas)
    sin_total = {clave: None for _, clave, sobre, _ in FIGURAS if sobre and not cuentas[sobre]}
    return {**cuentas, **sin_total}


def _nombre_al(direccion, fecha):
    return direccion.nombre if direccion.rige(al=fecha) else f"{direccion.nombre} ({direccion.vigencia_legible})"


def _tanto_por_ciento(parte, todo):
    return a_decimos(Decimal(parte) * 100 / todo) if todo else None
