"""Forma canónica de un documento: el mismo árbol da siempre los mismos bytes y, con ellos, la misma huella.

Es lo que se congela al emitir. Las llaves van ordenadas, los decimales como texto sin ceros sobrantes y cada nodo
dice su clase en «nodo»; los campos con su valor por omisión no se escriben, para que agregar uno no cambie
la huella de lo ya emitido.
"""

import hashlib
import json
from dataclasses import fields
from datetime import date
from decimal import Decimal

from comun.documentos import arbol

ESQUEMA = 1

_CLASES = {
    "documento": arbol.Documento,
    "titulo": arbol.Titulo,
    "parrafo": arbol.Parrafo,
    "lista": arbol.Lista,
    "aviso": arbol.Aviso,
    "salto": arbol.SaltoDePagina,
    "tabla": arbol.Tabla,
    "columna": arbol.Columna,
    "fila": arbol.Fila,
    "celda": arbol.Celda,
    "cifra": arbol.Cifra,
    "origen": arbol.FilaDeOrigen,
    "enlace": arbol.Enlace,
    "enfasis": arbol.Enfasis,
}
_NOMBRES = {clase: nombre for nombre, clase in _CLASES.items()}


def _llaves(clase):
    """Lo que se escribe de una clase, ya ordenado: (llave, valor por omisión) y, en su lugar, «nodo»."""
    return sorted([("nodo", None), *((campo.name, campo.default) for campo in fields(clase))])


_LLAVES = {clase: _llaves(clase) for clase in _NOMBRES}
_DECIMALES = {"valor", "tasa", "factor"}


class EsquemaDesconocido(ValueError):
    """El documento guardado lo escribió otra versión que esta no sabe leer."""


def escribir(documento):
    """Documento → bytes JSON canónicos (UTF-8, sin espacios, llaves ordenadas)."""
    return _CODIFICADOR.encode({"documento": documento, "esquema": ESQUEMA}).encode()


def leer(contenido):
    """Bytes JSON canónicos → Documento. Lanza EsquemaDesconocido si no los escribió este esquema."""
    raiz = json.loads(contenido)
    esquema = raiz.get("esquema") if isinstance(raiz, dict) else None
    if esquema != ESQUEMA:
        raise EsquemaDesconocido(f"No se puede leer un documento con esquema {esquema!r}; se esperaba {ESQUEMA}")
    return _desde_json(raiz["documento"])


def huella(documento):
    """SHA-256, en hexadecimal, de la forma canónica."""
    return hashlib.sha256(escribir(documento)).hexdigest()


def texto_decimal(decimal):
    """El decimal con todas sus cifras significativas y ninguna más: «5500», «0.04»."""
    texto = format(decimal, "f")
    if "." in texto:
        texto = texto.rstrip("0").rstrip(".")
    return "0" if texto == "-0" else texto


def _a_json(nodo):
    """Lo que JSON no sabe escribir; lo llama el codificador, que recorre textos y tuplas por su cuenta."""
    nombre = _NOMBRES.get(type(nodo))
    if nombre is None:
        return texto_decimal(nodo) if isinstance(nodo, Decimal) else nodo.isoformat()
    datos = {}
    for llave, omision in _LLAVES[type(nodo)]:
        if llave == "nodo":
            datos[llave] = nombre
        elif (valor := getattr(nodo, llave)) != omision:
            datos[llave] = valor
    return datos


_CODIFICADOR = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), default=_a_json
)


def _desde_json(nodo):
    if isinstance(nodo, list):
        return tuple(_desde_json(parte) for parte in nodo)
    if not isinstance(nodo, dict):
        return nodo
    datos = dict(nodo)
    clase = _CLASES[datos.pop("nodo")]
    valores = {campo: _desde_json(valor) for campo, valor in datos.items()}
    for campo in _DECIMALES & valores.keys():
        valores[campo] = None if valores[campo] is None else Decimal(valores[campo])
    if valores.get("fecha"):
        valores["fecha"] = date.fromisoformat(valores["fecha"])
    return clase(**valores)
