"""El documento en DOCX…"""

import io
import re
import zipfile

import docx
from docx.oxml.ns import qn
from docx.shared import Cm

from comun.documentos.arbol import Columna, Enlace, Fila, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.formatos import renderizar
from tests.fabricas.documentos import documento, documento_de_muestra, gasto, tabla_de_metas


def abrir(uno, **opciones):
    return docx.Document(io.BytesIO(renderizar(uno, "docx", **opciones)))


def xml(uno, parte="word/document.xml", **opciones):
    return zipfile.ZipFile(io.BytesIO(renderizar(uno, "docx", **opciones))).read(parte).decode()


def test_usa_estilos_de_titulo_y_de_tabla_reales():
    abierto = abrir(documento_de_muestra())
    titulos = [(p.style.name, p.text) for p in abierto.paragraphs if p.style.name.startswith("Heading")]

    assert titulos[0] == ("Heading 1", "Informe de ejemplo")
    assert ("Heading 2", "I. Resultados") in titulos
    assert {tabla.style.name for tabla in abierto.tables} == {"Tabla con reglas", "Tabla ficha"}
    assert [p.text for p in abierto.paragraphs if p.style.name == "List Bullet"][:2] == ["un punto", "otro punto"]


def test_es_carta_en_espanol_de_chile_con_sus_propiedades():
    abierto = abrir(documento_de_muestra())
    seccion = abierto.sections[0]

    assert (seccion.page_width, seccion.page_height) == (Cm(21.59), Cm(27.94))
    assert round(seccion.left_margin.cm, 2) == round(seccion.top_margin.cm, 2) == 2.5
    assert abierto.core_properties.title == "Informe de ejemplo"
    assert abierto.core_properties.language == "es-CL"
    assert abierto.core_properties.identifier == "P-000001"
    assert 'w:lang w:val="es-CL"' in xml(documento(), "word/styles.xml")


def test_lleva_codigo_y_pagina_al_pie_y_borrador_arriba():
    seccion = abrir(documento_de_muestra()).sections[0]
    campos = [campo.get(qn("w:instr")).strip() for campo in seccion.footer._element.iter(qn("w:fldSimple"))]

    assert campos == ["PAGE", "NUMPAGES"]
    assert seccion.footer.paragraphs[0].text.startswith("Oficina de ejemplo · P-000001")
    assert seccion.header.paragraphs[0].text.strip() == "Borrador"


def test_no_lleva_encabezado_si_no_es_borrador():
    assert abrir(documento_de_muestra(estado="")).sections[0].header.is_linked_to_previous


def test_repite_el_encabezado_y_no_parte_filas():
    tabla = abrir(documento(tabla_de_metas())).tables[0]
    filas = tabla._tbl.tr_lst

    assert [n for n, fila in enumerate(filas) if fila.find(f".//{qn('w:tblHeader')}") is not None] == [0]
    assert all(fila.find(f".//{qn('w:cantSplit')}") is not None for fila in filas)


def test_combina_celdas_a_lo_ancho_y_hacia_abajo():
    tabla = abrir(documento(tabla_de_metas(1))).tables[0]

    assert [len(fila._tr.tc_lst) for fila in tabla.rows] == [7, 1, 7, 7, 7, 2, 2, 2]
    assert tabla.cell(2, 4)._tc is tabla.cell(4, 4)._tc
    assert tabla.cell(2, 4).text == "Actividad 1.1"
    assert tabla.cell(5, 0).text == "Subtotal Producto 1"


def test_las_columnas_suman_el_ancho_del_texto():
    columnas = re.findall(r'<w:gridCol w:w="(\d+)"', xml(documento(tabla_de_metas())))

    assert len(columnas) == 7
    assert sum(map(int, columnas)) == 9406


def test_un_rotulo_cabe_entero_con_una_letra_de_reemplazo_mas_ancha():
    rotulos = ("Tipo de riesgo", "Descripción del riesgo", "Probabilidad", "Impacto", "Acciones de mitigación")
    columnas = [Columna(ancho) for ancho in (3, 6, 3, 2, 6)]

    texto = xml(documento(Tabla("Riesgos", columnas, (Fila(rotulos, "encabezado"),))))

    medidas = [int(ancho) for ancho in re.findall(r'<w:gridCol w:w="(\d+)"', texto)]
    # Lo que miden en DejaVu Sans negrita de 9 puntos, en vigésimos, más los márgenes de la celda.
    assert medidas[2] >= 1288 + 170
    assert medidas[3] >= 821 + 170


def test_alinea_las_cifras_a_la_derecha():
    tabla = abrir(documento(tabla_de_metas(1))).tables[0]

    assert tabla.cell(2, 6).text == "5,500.00"
    assert tabla.cell(2, 6).paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def test_enlaza_cada_cifra_a_su_entrada_del_anexo():
    texto = xml(documento_de_muestra(), anexo=True)
    destinos = set(re.findall(r'w:anchor="([^"]+)"', texto))
    marcadores = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', texto)

    assert destinos
    assert destinos <= set(marcadores)
    assert len(marcadores) == len(set(marcadores))


def test_sin_anexo_una_cifra_es_sólo_texto():
    texto = xml(documento(Parrafo(("Son ", gasto()))))

    assert "w:hyperlink" not in texto
    assert "bookmark" not in texto
    assert "Origen de las cifras" not in texto


def test_los_enlaces_externos_son_enlaces():
    abierto = abrir(documento(Parrafo(Enlace("Noticia", "https://www.ejemplo.cl/?a=1&b=2"))))
    enlace = abierto.paragraphs[0].hyperlinks[0]

    assert (enlace.text, enlace.url) == ("Noticia", "https://www.ejemplo.cl/?a=1&b=2")


def test_el_salto_de_pagina_va_con_el_titulo_que_sigue():
    abierto = abrir(documento(Parrafo("uno"), SaltoDePagina(), Titulo(2, "dos"), SaltoDePagina(), Parrafo("tres")))

    assert abierto.paragraphs[1]._p.pPr.find(qn("w:pageBreakBefore")) is not None
    assert abierto.paragraphs[2].contains_page_break or abierto.paragraphs[2]._p.findall(f".//{qn('w:br')}")


def test_dos_tablas_seguidas_no_se_funden():
    cuerpo = abrir(documento(tabla_de_metas(1), tabla_de_metas(1))).element.body

    assert [hijo.tag.split("}")[1] for hijo in cuerpo] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_no_arrastra_lo_que_la_plantilla_de_la_biblioteca_trae():
    nombres = zipfile.ZipFile(io.BytesIO(renderizar(documento(), "docx"))).namelist()

    assert not [nombre for nombre in nombres if re.search("thumbnail|customXml|stylesWithEffects", nombre)]


def test_los_totales_siguen_a_la_fila_que_les_precede():
    filas = [Fila((nombre, "1"), tipo) for nombre, tipo in (("a", "normal"), ("b", "normal"), ("Total", "total"))]

    tabla = abrir(documento(Tabla("Gastos", (Columna(), Columna()), filas))).tables[0]

    assert [fila.cells[0].paragraphs[0].paragraph_format.keep_with_next for fila in tabla.rows] == [None, True, None]
