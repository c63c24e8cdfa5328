"""Las cifras que las mesas guardadas pueden dar a un indicador: integrantes, sesiones, asistencia, compromisos.

Cada métrica es una función `(mesa, anio, corte) -> (valor, operacion, filas, formato)`. `corte` la acota: un sector
para los integrantes, un tipo de sesión para sesiones y asistencia; vacío es todo.
"""

from datetime import date
from decimal import Decimal

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


def medir(metrica, mesa, *, anio, corte="", url="", clave=""):
    """Cifra de la métrica en la mesa y año, con las filas guardadas de las que sale.

    Lo que depende de una fecha se lee al 31 de diciembre (diseño, regla 1). Sesiones y asistencia cuentan sólo lo
    realizado que cae entero en el año. Sin filas el valor es None: «sin dato», nunca 0 (regla 5).
    """
    valor, operacion, filas, formato = MEDIDAS[Metrica(metrica)](mesa, anio, corte)
    return Cifra(
        valor if filas else None,
        formato,
        operacion,
        tuple(filas),
        url=url,
        clave=clave,
        nombre=f"{Metrica(metrica).label} de {mesa.nombre}, {anio}",
        decimales=1 if operacion in {"promedio", "razon"} else None,
        factor=100 if operacion == "razon" else None,
    )


def _integrantes(mesa, anio, corte):
    vigentes = Integrante.objects.de_mesa(mesa).vigentes(al=date(anio, 12, 31))
    if corte:
        vigentes = vigentes.filter(actor__sector=corte)
    actores = {integrante.actor.codigo: integrante.actor for integrante in vigentes.select_related("actor")}
    filas = [
        FilaDeOrigen(codigo, actor.get_sector_display(), actor.nombre, 1, "institución")
        for codigo, actor in sorted(actores.items())
    ]
    return len(filas), "conteo", filas, "entero"


def _sesiones_realizadas(mesa, anio, corte):
    sesiones = Sesion.objects.de_la_mesa(mesa).realizadas().del_anio(anio)
    if corte:
        sesiones = sesiones.de_tipo(corte)
    return sesiones.select_related("instancia__mesa").order_by("desde", "codigo")


def _sesiones(mesa, anio, corte):
    filas = [
        FilaDeOrigen(sesion.codigo, f"{sesion.nombre}, {sesion.fecha_legible}", mesa.nombre, 1, "sesión")
        for sesion in _sesiones_realizadas(mesa, anio, corte)
    ]
    return len(filas), "conteo", filas, "entero"


def _asistencia_promedio(mesa, anio, corte):
    filas = []
    for sesion in _sesiones_realizadas(mesa, anio, corte).con_presentes():
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


def _compromisos_cumplidos(mesa, anio, corte):
    """Cumplidos y verificados sobre los suscritos que vencían en el año.

    No entran los antecedentes históricos, que se cuentan aparte, ni los desistidos.
    """
    compromisos = Compromiso.objects.filter(mesa=mesa, vence__year=anio).exigibles()
    filas = []
    for compromiso in compromisos.select_related("responsable").order_by("codigo"):
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
