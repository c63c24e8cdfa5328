"""Limpieza del texto que entra al árbol: lo que XML prohíbe nunca llega a un formato."""

import re

# Word pega saltos de línea como \x0b; otros programas usan los separadores Unicode.
_SALTOS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PROHIBIDOS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_SOSPECHOSO = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_ESQUEMA_SEGURO = re.compile(r"(?:https?://|mailto:|/(?!/)|#)", re.IGNORECASE)


def limpio(texto):
    """Devuelve el texto con saltos «\\n», tabuladores como espacio y sin caracteres que XML prohíba."""
    if not isinstance(texto, str):
        raise TypeError(f"Se esperaba texto y llegó {type(texto).__name__}: {texto!r}")
    if not _SOSPECHOSO.search(texto):
        return texto if type(texto) is str else str.__str__(texto)
    return _PROHIBIDOS.sub("", _SALTOS.sub("\n", texto)).replace("\t", " ")


def url_segura(url):
    """La dirección si puede ser destino de un enlace (http, https, mailto, ruta propia); si no, «»."""
    return url if _ESQUEMA_SEGURO.match(url) else ""


def url_completa(url, base):
    """Antepone la dirección del sitio a una ruta propia, para archivos que se abren fuera de él."""
    url = url_segura(url)
    return f"{base.rstrip('/')}{url}" if base and url.startswith("/") else url
