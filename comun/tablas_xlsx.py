"""Un listado como libro XLSX: todas las filas del filtro, números y fechas de verdad, y ningún texto como fórmula."""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from comun.documentos.formatos.libro_xlsx import LARGO_MAXIMO, formato_de_numero
from comun.formatos import formato
from comun.models import Bitacora
from comun.models.archivo import XLSX

TOPE = 20_000
DE_A_POCAS = 1_000
ANCHO = 24
NO_CABEN_EN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TITULO = Font(bold=True, color="FFFFFFFF")
FONDO = PatternFill("solid", fgColor="FF0B4582")


def mostrar_listado(peticion, plantilla, contexto, archivo):
    """La página de un listado o, con ?formato=xlsx, su libro, que se llama como `archivo`.

    Quien puede abrir la página puede bajar el libro: lleva las mismas filas y columnas, sin paginar.
    """
    tabla = contexto["tabla"]
    if peticion.GET.get("formato") == "xlsx":
        return tabla.como_xlsx(archivo)
    tabla.se_descarga = True
    return render(peticion, plantilla, contexto)


def respuesta(tabla, nombre):
    """La respuesta que descarga el libro de la tabla; deja la exportación en la bitácora."""
    contenido, escritas = _libro(tabla)
    condiciones = tabla.peticion.GET.urlencode()
    Bitacora.objects.create(
        usuario=tabla.peticion.user,
        acto=Bitacora.Acto.EXPORTACION,
        detalle=f"XLSX de {tabla.titulo}, {escritas} filas: {condiciones}"[:500],
    )
    descarga = HttpResponse(contenido, content_type=XLSX)
    descarga["Content-Disposition"] = f'attachment; filename="{nombre}-{localdate():%Y-%m-%d}.xlsx"'
    return descarga


def _libro(tabla):
    """(bytes, cuántas filas) del libro."""
    columnas = tabla.columnas_xlsx
    libro = Workbook(write_only=True)
    hoja = libro.create_sheet("Datos")
    hoja.freeze_panes = "A2"
    for numero in range(1, len(columnas) + 1):
        hoja.column_dimensions[get_column_letter(numero)].width = ANCHO
    hoja.append([_encabezado(hoja, columna.titulo) for columna in columnas])
    escritas = 0
    for fila in tabla.todas(TOPE, DE_A_POCAS):
        hoja.append([_celda(hoja, columna, columna.leer_para_xlsx(fila)) for columna in columnas])
        escritas += 1
    if tabla.total_general is not None:
        hoja.append([_celda(hoja, columna, columna.leer_para_xlsx(tabla.total_general)) for columna in columnas])
    if escritas == TOPE and tabla.total > TOPE:
        frase = f"Van las primeras {formato(TOPE)} filas de {formato(tabla.total)}: filtra para bajar el resto."
        hoja.append([_texto(hoja, frase)])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue(), escritas


def _encabezado(hoja, titulo):
    celda = _texto(hoja, titulo)
    celda.font, celda.fill = TITULO, FONDO
    return celda


def _texto(hoja, valor):
    celda = WriteOnlyCell(hoja, NO_CABEN_EN_XML.sub("", valor)[:LARGO_MAXIMO])
    celda.data_type = "s"  # aunque empiece con «=», es texto
    return celda


def _celda(hoja, columna, valor):
    if valor is None or valor == "":
        return None
    if isinstance(valor, bool):
        return _texto(hoja, "sí" if valor else "no")
    if isinstance(valor, datetime):
        celda = WriteOnlyCell(hoja, localtime(valor).replace(tzinfo=None))
        celda.number_format = "dd-mm-yyyy hh:mm"
        return celda
    if isinstance(valor, date):
        celda = WriteOnlyCell(hoja, valor)
        celda.number_format = "dd-mm-yyyy"
        return celda
    if isinstance(valor, int | Decimal | float):
        celda = WriteOnlyCell(hoja, valor)
        celda.number_format = formato_de_numero(columna.tipo, valor == int(valor))
        return celda
    return _texto(hoja, unescape(strip_tags(valor)) if isinstance(valor, SafeString) else str(valor))
