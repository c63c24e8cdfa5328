"""Forma canónica de un documento: el mismo árbol da siempre los mismos bytes y, con ellos, la misma huella.

Es lo que se congela al emitir. Las llaves van ordenadas, los decimales como texto sin ceros sobrantes y cada nodo
dice su clase en «nodo»; los campos con su valor por omisión no se escriben, para que agregar uno no cambie
la huella de lo ya emitido.
"""

import hashlib
import json
from dataclasses import MISSING, fields
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
_CAMPOS = {clase: tuple((campo.name, campo.default) for campo in fields(clase)) for clase in _CLASES.values()}
_DECIMALES = {"valor", "tasa", "factor"}


class EsquemaDesconocido(ValueError):
    """El documento guardado lo escribió otra versión que esta no sabe leer."""


def escribir(documento):
    """Documento → bytes JSON canónicos (UTF-8, sin espacios, llaves ordenadas)."""
    raiz = {"esquema": ESQUEMA, "documento": _a_json(documento)}
    return json.dumps(raiz, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


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
    if isinstance(nodo, Decimal):
        return texto_decimal(nodo)
    if isinstance(nodo, date):
        return nodo.isoformat()
    if isinstance(nodo, tuple):
        return [_a_json(parte) for parte in nodo]
    nombre = _NOMBRES.get(type(nodo))
    if nombre is None:
        return nodo
    datos = {"nodo": nombre}
    for campo, omision in _CAMPOS[type(nodo)]:
        valor = getattr(nodo, campo)
        if omision is MISSING or valor != omision:
            datos[campo] = _a_json(valor)
    return datos


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
