"""XLSX: una hoja «Informe» con los textos y las tablas, y otra con las filas de todas las cifras.

Un número es un número con su formato; un texto es una celda de texto, empiece con lo que empiece.
"""

from decimal import Decimal
from html import escape
from math import ceil

from comun.documentos import anexo as anexo_de_cifras
from comun.documentos.arbol import Aviso, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.formatos.libro_xlsx import AMBAR, AZUL, FONDOS, SUAVE, TEXTO, Estilos, Hoja, guardar, letra
from comun.documentos.texto import url_completa

COLUMNAS = 7
ANCHO_DE_COLUMNA = 22
LARGO_DE_ENLACE = 2048
TAMANOS = {1: 16, 2: 14, 3: 12, 4: 11}


def renderizar(documento, *, anexo=False, url_base=""):
    """Bytes del libro; la hoja de origen va siempre, porque aquí las filas son el dato."""
    estilos = Estilos()
    hojas = _Informe(estilos, documento, url_base).hoja, _origen(estilos, documento, url_base)
    return guardar(hojas, estilos, _propiedades(documento))


def _propiedades(documento):
    """Con la fecha del documento, no la hora de quien lo escribe."""
    fecha = f"{documento.fecha or '2000-01-01'}T12:00:00Z"
    campos = (
        ("dc:title", documento.titulo),
        ("dc:creator", documento.autor),
        ("dc:identifier", documento.codigo),
        ("dc:language", documento.idioma),
    )
    textos = "".join(f"<{campo}>{escape(texto)}</{campo}>" for campo, texto in campos if texto)
    fechas = "".join(
        f'<dcterms:{campo} xsi:type="dcterms:W3CDTF">{fecha}</dcterms:{campo}>' for campo in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{textos}{fechas}</cp:coreProperties>'
    )


def texto_plano(contenido):
    """El contenido en línea como texto; un enlace cuyo texto no es su dirección la lleva entre paréntesis."""
    partes = []
    for parte in contenido:
        texto = parte if isinstance(parte, str) else parte.texto
        url = getattr(parte, "destino", "")
        partes.append(f"{texto} ({url})" if url and url != texto else texto)
    return "".join(partes)


def _texto_de_bloques(bloques):
    lineas = []
    for bloque in bloques:
        if isinstance(bloque, Lista):
            lineas.extend(f"• {texto_plano(punto)}" for punto in bloque.puntos)
        else:
            lineas.append(texto_plano(bloque.contenido))
    return "\n".join(lineas)


def _alto(texto, columnas=COLUMNAS):
    """Alto de fila en puntos para un texto que ocupa varias columnas (Excel no lo ajusta en celdas combinadas)."""
    por_linea = columnas * ANCHO_DE_COLUMNA * 1.05
    lineas = sum(max(1, ceil(len(linea) / por_linea)) for linea in texto.split("\n"))
    return min(409, 15 * lineas + 3)


class _Informe:
    """La hoja principal, de arriba abajo: los textos a lo ancho y cada tabla con sus celdas combinadas."""

    def __init__(self, estilos, documento, url_base):
        self.documento, self.url_base = documento, url_base
        anchura = max([COLUMNAS, *(len(b.columnas) for b in documento.bloques if isinstance(b, Tabla))])
        self.hoja = Hoja("Informe", estilos, [ANCHO_DE_COLUMNA] * anchura, vista=' showGridLines="0">')
        self._escribir()

    def _escribir(self):
        if self.documento.estado:
            self._a_lo_ancho(self.documento.estado, negrita=True, color=AMBAR)
        for bloque in self.documento.bloques:
            if isinstance(bloque, Titulo):
                self.hoja.fila()
                self._a_lo_ancho(bloque.texto, negrita=True, color=AZUL, tamano=TAMANOS[bloque.nivel])
            elif isinstance(bloque, Parrafo):
                self._en_linea(bloque.contenido, SUAVE if bloque.estilo in ("nota", "antetitulo") else TEXTO)
            elif isinstance(bloque, Lista):
                for punto in bloque.puntos:
                    self._en_linea(("• ", *punto), TEXTO)
            elif isinstance(bloque, Aviso):
                titulo = f"{bloque.titulo}: " if bloque.titulo else ""
                self._a_lo_ancho(titulo + texto_plano(bloque.contenido), negrita=True, fondo=bloque.tono)
            elif isinstance(bloque, Tabla):
                self._tabla(bloque)
            elif not isinstance(bloque, SaltoDePagina):
                raise TypeError(f"No se sabe escribir {type(bloque).__name__} en XLSX")
        self.hoja.fila()
        self._a_lo_ancho(" · ".join(filter(None, (self.documento.pie, self.documento.codigo))), color=SUAVE)

    def _a_lo_ancho(self, texto, *, enlace="", **estilo):
        alto = _alto(texto) * max(1, estilo.get("tamano", 11) / 11)
        self.hoja.fila([self.hoja.texto(texto, **estilo)], alto)
        self.hoja.combinar(1, COLUMNAS)
        if enlace:
            self.hoja.enlazar(1, enlace)

    def _en_linea(self, contenido, color):
        enlaces = [parte.destino for parte in contenido if getattr(parte, "destino", "")]
        # Una celda admite un solo enlace: si hay más, las direcciones quedan a la vista en el texto.
        destino = self._externo(enlaces[0]) if len(enlaces) == 1 else ""
        if destino:
            self._a_lo_ancho(texto_plano(contenido), enlace=destino, color=AZUL, subrayado="single")
        else:
            self._a_lo_ancho(texto_plano(contenido), color=color)

    def _externo(self, url):
        destino = url_completa(url, self.url_base)
        return destino if destino.startswith(("http", "mailto:")) and len(destino) <= LARGO_DE_ENLACE else ""

    def _tabla(self, tabla):
        self.hoja.fila()
        if tabla.titulo_visible:
            self._a_lo_ancho(tabla.titulo, negrita=True)
        borde = tabla.estilo == "reglas"
        for fila, celdas in zip(tabla.filas, tabla.rejilla(), strict=True):
            # Lo que cubre una celda combinada lleva borde y fondo; si no, su marco queda abierto.
            relleno = {"fondo": fila.tipo if fila.tipo in FONDOS else "", "borde": borde}
            salida, alto = [None] * len(tabla.columnas), 18
            propias = [(columna, celda) for columna, celda, continua in celdas if not continua]
            for columna, celda in propias:
                salida[columna], texto = self._de_tabla(tabla, fila, columna, celda, relleno)
                if celda.rowspan == 1:
                    alto = max(alto, _alto(texto, celda.colspan))
            if borde:
                salida = [celda or self.hoja.vacia(**relleno) for celda in salida]
            self.hoja.fila(salida, alto)
            for columna, celda in propias:
                self._combinar_y_enlazar(columna + 1, celda)
        self.hoja.fila()

    def _combinar_y_enlazar(self, columna, celda):
        if celda.colspan > 1 or celda.rowspan > 1:
            self.hoja.combinar(columna, celda.colspan, celda.rowspan)
        if celda.cifra and (destino := self._externo(celda.cifra.url)):
            self.hoja.enlazar(columna, destino)

    def _de_tabla(self, tabla, fila, columna, celda, relleno):
        """La celda escrita y el texto que decide su alto."""
        estilo = {
            "negrita": fila.tipo != "normal" or celda.encabezado,
            "color": AZUL if fila.tipo == "encabezado" else TEXTO,
            **relleno,
        }
        if cifra := celda.cifra:
            return self.hoja.numero_de(cifra.valor, cifra.formato, **estilo), ""
        texto = _texto_de_bloques(celda.contenido)
        return self.hoja.texto(texto, alineacion=tabla.alineacion_de(columna, celda), **estilo), texto


ORIGEN = (
    ("N.º", 6),
    ("Cifra", 36),
    ("Valor de la cifra", 18),
    ("Operación", 36),
    ("Código", 18),
    ("Descripción", 48),
    ("Institución", 32),
    ("Grupo", 16),
    ("Tasa (%)", 10),
    ("Valor", 18),
    ("Unidad", 12),
    ("Dirección", 40),
)


def _origen(estilos, documento, url_base):
    """Una fila por cada fila de cada cifra: se filtra, se suma y se coteja con la hoja «Informe»."""
    ultima = letra(len(ORIGEN))
    hoja = Hoja(
        anexo_de_cifras.TITULO,
        estilos,
        [ancho for _, ancho in ORIGEN],
        vista='><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
        al_final=f'<autoFilter ref="A1:{ultima}{{filas}}"/>',
    )
    hoja.fila([hoja.texto(titulo, negrita=True, color=AZUL, fondo="encabezado") for titulo, _ in ORIGEN])
    for entrada in anexo_de_cifras.entradas(documento):
        cifra = entrada.cifra
        comunes = [
            hoja.numero_de(Decimal(entrada.numero), "entero"),
            hoja.texto(entrada.nombre),
            hoja.numero_de(cifra.valor, cifra.formato),
            hoja.texto(entrada.operacion),
        ]
        if not cifra.filas:
            hoja.fila([*comunes, None, hoja.texto(anexo_de_cifras.SIN_FILAS)])
        for fila in cifra.filas:
            hoja.fila(comunes + _celdas_de_origen(hoja, entrada, fila, url_base))
    return hoja


def _celdas_de_origen(hoja, entrada, fila, url_base):
    se_mide = fila.valor is not None or entrada.cifra.operacion != "conteo"
    textos = (
        fila.codigo,
        fila.descripcion,
        fila.institucion,
        fila.grupo,
        fila.unidad,
        url_completa(fila.url, url_base),
    )
    *propias, unidad, direccion = (hoja.texto(texto) if texto else None for texto in textos)
    tasa = hoja.numero_de(fila.tasa, "numero") if fila.tasa is not None else None
    valor = hoja.numero_de(fila.valor, entrada.formato_de_fila) if se_mide else None
    return [*propias, tasa, valor, unidad, direccion]
