"""La biblioteca desnuda: los mismos párrafos, celdas y letras del informe, en un ciclo plano y sin estilos calculados.

Los textos llegan listos; sólo se mide escribirlos.
"""

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx
import typst
from django.conf import settings
from django.template.loader import get_template
from openpyxl import Workbook

from comun.documentos import anexo
from comun.documentos.arbol import Lista, SaltoDePagina, Tabla
from comun.documentos.formatos.pdf import TIPOGRAFIAS

PLANTILLA_TYPST = Path(__file__).parent / "plantillas" / "desnuda.typ"


class Trozo(NamedTuple):
    """Un párrafo suelto o una tabla: filas de celdas, y cada celda sus párrafos."""

    texto: str = ""
    filas: tuple = ()


@dataclass(frozen=True)
class Materia:
    """Lo que un informe dice, sin forma."""

    trozos: tuple[Trozo, ...]
    origen: tuple
    json: object

    @property
    def tamano(self):
        """(tablas, párrafos y celdas con texto, palabras)."""
        celdas = [celda for trozo in self.trozos for fila in trozo.filas for celda in fila if celda]
        sueltos = [trozo.texto for trozo in self.trozos if not trozo.filas]
        textos = [*sueltos, *(parrafo for celda in celdas for parrafo in celda)]
        tablas = len(self.trozos) - len(sueltos)
        return tablas, len(sueltos) + len(celdas), sum(len(texto.split()) for texto in textos)


def materia(documento, en_json):
    """La materia de un documento del árbol; `en_json` son los bytes de ese formato."""
    trozos = []
    for bloque in documento.bloques:
        if isinstance(bloque, Tabla):
            trozos.append(Trozo(filas=tuple(_fila(celdas) for celdas in bloque.rejilla())))
        elif not isinstance(bloque, SaltoDePagina):
            trozos.extend(Trozo(texto) for texto in _textos(bloque))
    return Materia(tuple(trozos), tuple(_origen(documento)), json.loads(en_json))


def _fila(celdas):
    """Una celda por columna; lo que otra cubre queda vacío."""
    fila = []
    for _, celda, continua in celdas:
        parrafos = () if continua else tuple(texto for bloque in celda.contenido for texto in _textos(bloque))
        fila += [parrafos, *[()] * (celda.colspan - 1)]
    return tuple(fila)


def _textos(bloque):
    if isinstance(bloque, Lista):
        return [_plano(punto) for punto in bloque.puntos]
    return [bloque.texto if hasattr(bloque, "texto") else _plano(bloque.contenido)]


def _plano(contenido):
    return "".join(parte if isinstance(parte, str) else parte.texto for parte in contenido)


def _origen(documento):
    """Las filas que la hoja de origen del XLSX lleva siempre."""
    for entrada in anexo.entradas(documento):
        for fila in entrada.cifra.filas or (None,):
            comunes = (entrada.numero, entrada.nombre, entrada.cifra.valor, entrada.operacion)
            yield comunes if fila is None else (*comunes, fila.codigo, fila.descripcion, fila.valor, fila.unidad)


def en_docx(materia):
    documento = docx.Document()
    for texto, filas in materia.trozos:
        if not filas:
            documento.add_paragraph(texto)
            continue
        tabla = documento.add_table(rows=len(filas), cols=len(filas[0]))
        for fila, textos in zip(tabla.rows, filas, strict=True):
            for celda, parrafos in zip(fila.cells, textos, strict=True):
                if parrafos:
                    celda.paragraphs[0].text = parrafos[0]
                for parrafo in parrafos[1:]:
                    celda.add_paragraph(parrafo)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


@cache
def _compilador():
    raiz = settings.BASE_DIR / "node_modules" / "@expo-google-fonts" / "roboto"
    fuentes = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(raiz / nombre) for nombre in TIPOGRAFIAS],
    )
    return typst.Compiler(str(PLANTILLA_TYPST), font_paths=fuentes, ignore_system_fonts=True)


def en_pdf(materia):
    return _compilador().compile(format="pdf", sys_inputs={"datos": json.dumps(materia.trozos, ensure_ascii=False)})


def en_xlsx(materia):
    libro = Workbook(write_only=True)
    hoja = libro.create_sheet("Informe")
    for texto, filas in materia.trozos:
        if not filas:
            hoja.append([texto])
        for fila in filas:
            hoja.append(["\n".join(celda) for celda in fila])
    hoja = libro.create_sheet("Origen")
    for fila in materia.origen:
        hoja.append(fila)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def en_html(materia):
    return get_template("desnuda.html").render({"trozos": materia.trozos}).encode()


def en_json(materia):
    return json.dumps(materia.json, ensure_ascii=False, sort_keys=True).encode()


ESCRIBIR = {"docx": en_docx, "pdf": en_pdf, "html": en_html, "xlsx": en_xlsx, "json": en_json}
