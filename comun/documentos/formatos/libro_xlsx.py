"""Un libro de XLSX: openpyxl hace el paquete y los estilos, y las hojas se escriben como un solo XML.

Celda por celda la biblioteca tarda varias veces más en comparar estilos que en escribir.
"""

import io
from functools import cache, lru_cache
from html import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from comun.documentos.canonico import texto_decimal
from comun.documentos.formatos.paquete import desempacar, empacar
from comun.formatos import SIMBOLOS, SIN_DATO

LARGO_MAXIMO = 32_767
# Por tipo de comun.formatos: el formato de un valor entero y el de uno con decimales.
FORMATOS_DE_NUMERO = {
    "pnud": ("#,##0.00", "#,##0.00"),
    "entero": ("#,##0", "#,##0"),
    "numero": ("#,##0", "#,##0.0###"),
    "porcentaje": ('0" %"', '0.0" %"'),
    "clp": ('"$"#,##0', '"$"#,##0'),
    "usd": ('"US$" #,##0.00', '"US$" #,##0.00'),
}
AZUL, TEXTO, SUAVE, AMBAR = "0B4582", "1F2937", "4B5563", "B45309"
FONDOS = {"encabezado": "E8EFF7", "seccion": "F3F4F6", "total": "E8EFF7", "alerta": "FFFBEB", "informacion": "EFF6FF"}
_HORIZONTAL = {"izquierda": "left", "centro": "center", "derecha": "right"}
_LADO = Side(style="thin", color="D1D5DB")
_BORDE = Border(left=_LADO, right=_LADO, top=_LADO, bottom=_LADO)
_ESPACIOS = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIPO_DE_ENLACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
letra = cache(get_column_letter)


def formato_de_numero(tipo, entero):
    """El formato de celda que muestra un número como lo escribe comun.formatos."""
    if tipo in FORMATOS_DE_NUMERO:
        return FORMATOS_DE_NUMERO[tipo][not entero]
    moneda = tipo.upper()
    return f'"{SIMBOLOS.get(moneda, moneda)}" #,##0.00' if moneda in SIMBOLOS or len(moneda) == 3 else "General"


class Estilos:
    """Los estilos que un documento usa, en orden de aparición; el índice de cada uno empieza en 1."""

    def __init__(self):
        self.indices = {}

    def indice(
        self,
        *,
        negrita=False,
        color=TEXTO,
        tamano=11,
        subrayado=None,
        alineacion="izquierda",
        fondo="",
        borde=False,
        numero="General",
    ):
        clave = (negrita, color, tamano, subrayado, alineacion, FONDOS.get(fondo, ""), borde, numero)
        return self.indices.setdefault(clave, len(self.indices) + 1)


class Hoja:
    """Una hoja que se llena de arriba abajo."""

    def __init__(self, nombre, estilos, anchos, *, vista="", al_final=""):
        self.nombre, self.estilos, self.anchos, self.vista, self.al_final = nombre, estilos, anchos, vista, al_final
        self.filas, self.numero, self.combinadas, self.enlaces = [], 0, [], []

    def texto(self, valor, **estilo):
        """Celda de texto, empiece con lo que empiece; lo que no cabe en una celda se corta."""
        texto = escape(valor[:LARGO_MAXIMO], quote=False)
        return f's="{self.estilos.indice(**estilo)}" t="inlineStr"><is><t xml:space="preserve">{texto}</t></is>'

    def vacia(self, **estilo):
        """Celda sin valor, sólo con su marco y su fondo."""
        return f's="{self.estilos.indice(**estilo)}">'

    def numero_de(self, valor, tipo, **estilo):
        """Celda con un número verdadero y el formato de su tipo; «sin dato» si falta."""
        if valor is None:
            return self.texto(SIN_DATO, **estilo, alineacion="derecha")
        formato = formato_de_numero(tipo, valor == valor.to_integral_value())
        indice = self.estilos.indice(**estilo, alineacion="derecha", numero=formato)
        return f's="{indice}"><v>{texto_decimal(valor)}</v>'

    def fila(self, celdas=(), alto=None):
        """Agrega una fila; None deja el lugar sin celda."""
        self.numero += 1
        alto = f' ht="{alto:g}" customHeight="1"' if alto else ""
        escritas = [
            f'<c r="{letra(columna)}{self.numero}" {celda}</c>' for columna, celda in enumerate(celdas, 1) if celda
        ]
        self.filas.append(f'<row r="{self.numero}"{alto}>{"".join(escritas)}</row>')

    def combinar(self, columna, columnas, filas=1):
        """Combina celdas a partir de la última fila escrita."""
        hasta = f"{letra(columna + columnas - 1)}{self.numero + filas - 1}"
        self.combinadas.append(f'<mergeCell ref="{letra(columna)}{self.numero}:{hasta}"/>')

    def enlazar(self, columna, destino):
        """Enlaza una celda de la última fila escrita."""
        self.enlaces.append((f"{letra(columna)}{self.numero}", destino))

    def xml(self):
        columnas = "".join(
            f'<col min="{n}" max="{n}" width="{ancho}" customWidth="1"/>' for n, ancho in enumerate(self.anchos, 1)
        )
        combinadas = "".join(self.combinadas)
        combinadas = f'<mergeCells count="{len(self.combinadas)}">{combinadas}</mergeCells>' if combinadas else ""
        enlaces = "".join(f'<hyperlink ref="{ref}" r:id="rId{n}"/>' for n, (ref, _) in enumerate(self.enlaces, 1))
        enlaces = f"<hyperlinks>{enlaces}</hyperlinks>" if enlaces else ""
        return (
            f'{_XML}<worksheet {_ESPACIOS}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView workbookViewId="0"{self.vista}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columnas}</cols><sheetData>{"".join(self.filas)}</sheetData>'
            f"{self.al_final.format(filas=self.numero)}{combinadas}{enlaces}"
            '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="1" orientation="landscape" fitToHeight="0"/></worksheet>'
        )

    def relaciones(self):
        enlaces = "".join(
            f'<Relationship Id="rId{n}" Type="{_TIPO_DE_ENLACE}" Target="{escape(destino)}" TargetMode="External"/>'
            for n, (_, destino) in enumerate(self.enlaces, 1)
        )
        espacio = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{_XML}<Relationships xmlns="{espacio}">{enlaces}</Relationships>'


def guardar(hojas, estilos, propiedades):
    """Bytes del libro. `propiedades` es el XML de docProps/core.xml."""
    partes = dict(_armazon(tuple(estilos.indices), tuple(hoja.nombre for hoja in hojas)))
    for numero, hoja in enumerate(hojas, 1):
        partes[f"xl/worksheets/sheet{numero}.xml"] = hoja.xml().encode()
        if hoja.enlaces:
            partes[f"xl/worksheets/_rels/sheet{numero}.xml.rels"] = hoja.relaciones().encode()
    partes["docProps/core.xml"] = propiedades.encode()
    return empacar(partes)


@lru_cache(maxsize=32)
def _armazon(estilos, nombres):
    """Las partes de un libro vacío con esas hojas y esos estilos, hechas por openpyxl."""
    libro = Workbook()
    libro.remove(libro.active)
    for nombre in nombres:
        libro.create_sheet(nombre)
    for columna, clave in enumerate(estilos, 1):
        celda = libro.worksheets[0].cell(1, columna)
        _estilar(celda, *clave)
        if celda.style_id != columna:
            raise RuntimeError(f"El estilo {clave} quedó en el lugar {celda.style_id} y no en el {columna}")
    salida = io.BytesIO()
    libro.save(salida)
    return desempacar(salida.getvalue())


def _estilar(celda, negrita, color, tamano, subrayado, alineacion, fondo, borde, numero):
    celda.font = Font(name="Roboto", b=negrita, color=color, sz=tamano, u=subrayado)
    celda.alignment = Alignment(horizontal=_HORIZONTAL[alineacion], vertical="top", wrap_text=True)
    celda.number_format = numero
    if fondo:
        celda.fill = PatternFill("solid", fgColor=fondo)
    if borde:
        celda.border = _BORDE
