"""El documento y sus filas en JSON canónico."""

from comun.documentos.canonico import escribir


def renderizar(documento, *, anexo=False, url_base=""):
    """Bytes JSON; las cifras llevan siempre sus filas."""
    return escribir(documento)
