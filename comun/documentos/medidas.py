"""Cuánto ocupa un texto en Roboto, sin abrir la tipografía: alcanza para repartir columnas y prever saltos.

Las medidas van en milésimas del cuerpo de letra y, si yerran, yerran por arriba.
"""

import re
from math import ceil

from comun.documentos.arbol import Lista

# Ancho de cada letra, el mayor entre normal y negrita; lo que no está se toma como ancho.
_GRUPOS = {
    290: "ijlIíÍ'.:;, ",
    370: 'trf()-"/',
    520: "svxzyck«»_",
    550: "aeLFáé",
    570: "bdghnñopquóúEJÉ0123456789",
    630: "BRSTYZ#–",
    660: "ACDKPUVXÁÚ&",
    710: "GHNOQÑÓ",
    750: "w%—",
    900: "mMW@",
}
_POR_OMISION = 710
_ANCHOS = {letra: ancho for ancho, letras in _GRUPOS.items() for letra in letras}
_PALABRA = re.compile(r"[^\s\-–—\u200b]+-?")
# Una palabra sola no puede pedir más que esta parte de la tabla.
_TOPE_DE_PALABRA = 0.4
# Lo que una viñeta dentro de una celda quita a su texto, en cuerpos de letra.
SANGRIA = 1.2


def ancho_de(texto, cuerpo):
    """Ancho de una línea de texto, en la unidad del cuerpo."""
    return sum([_ANCHOS.get(caracter, _POR_OMISION) for caracter in texto]) * cuerpo / 1000


def textos_de(contenido):
    """Los textos de una celda, uno por párrafo o punto de lista, con su sangría en cuerpos de letra."""
    for bloque in contenido:
        es_lista = isinstance(bloque, Lista)
        for parte in bloque.puntos if es_lista else (bloque.contenido,):
            texto = "".join([trozo if isinstance(trozo, str) else trozo.texto for trozo in parte])
            yield texto, SANGRIA if es_lista else 0


def _minimos(tabla, cuerpo, margen, total):
    """Por columna, lo que necesita su palabra más ancha para no partirse."""
    palabras = [set() for _ in tabla.columnas]
    for celdas in tabla.rejilla():
        for columna, celda, continua in celdas:
            if not continua and celda.colspan == 1:
                for texto, sangria in textos_de(celda.contenido):
                    palabras[columna].update([(len(p) + 2 * sangria, p, sangria) for p in _PALABRA.findall(texto)])
    tope, minimos = total * _TOPE_DE_PALABRA, []
    for propias in palabras:
        # Basta medir las que tienen más letras.
        mayores = sorted(propias, reverse=True)[:4]
        ancho = max([ancho_de(palabra, cuerpo) + sangria * cuerpo for _, palabra, sangria in mayores], default=0)
        minimos.append(min(ancho, tope) + margen)
    return minimos


def anchos(tabla, total, cuerpo, margen):
    """Reparte `total` según los anchos relativos, cediendo lo justo para que ninguna palabra se parta."""
    relativo = sum(columna.ancho for columna in tabla.columnas)
    pedidos = [total * columna.ancho / relativo for columna in tabla.columnas]
    minimos = _minimos(tabla, cuerpo, margen, total)
    falta = sum(max(0, minimo - pedido) for minimo, pedido in zip(minimos, pedidos, strict=True))
    if not falta:
        return pedidos
    sobra = sum(max(0, pedido - minimo) for minimo, pedido in zip(minimos, pedidos, strict=True))
    if sobra < falta:
        return _ceder(tabla.columnas, minimos, total)
    return [
        minimo if pedido < minimo else pedido - (pedido - minimo) * falta / sobra
        for minimo, pedido in zip(minimos, pedidos, strict=True)
    ]


def _ceder(columnas, minimos, total):
    """Si ni lo mínimo cabe, ceden las columnas de texto: un número partido se lee como otro."""
    de_numeros = [columna.alineacion == "derecha" for columna in columnas]
    fijo = sum(minimo for minimo, numeros in zip(minimos, de_numeros, strict=True) if numeros)
    if fijo > total / 2:
        return [minimo * total / sum(minimos) for minimo in minimos]
    escala = (total - fijo) / (sum(minimos) - fijo)
    return [minimo if numeros else minimo * escala for minimo, numeros in zip(minimos, de_numeros, strict=True)]


def alto_de_celda(celda, ancho, cuerpo, interlinea):
    """Alto previsto de una celda, contando por arriba las líneas de cada párrafo."""
    lineas = 0
    for texto, _ in textos_de(celda.contenido):
        for linea in texto.split("\n"):
            lineas += max(1, ceil(ancho_de(linea, cuerpo) * 1.08 / max(ancho, cuerpo)))
    return lineas * interlinea + 4 * len(celda.contenido)
