"""Un módulo por formato; cada uno sabe escribir cualquier documento del árbol.

renderizar(documento, "docx", anexo=True, url_base="https://mesas.ejemplo.cl")
"""

from importlib import import_module

FORMATOS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class FormatoDesconocido(ValueError):
    """Se pidió un formato que no existe."""


def renderizar(documento, formato, *, anexo=False, url_base=""):
    """Escribe el documento en un formato y devuelve sus bytes.

    `anexo` agrega «Origen de las cifras»; en XLSX y JSON las filas van siempre. `url_base` es la dirección del
    sitio: sin ella, un archivo que se abre fuera del sitio no enlaza a rutas que no podría abrir.
    """
    if formato not in FORMATOS:
        raise FormatoDesconocido(f"No se conoce el formato «{formato}»; hay {', '.join(FORMATOS)}")
    # Cada biblioteca pesa: se carga sólo la del formato que se pide.
    modulo = import_module(f"{__name__}.{formato}")
    return modulo.renderizar(documento, anexo=anexo, url_base=url_base)
