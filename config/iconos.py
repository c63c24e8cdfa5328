"""La hoja de iconos: unos pocos dibujos de Bootstrap Icons reunidos en un solo SVG.

Se arma desde el paquete npm la primera vez que se piden los archivos estáticos, y otra vez si cambia esta lista.
Se usa con la etiqueta {% icono "nombre" %}, siempre junto a una palabra.
"""

import re

ICONOS = (
    "arrow-down-short",
    "arrow-left-short",
    "arrow-right-short",
    "arrow-up-short",
    "bar-chart",
    "box-arrow-in-right",
    "box-arrow-right",
    "building",
    "calendar-event",
    "check-circle-fill",
    "chevron-down",
    "chevron-expand",
    "circle",
    "circle-fill",
    "circle-half",
    "clipboard-check",
    "clock",
    "download",
    "exclamation-triangle-fill",
    "eye",
    "file-earmark-text",
    "folder2-open",
    "funnel",
    "gear",
    "geo-alt",
    "house",
    "inbox",
    "info-circle-fill",
    "journal-text",
    "key",
    "shield-lock",
    "link-45deg",
    "list",
    "lock",
    "pause-circle-fill",
    "paperclip",
    "pencil",
    "people",
    "person-circle",
    "plus-lg",
    "printer",
    "question-circle",
    "search",
    "table",
    "trash",
    "x-circle-fill",
    "x-lg",
)
DIBUJO = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def hoja(carpeta):
    """El SVG con un símbolo por icono, leído de `carpeta` (la de los svg del paquete)."""
    simbolos = [
        f'<symbol id="{nombre}" viewBox="0 0 16 16" fill="currentColor">{_dibujo(carpeta / f"{nombre}.svg")}</symbol>'
        for nombre in ICONOS
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(simbolos)}</svg>\n'


def _dibujo(archivo):
    return " ".join(DIBUJO.search(archivo.read_text()).group(1).split())
