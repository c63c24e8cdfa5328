"""Leer un documento HTML como lo ve una persona: sus párrafos, y sus tablas fila por fila."""

from html.parser import HTMLParser

BLOQUES = {"p", "li", "h1", "h2", "h3", "h4"}
VACIAS = {"br", "img", "meta", "link", "input", "hr", "col"}


class _Lector(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parrafos, self.tablas = [], []
        self._en_celda = False

    def handle_starttag(self, etiqueta, atributos):
        if etiqueta == "table":
            self.tablas.append([])
        elif etiqueta == "tr":
            self.tablas[-1].append([])
        elif etiqueta in ("td", "th"):
            self.tablas[-1][-1].append([])
            self._en_celda = True
        if etiqueta in BLOQUES and not self._en_celda:
            self.parrafos.append("")
        if self._en_celda and etiqueta in BLOQUES | {"td", "th"}:
            self.tablas[-1][-1][-1].append("")

    def handle_endtag(self, etiqueta):
        if etiqueta in ("td", "th"):
            self._en_celda = False

    def handle_data(self, texto):
        if self._en_celda:
            self.tablas[-1][-1][-1][-1] += texto
        elif self.parrafos:
            self.parrafos[-1] += texto


def _junto(texto):
    return " ".join(texto.split())


def tablas_de(texto):
    """[[[celda, …], …], …]: los párrafos de una celda se separan con « / »."""
    lector = _Lector()
    lector.feed(texto)
    return [
        [[" / ".join(filter(None, map(_junto, celda))) for celda in fila] for fila in tabla] for tabla in lector.tablas
    ]


def parrafos_de(texto):
    lector = _Lector()
    lector.feed(texto)
    return [_junto(parrafo) for parrafo in lector.parrafos]
