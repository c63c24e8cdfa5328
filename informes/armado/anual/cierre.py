"""Secciones III, IV y V: riesgos, lecciones aprendidas y evidencia externa."""

from comun.documentos.arbol import Celda, Columna, Enlace, Fila, Lista, Parrafo, Tabla, Titulo
from comun.formatos import SIN_DATO
from informes.armado.anual import rotulos
from informes.armado.anual.resultados import narrativa


def bloques(material):
    return (
        Titulo(2, rotulos.III),
        _riesgos(material.riesgos),
        Titulo(2, rotulos.IV),
        Parrafo(rotulos.IV_ENTRADA),
        *([_leccion(leccion, numero) for numero, leccion in enumerate(material.lecciones, 1)] or narrativa("")),
        Titulo(2, rotulos.V),
        *(_evidencias(material.enlaces) or narrativa("")),
    )


def _riesgos(riesgos):
    filas = [
        Fila(
            (
                riesgo.tipo,
                riesgo.descripcion,
                riesgo.probabilidad or SIN_DATO,
                riesgo.impacto or SIN_DATO,
                f"{riesgo.mitigacion} {riesgo.responsable}".strip() or SIN_DATO,
            )
        )
        for riesgo in riesgos
    ]
    return Tabla(
        titulo="Riesgos del proyecto",
        columnas=(Columna(3), Columna(6), Columna(3), Columna(2), Columna(6)),
        filas=(
            Fila(rotulos.III_COLUMNAS, "encabezado"),
            *(filas or [Fila((SIN_DATO,) * len(rotulos.III_COLUMNAS))]),
        ),
    )


def _leccion(leccion, numero):
    guia = (Parrafo(rotulos.IV_DESCRIBIR), Lista(rotulos.IV_GUIAS))
    decisiones = sorted(leccion.decisiones.all(), key=lambda decision: decision.orden)
    return Tabla(
        titulo=f"Lección aprendida {numero}",
        columnas=(Columna(2), Columna(5)),
        filas=(
            _pregunta(rotulos.IV_LOGRO, narrativa(leccion.logro)),
            _pregunta(guia, narrativa(leccion.descripcion)),
            _pregunta(
                rotulos.IV_DECISIONES,
                [bloque for decision in decisiones for bloque in narrativa(_fechada(decision))] or narrativa(""),
            ),
            _pregunta(rotulos.IV_VALORACION, narrativa(leccion.valoracion)),
        ),
    )


def _pregunta(rotulo, respuesta):
    return Fila((Celda(rotulo, encabezado=True), Celda(respuesta)))


def _fechada(decision):
    return f"{decision.fecha:%d-%m-%Y}: {decision.texto}" if decision.fecha else decision.texto


def _evidencias(enlaces):
    bloques = []
    for enlace in enlaces:
        bloques += [Parrafo(enlace.descripcion), Parrafo(Enlace(enlace.url, enlace.url))]
    return bloques
