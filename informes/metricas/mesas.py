"""Las cifras que las mesas guardadas pueden dar a un indicador: integrantes, sesiones, asistencia, compromisos.

Cada métrica es una función `(guardado, mesa, corte) -> (valor, operacion, filas, formato)`. `corte` la acota: un sector
para los integrantes, un tipo de sesión para sesiones y asistencia; vacío es todo.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property

from comun.documentos.arbol import Cifra, FilaDeOrigen
from comun.documentos.cifra import DENOMINADOR, NUMERADOR
from comun.formatos import a_decimos
from informes.models import Indicador
from mesas.models import Compromiso, Integrante, Sesion

Metrica = Indicador.Metrica
UNIDADES = {
    Metrica.INTEGRANTES: "instituciones",
    Metrica.SESIONES: "sesiones",
    Metrica.ASISTENCIA_PROMEDIO: "asistentes por sesión",
    Metrica.COMPROMISOS_CUMPLIDOS: "% de los compromisos",
}


class FilasDeMesas:
    """Lo guardado de varias mesas en un año: una consulta por clase de fila, sean cuantas sean las mesas.

    Lo que depende de una fecha se lee al 31 de diciembre (diseño, regla 1).
    """

    def __init__(self, mesas, anio):
        self.mesas, self.anio = mesas, anio

    @cached_property
    def integrantes(self):
        """{mesa: sus integrantes vigentes}."""
        vigentes = Integrante.objects.filter(instancia__mesa__in=self.mesas).vigentes(al=date(self.anio, 12, 31))
        return _agrupadas(vigentes.select_related("actor", "instancia"), lambda fila: fila.instancia.mesa_id)

    @cached_property
    def sesiones(self):
        """{mesa: sus sesiones realizadas que caen enteras en el año}."""
        realizadas = Sesion.objects.filter(instancia__mesa__in=self.mesas).realizadas().del_anio(self.anio)
        filas = realizadas.con_presentes().select_related("instancia__mesa").order_by("desde", "codigo")
        return _agrupadas(filas, lambda sesion: sesion.instancia.mesa_id)

    @cached_property
    def compromisos(self):
        """{mesa: los exigibles que vencían en el año}."""
        exigibles = Compromiso.objects.filter(mesa__in=self.mesas, vence__year=self.anio).exigibles()
        return _agrupadas(exigibles.select_related("responsable").order_by("codigo"), lambda fila: fila.mesa_id)


def _agrupadas(filas, grupo):
    agrupadas = defaultdict(list)
    for fila in filas:
        agrupadas[grupo(fila)].append(fila)
    return agrupadas


def medir(metrica, mesa, *, guardado, corte="", url="", clave=""):
    """Cifra de la métrica en la mesa, con las filas de `guardado` (FilasDeMesas) de las que sale.

    Sin filas el valor es None: «sin dato», nunca 0 (diseño, regla 5).
    """
    valor, operacion, filas, formato = MEDIDAS[Metrica(metrica)](guardado, mesa, corte)
    return Cifra(
        valor if filas else None,
        formato,
        operacion,
        tuple(filas),
        url=url,
        clave=clave,
        nombre=f"{Metrica(metrica).label} de {mesa.nombre}, {guardado.anio}",
        decimales=1 if operacion in {"promedio", "razon"} else None,
        factor=100 if operacion == "razon" else None,
    )


def _integrantes(guardado, mesa, corte):
    actores = {
        integrante.actor.codigo: integrante.actor
        for integrante in guardado.integrantes[mesa.pk]
        if corte in ("", integrante.actor.sector)
    }
    filas = [
        FilaDeOrigen(codigo, actor.get_sector_display(), actor.nombre, 1, "institución")
        for codigo, actor in sorted(actores.items())
    ]
    return len(filas), "conteo", filas, "entero"


def _sesiones_realizadas(guardado, mesa, corte):
    return [sesion for sesion in guardado.sesiones[mesa.pk] if corte in ("", sesion.tipo)]


def _sesiones(guardado, mesa, corte):
    filas = [
        FilaDeOrigen(sesion.codigo, f"{sesion.nombre}, {sesion.fecha_legible}", mesa.nombre, 1, "sesión")
        for sesion in _sesiones_realizadas(guardado, mesa, corte)
    ]
    return len(filas), "conteo", filas, "entero"


def _asistencia_promedio(guardado, mesa, corte):
    filas = []
    for sesion in _sesiones_realizadas(guardado, mesa, corte):
        asistentes = sesion.presentes if sesion.es_nominal else sesion.asistencia_declarada
        sin_lista = sesion.es_nominal and not sesion.presentes
        filas.append(
            FilaDeOrigen(
                sesion.codigo,
                f"{sesion.nombre}, {sesion.fecha_legible}",
                mesa.nombre,
                None if sin_lista else asistentes,
                "asistentes",
            )
        )
    valores = [fila.valor for fila in filas if fila.valor is not None]
    valor = a_decimos(sum(valores, Decimal(0)) / len(valores)) if valores else None
    return valor, "promedio", filas, "numero"


def _compromisos_cumplidos(guardado, mesa, corte):
    """Cumplidos y verificados sobre los suscritos que vencían en el año.

    No entran los antecedentes históricos, que se cuentan aparte, ni los desistidos.
    """
    filas = []
    for compromiso in guardado.compromisos[mesa.pk]:
        for grupo, valor in (
            (NUMERADOR, int(compromiso.estado == Compromiso.Estado.CUMPLIDO_VERIFICADO)),
            (DENOMINADOR, 1),
        ):
            filas.append(
                FilaDeOrigen(
                    compromiso.codigo, compromiso.accion[:120], compromiso.responsable.nombre, valor, "", grupo=grupo
                )
            )
    total = len(filas) // 2
    cumplidos = sum(fila.valor for fila in filas if fila.grupo == NUMERADOR)
    valor = a_decimos(Decimal(cumplidos) * 100 / total) if total else None
    return valor, "razon", filas, "porcentaje"


MEDIDAS = {
    Metrica.INTEGRANTES: _integrantes,
    Metrica.SESIONES: _sesiones,
    Metrica.ASISTENCIA_PROMEDIO: _asistencia_promedio,
    Metrica.COMPROMISOS_CUMPLIDOS: _compromisos_cumplidos,
}
