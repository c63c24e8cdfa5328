"""Escribir un libro: una hoja por tabla, la Guía en segundo lugar, y nada que Excel pueda tomar por fórmula."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from comun.formatos import formato
from comun.models import Bitacora
from comun.planillas.celdas import LARGO_DE_CELDA
from comun.planillas.columnas import Opcion, SiNo, TextoLargo
from comun.planillas.defensas import MAX_FILAS
from comun.planillas.errores import ErrorDeCelda, ErrorDePlanilla
from comun.planillas.lectura import ETIQUETA_DEL_TIPO
from comun.planillas.tipos import GUIA

EDITABLE = Protection(locked=False)
TITULO = Font(bold=True, color="FFFFFFFF")
FONDO = PatternFill("solid", fgColor="FF0B4582")
ARRIBA = Alignment(vertical="top", wrap_text=True)
MAX_LISTA = 255  # lo que admite Excel en una lista desplegable escrita en la celda
LARGO_VISIBLE = 80
NO_CABEN_EN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

REGLAS = (
    "Cada hoja es una tabla; su fila 1 lleva los encabezados y no se cambia.",
    "Una fila se reconoce por las columnas marcadas «clave». Si ya existe, se actualiza; si no, se crea.",
    "Borrar una fila de la hoja no la elimina: para eso escribe «sí» en su columna «eliminar».",
    "Una celda vacía significa «sin dato», que no es lo mismo que 0.",
    "Los números pueden llevar coma o punto decimal (1.234,56 o 1234.56); las fechas se escriben dd-mm-aaaa.",
    "En los textos de una línea se quitan los espacios de los extremos; los textos largos se conservan exactos.",
    "No se admiten fórmulas ni celdas combinadas: pega sólo valores.",
    "Si una sola fila se rechaza, no se guarda ninguna.",
)
COLUMNAS_DE_LA_GUIA = ("Hoja", "Columna", "Tipo", "Obligatoria", "Qué se puede escribir", "Ayuda")


def exportar(tipo, *, usuario=None, codigo="", vacia=False):
    """Los bytes del libro. `codigo`: el del objeto, si el tipo es de un solo objeto; `vacia`: sólo encabezados.

    Deja la exportación en la bitácora. Levanta ErrorDePlanilla si no hay qué exportar.
    """
    raiz = None if vacia else _raiz(tipo, usuario, codigo)
    tablas = []
    for hoja in tipo.hojas:
        if hoja is tipo.raiz or vacia:
            objetos = [raiz] if raiz else []
        else:
            objetos = hoja.guardados(usuario=usuario, raiz=raiz).order_by(*hoja.orden).iterator(chunk_size=2000)
        tablas.append(_valores(hoja, objetos))
    libro = Workbook(write_only=True)
    for numero, (hoja, filas) in enumerate(zip(tipo.hojas, tablas, strict=True)):
        _escribir_hoja(libro, hoja, filas)
        if numero == 0:
            _escribir_guia(libro, tipo)
    if not vacia:
        detalle = f"Planilla {tipo.nombre}"
        Bitacora.objects.create(
            usuario=usuario, acto=Bitacora.Acto.EXPORTACION, codigo_objeto=codigo[:60], detalle=detalle
        )
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _raiz(tipo, usuario, codigo):
    """El objeto del libro. Sólo lo llevan los tipos de un solo objeto, que lo exigen."""
    if tipo.raiz is None:
        if codigo:
            raise ErrorDePlanilla(f"La planilla «{tipo.nombre}» se exporta entera: no lleva código.")
        return None
    if not codigo:
        raise ErrorDePlanilla(f"La planilla «{tipo.nombre}» es de un solo objeto: indica su código.")
    campo = tipo.raiz.clave[0]
    objeto = tipo.raiz.guardados(usuario=usuario).filter(**{campo: codigo}).first()
    if objeto is None:
        raise ErrorDePlanilla(f"No existe «{codigo}»; revisa el código.")
    return objeto


def _valores(hoja, objetos):
    """Las filas de la hoja, ya comprobado que caben: así un libro empezado nunca queda a medias."""
    filas = []
    for objeto in objetos:
        if len(filas) == MAX_FILAS:
            raise ErrorDePlanilla(f"«{hoja.nombre}» pasa de {formato(MAX_FILAS)} filas y no cabe en una planilla.")
        filas.append([_valor(hoja, columna, objeto) for columna in hoja.columnas])
    return filas


def _valor(hoja, columna, objeto):
    try:
        valor = columna.escribir(columna.valor_de(objeto))
    except ErrorDeCelda as error:
        raise ErrorDePlanilla(f"«{hoja.nombre}», «{columna.encabezado}» de {objeto}: {error}.") from error
    if isinstance(valor, str) and len(valor) > LARGO_DE_CELDA:
        raise ErrorDePlanilla(
            f"«{hoja.nombre}», «{columna.encabezado}» de {objeto}: el texto tiene {formato(len(valor))} caracteres "
            f"y una celda de Excel admite {formato(LARGO_DE_CELDA)}."
        )
    return valor


def _escribir_hoja(libro, hoja, filas):
    pagina = libro.create_sheet(hoja.nombre)
    pagina.freeze_panes = "A2"
    _proteger(pagina)
    for numero, columna in enumerate(hoja.columnas, start=1):
        _preparar_columna(pagina, numero, columna)
    if hoja.admite_eliminar:
        lugar = len(hoja.columnas) + 1
        pagina.column_dimensions[get_column_letter(lugar)].width = 10
        pagina.column_dimensions[get_column_letter(lugar)].protection = EDITABLE
        _lista(pagina, lugar, ["sí", "no"])
    pagina.append([_encabezado(pagina, texto) for texto in hoja.encabezados])
    for fila in filas:
        pagina.append([_celda(pagina, columna, valor) for columna, valor in zip(hoja.columnas, fila, strict=True)])


def _proteger(pagina):
    """La fila 1 queda fija; en lo demás se escribe, ordena, filtra e insertan filas."""
    pagina.protection.sheet = True
    for permiso in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(pagina.protection, permiso, False)


def _preparar_columna(pagina, numero, columna):
    dimension = pagina.column_dimensions[get_column_letter(numero)]
    dimension.width = columna.ancho
    dimension.protection = EDITABLE
    dimension.number_format = columna.formato_excel
    if isinstance(columna, SiNo):
        _lista(pagina, numero, ["sí", "no"])
    elif isinstance(columna, Opcion):
        _lista(pagina, numero, [etiqueta for _, etiqueta in columna.opciones])


def _lista(pagina, numero, valores):
    """Lista desplegable, si Excel la admite (sin comas y corta)."""
    escrita = ",".join(valores)
    if len(escrita) > MAX_LISTA or any("," in valor or '"' in valor for valor in valores):
        return
    lista = DataValidation(type="list", formula1=f'"{escrita}"', allow_blank=True, showErrorMessage=False)
    letra = get_column_letter(numero)
    lista.add(f"{letra}2:{letra}{MAX_FILAS + 1}")
    pagina.data_validations.append(lista)


def _encabezado(pagina, texto):
    celda = _celda_de_texto(pagina, texto)
    celda.font, celda.fill, celda.alignment = TITULO, FONDO, ARRIBA
    return celda


def _celda(pagina, columna, valor):
    if isinstance(valor, str) and valor:
        celda = _celda_de_texto(pagina, valor)
    else:
        celda = WriteOnlyCell(pagina, value=None if valor == "" else valor)
    celda.number_format = columna.formato_excel
    celda.protection = EDITABLE
    if isinstance(columna, TextoLargo) or (isinstance(valor, str) and len(valor) > LARGO_VISIBLE):
        celda.alignment = ARRIBA
    return celda


def _celda_de_texto(pagina, texto):
    """Una celda de texto empiece como empiece: ni fórmula, ni error, ni escape «_x0041_» que Excel convierta."""
    sin_escapes = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", texto)
    escrito = NO_CABEN_EN_XML.sub(lambda hallado: f"_x{ord(hallado[0]):04X}_", sin_escapes)
    celda = WriteOnlyCell(pagina, value=escrito)
    celda.data_type = "s"
    celda.quotePrefix = texto[:1] in ("=", "+", "-", "@", "'")
    return celda


def _escribir_guia(libro, tipo):
    pagina = libro.create_sheet(GUIA)
    pagina.protection.sheet = True
    for letra, ancho in zip("ABCDEF", (22, 30, 16, 14, 60, 60), strict=True):
        pagina.column_dimensions[letra].width = ancho
    pagina.append([_encabezado(pagina, ETIQUETA_DEL_TIPO), _celda_de_texto(pagina, tipo.nombre)])
    for texto in (tipo.titulo, tipo.ayuda, *REGLAS):
        if texto:
            pagina.append([_celda_de_texto(pagina, texto)])
    pagina.append([])
    pagina.append([_encabezado(pagina, titulo) for titulo in COLUMNAS_DE_LA_GUIA])
    for hoja in tipo.hojas:
        for explicada in hoja.explicacion:
            pagina.append([_celda_de_guia(pagina, texto) for texto in (hoja.nombre, *explicada)])


def _celda_de_guia(pagina, texto):
    celda = _celda_de_texto(pagina, texto)
    celda.alignment = ARRIBA
    return celda
