"""Cuánto se parece un informe generado al documento de la referencia."""

import json
import re
from dataclasses import dataclass
from functools import cache

from comun.documentos.formatos import html
from informes.armado import anual
from informes.models import InformeAnual
from tests.informes import referencia


@dataclass(frozen=True)
class Fidelidad:
    """Unidades en orden sobre las esperadas, palabras que vienen del documento y filas de tabla halladas."""

    razon: float
    precision: float
    filas: int
    faltan: tuple


@cache
def esperado():
    return json.loads(referencia.ESPERADO.read_text(encoding="utf-8"))


def fidelidad_de_lineas(lineas, filas=(), *, estricto=False):
    """La medida de fidelidad.py sobre un documento ya leído."""
    medidor, unidades = referencia.herramienta(), esperado()["variantes"]["000"]
    exigidas, ocurrencias, en_orden, _, palabras = medidor.evaluar(unidades, lineas, estricto, False)
    cubiertas = sum(fin - inicio for inicio, fin in en_orden.values())
    halladas = medidor.filas_ok(esperado()["filas_tabla"], filas, estricto)[0] if filas else 0
    faltan = tuple(exigidas[n]["texto"] for n in range(len(exigidas)) if not ocurrencias[n])
    return Fidelidad(len(en_orden) / len(exigidas), cubiertas / max(1, len(palabras)), halladas, faltan)


def fidelidad_de_html(texto, *, estricto=False):
    lector = referencia.herramienta()._H()
    lector.feed(texto)
    lector.close()
    lineas = [f"{linea}\n" for linea in lector.lineas]
    return fidelidad_de_lineas(lineas, lector.filas, estricto=estricto)


def fidelidad_de_lo_guardado(*, estricto=False):
    """La del informe 2020 como está ahora en la base; 0 si ya no hay informe que generar."""
    informe = InformeAnual.objects.select_related("proyecto").filter(anio=2020).first()
    if informe is None:
        return Fidelidad(0.0, 0.0, 0, ("el informe",))
    return fidelidad_de_html(html.fragmento(anual.armar(informe)), estricto=estricto)


def lineas_de_pdf(texto):
    """Las líneas de `pdftotext -raw` sin encabezado ni pie de página.

    Al partir una palabra que ya lleva guion, el español lo repite en la línea siguiente: aquí se vuelve a unir.
    """
    paginas = [[fila for fila in pagina.split("\n") if fila.strip()] for pagina in texto.split("\f")]
    cuerpo = [fila for pagina in paginas for fila in pagina if not _es_de_pagina(fila)]
    return re.sub(r"-\n-", "-", "\n".join(cuerpo)).split("\n")


def _es_de_pagina(linea):
    return linea == "Borrador" or re.fullmatch(r"IA-\S+ Página \d+ de \d+", linea) is not None
