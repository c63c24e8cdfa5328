"""DOCX editable: estilos de título y de tabla reales, encabezados que se repiten, enlaces al anexo de origen.

El cuerpo se escribe como un solo XML: el acceso de python-docx a las celdas es cuadrático. La biblioteca arma el
paquete, las relaciones, el encabezado y el pie.
"""

import io
from datetime import UTC, datetime, time
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from comun.documentos import anexo as anexo_de_cifras
from comun.documentos.arbol import Aviso, Cifra, Enfasis, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.formatos.base_docx import ANCHO_DE_TEXTO, nuevo, relacion_externa
from comun.documentos.formatos.paquete import desempacar, empacar
from comun.documentos.medidas import anchos
from comun.documentos.texto import url_completa

ESTILOS = {"": "", "antetitulo": "Antetitulo", "rotulo": "Rotulo", "nota": "Nota"}
AVISOS = {"alerta": "Aviso", "informacion": "AvisoInformacion"}
ENFASIS = {"fuerte": "<w:b/><w:bCs/>", "cursiva": "<w:i/><w:iCs/>"}
ALINEACIONES = {"izquierda": "", "centro": '<w:jc w:val="center"/>', "derecha": '<w:jc w:val="right"/>'}
FONDOS = {"encabezado": "E8EFF7", "seccion": "F3F4F6", "total": "E8EFF7"}
NEGRITA = "<w:b/><w:bCs/>"
AZUL = '<w:color w:val="0B4582"/>'
CUERPOS = {"Celda": 9.5, "CeldaMedia": 9, "CeldaCompacta": 8}
MARGENES_DE_CELDA = 190
# Donde no está Roboto, la letra que la reemplaza puede ser así de más ancha.
HOLGURA = 1.25
ESTILOS_DE_TABLA = {"reglas": "TablaReglas", "ficha": "TablaFicha"}
SEPARADOR = '<w:p><w:pPr><w:pStyle w:val="Separador"/></w:pPr></w:p>'


def renderizar(documento, *, anexo=False, url_base=""):
    """Bytes del DOCX. Con anexo, cada cifra enlaza a su entrada; sin él, el documento no lleva nada más."""
    archivo = nuevo()
    escritor = _Escritor(archivo, documento, anexo, url_base)
    cuerpo = archivo.element.body
    nuevos = parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(escritor.bloques())}</w:body>")
    # La última pieza del cuerpo es la sección: lo escrito va delante.
    cuerpo[:-1] = list(nuevos)
    _encabezado_y_pie(archivo, documento)
    _propiedades(archivo.core_properties, documento)
    salida = io.BytesIO()
    archivo.save(salida)
    return empacar(desempacar(salida.getvalue()))


class _Escritor:
    def __init__(self, archivo, documento, anexo, url_base):
        self.archivo, self.url_base, self.relaciones, self.marcadores = archivo, url_base, {}, 0
        self.contenido = documento.bloques + (anexo_de_cifras.bloques(documento) if anexo else ())
        self.anclas = {e.cifra: e.ancla for e in anexo_de_cifras.entradas(documento)} if anexo else {}
        self.escribir = {
            Titulo: self._titulo,
            Parrafo: lambda parrafo: self._parrafo(parrafo.contenido, ESTILOS[parrafo.estilo]),
            Lista: lambda lista: "".join(self._parrafo(punto, "ListBullet") for punto in lista.puntos),
            Tabla: self._tabla,
            Aviso: self._aviso,
        }

    def bloques(self):
        salto = tras_tabla = False
        for bloque in self.contenido:
            if isinstance(bloque, SaltoDePagina):
                salto = True
                continue
            if salto and isinstance(bloque, Titulo):
                yield self._titulo(bloque, "<w:pageBreakBefore/>")
            else:
                if salto:
                    yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
                elif tras_tabla and not isinstance(bloque, Titulo):
                    yield SEPARADOR
                yield self.escribir[type(bloque)](bloque)
            salto, tras_tabla = False, isinstance(bloque, Tabla)
        if tras_tabla:
            yield SEPARADOR

    def _titulo(self, titulo, propiedades=""):
        marca = cierre = ""
        if titulo.ancla:
            self.marcadores += 1
            marca = f'<w:bookmarkStart w:id="{self.marcadores}" w:name="{_marcador(titulo.ancla)}"/>'
            cierre = f'<w:bookmarkEnd w:id="{self.marcadores}"/>'
        propiedades = f'<w:pPr><w:pStyle w:val="Heading{titulo.nivel}"/>{propiedades}</w:pPr>'
        return f"<w:p>{propiedades}{marca}{_corrida(titulo.texto)}{cierre}</w:p>"

    def _aviso(self, aviso):
        titulo = (Enfasis(f"{aviso.titulo}: "),) if aviso.titulo else ()
        return self._parrafo(titulo + aviso.contenido, AVISOS[aviso.tono])

    def _parrafo(self, contenido, estilo="", propiedades="", fuente=""):
        estilo = f'<w:pStyle w:val="{estilo}"/>' if estilo else ""
        propiedades = f"<w:pPr>{estilo}{propiedades}</w:pPr>" if estilo or propiedades else ""
        return f"<w:p>{propiedades}{''.join(self._parte(parte, fuente) for parte in contenido)}</w:p>"

    def _parte(self, parte, fuente):
        if isinstance(parte, str):
            return _corrida(parte, fuente)
        if isinstance(parte, Cifra):
            ancla = self.anclas.get(parte) if self.anclas else None
            corrida = _corrida(parte.texto, fuente)
            return (
                f'<w:hyperlink w:anchor="{_marcador(ancla)}" w:history="1">{corrida}</w:hyperlink>'
                if ancla
                else corrida
            )
        if isinstance(parte, Enfasis):
            return _corrida(parte.texto, ENFASIS[parte.tipo] + fuente.replace(NEGRITA, ""))
        destino = url_completa(parte.url, self.url_base)
        if not destino or destino.startswith("/"):
            return _corrida(parte.texto, fuente)
        if destino not in self.relaciones:
            self.relaciones[destino] = relacion_externa(self.archivo, destino)
        corrida = _corrida(parte.texto, '<w:rStyle w:val="Hyperlink"/>' + fuente.replace(AZUL, ""))
        return f'<w:hyperlink r:id="{self.relaciones[destino]}" w:history="1">{corrida}</w:hyperlink>'

    def _tabla(self, tabla):
        medidas = _anchos(tabla)
        titulo = escape(tabla.titulo)
        leyenda = self._parrafo((tabla.titulo,), "Caption") if tabla.titulo_visible else ""
        encabezados = tabla.encabezados
        partes = [
            leyenda,
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{ESTILOS_DE_TABLA[tabla.estilo]}"/>',
            f'<w:tblW w:w="{ANCHO_DE_TEXTO}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
            f'<w:tblLook w:val="0020" w:firstRow="{int(encabezados > 0)}" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
            f'<w:tblCaption w:val="{titulo}"/></w:tblPr><w:tblGrid>',
            *(f'<w:gridCol w:w="{ancho}"/>' for ancho in medidas),
            "</w:tblGrid>",
        ]
        estilo = estilo_de_celda(len(medidas))
        # La última del cierre no sigue con nada; las demás, con la que viene.
        con_la_siguiente = range(len(tabla.filas) - tabla.cierre, len(tabla.filas) - 1)
        for numero, (fila, celdas) in enumerate(zip(tabla.filas, tabla.rejilla(), strict=True)):
            repetir = "<w:tblHeader/>" if numero < encabezados else ""
            partes.append(f"<w:tr><w:trPr><w:cantSplit/>{repetir}</w:trPr>")
            for columna, celda, continua in celdas:
                ancho = sum(medidas[columna : columna + celda.colspan])
                # Una fila de sección o de encabezado tampoco queda sola al pie de la página.
                sigue = fila.tipo in ("seccion", "encabezado") or numero in con_la_siguiente
                partes.append(self._celda(tabla, fila, columna, celda, continua, ancho, estilo, sigue))
            partes.append("</w:tr>")
        partes.append("</w:tbl>")
        return "".join(partes)

    def _celda(self, tabla, fila, columna, celda, continua, ancho, estilo, sigue):
        fondo = FONDOS.get(fila.tipo)
        propiedades = (
            f'<w:tcW w:w="{ancho}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{celda.colspan}"/>' if celda.colspan > 1 else "")
            + (f'<w:vMerge w:val="{"continue" if continua else "restart"}"/>' if celda.rowspan > 1 else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fondo}"/>' if fondo else "")
            + ('<w:vAlign w:val="bottom"/>' if fila.tipo == "encabezado" else "")
        )
        fuente = NEGRITA if fila.tipo != "normal" or celda.encabezado else ""
        if fila.tipo == "encabezado":
            fuente += AZUL
        alinear = ALINEACIONES[tabla.alineacion_de(columna, celda)]
        seguir = "<w:keepNext/>" if sigue else ""
        contenido = () if continua else celda.contenido
        parrafos = "".join(self._bloque_de_celda(b, estilo, seguir, alinear, fuente) for b in contenido)
        return f"<w:tc><w:tcPr>{propiedades}</w:tcPr>{parrafos or self._parrafo((), estilo, seguir)}</w:tc>"

    def _bloque_de_celda(self, bloque, estilo, seguir, alinear, fuente):
        if isinstance(bloque, Lista):
            puntos = (self._parrafo(punto, f"Vineta{estilo}", seguir, fuente) for punto in bloque.puntos)
            return "".join(puntos)
        return self._parrafo(bloque.contenido, estilo, seguir + alinear, fuente)


def estilo_de_celda(columnas):
    """Mientras más columnas, más pequeña la letra."""
    return "CeldaCompacta" if columnas >= 7 else "CeldaMedia" if columnas >= 5 else "Celda"


def _marcador(ancla):
    """Word no admite guiones en el nombre de un marcador."""
    return ancla.replace("-", "_")


def _corrida(texto, fuente=""):
    fuente = f"<w:rPr>{fuente}</w:rPr>" if fuente else ""
    texto = escape(texto, quote=False)
    if "\n" in texto:
        texto = texto.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{fuente}<w:t xml:space="preserve">{texto}</w:t></w:r>'


def _anchos(tabla):
    """Anchos en vigésimos de punto que suman exactamente el ancho del texto."""
    cuerpo = 20 * CUERPOS[estilo_de_celda(len(tabla.columnas))] * HOLGURA
    previo, acumulado, enteros = 0, 0.0, []
    for ancho in anchos(tabla, ANCHO_DE_TEXTO, cuerpo, MARGENES_DE_CELDA):
        acumulado += ancho
        enteros.append(round(acumulado) - previo)
        previo = round(acumulado)
    return enteros


def _encabezado_y_pie(archivo, documento):
    seccion = archivo.sections[0]
    if documento.estado:
        encabezado = seccion.header.paragraphs[0]._p
        _llenar(encabezado, f"<w:r><w:tab/></w:r>{_corrida(documento.estado)}")
    pie = " · ".join(filter(None, (documento.pie, documento.codigo)))
    campo = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    pagina = f"{_corrida('Página ')}{campo.format('PAGE')}{_corrida(' de ')}{campo.format('NUMPAGES')}"
    _llenar(seccion.footer.paragraphs[0]._p, f"{_corrida(pie)}<w:r><w:tab/></w:r>{pagina}")


def _llenar(parrafo, contenido):
    for corrida in parse_xml(f"<w:p {nsdecls('w')}>{contenido}</w:p>"):
        parrafo.append(corrida)


def _propiedades(propiedades, documento):
    """Las de la plantilla fuera: sólo lo que el documento dice de sí mismo."""
    for hijo in list(propiedades._element):
        propiedades._element.remove(hijo)
    propiedades.title, propiedades.language = documento.titulo[:255], documento.idioma
    propiedades.author, propiedades.identifier = documento.autor[:255], documento.codigo[:255]
    if documento.estado:
        propiedades.content_status = documento.estado[:255]
    if documento.fecha:
        momento = datetime.combine(documento.fecha, time(12), UTC)
        propiedades.created = propiedades.modified = momento.replace(tzinfo=None)
