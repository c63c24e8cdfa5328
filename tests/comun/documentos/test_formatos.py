"""Todos los formatos…"""

import html as biblioteca_html
import io
import re
import zipfile
from datetime import date

import docx
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comun.documentos import anexo
from comun.documentos.arbol import Aviso, Celda, Columna, Enfasis, Enlace, Fila, Lista, Parrafo, Tabla, Titulo
from comun.documentos.formatos import FORMATOS, FormatoDesconocido, renderizar
from tests.fabricas.documentos import documento, documento_de_muestra, gasto, tabla_de_metas


def texto_html(contenido):
    cuerpo = contenido.decode().split("<main>")[1]
    return biblioteca_html.unescape(re.sub(r"<[^>]*>", "\n", cuerpo))


def texto_docx(contenido):
    cuerpo = docx.Document(io.BytesIO(contenido)).element.body
    espacio = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(t.text or "" for t in p.iter(f"{espacio}t")) for p in cuerpo.iter(f"{espacio}p"))


def texto_xlsx(contenido):
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    valores = (celda.value for hoja in libro for fila in hoja.iter_rows() for celda in fila)
    return "\n".join(str(valor) for valor in valores if valor is not None)


def texto_pdf(contenido):
    return "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(contenido)).pages)


TEXTOS = {"html": texto_html, "docx": texto_docx, "xlsx": texto_xlsx, "pdf": texto_pdf}
con_texto = pytest.mark.parametrize("formato", TEXTOS)


def leer(uno, formato, **opciones):
    return TEXTOS[formato](renderizar(uno, formato, **opciones))


def apretado(texto):
    """Sin espacios: cada formato corta las líneas donde le conviene."""
    return re.sub(r"[\s\u200b\xad]+", "", texto)


@con_texto
def test_dicen_lo_mismo_y_en_el_mismo_orden(formato):
    texto = apretado(leer(documento_de_muestra(), formato))
    posiciones = [
        texto.index(apretado(trozo))
        for trozo in (
            "Institución de ejemplo",
            "Informe de ejemplo",
            "Presupuesto:",
            "Aviso: El gasto (5,500.00) no es igual",
            "I. Resultados",
            "un punto",
            "II. Metas",
            "Producto 1: acompañamiento",
            "Indicador 1.1",
            "Subtotal Producto 1",
            "Producto 2: acompañamiento",
            "Costos directos (%)",
            "Tasa de costos directos: 4 %.",
            "Seguridad",
            "III. Evidencia",
            "Noticia de la mesa",
            "de dos productos.",
        )
    ]

    assert posiciones == sorted(posiciones)


PELIGROSO = st.text(
    alphabet=st.sampled_from(list("<>&\"'#$*_@`\\[]{}()=+-~/|%;:!?^") + list("aZ9ñÁ ")), min_size=1, max_size=24
).map(str.strip)


@settings(max_examples=20, deadline=None)
@given(st.lists(PELIGROSO, min_size=5, max_size=5))
def test_escriben_literal_cualquier_marca(textos):
    titulo, suelto, celda, punto, aviso = (
        f"{letra}{texto}{letra}" for letra, texto in zip("VWXYZ", textos, strict=True)
    )
    uno = documento(
        Titulo(1, titulo),
        Parrafo((suelto, Enfasis(suelto), Enlace(suelto, "https://ejemplo.cl/?a=<b>&c='d'"))),
        Tabla(titulo, (Columna(),), (Fila((celda,), "encabezado"), Fila((Celda((Parrafo(celda), Lista((punto,)))),)))),
        Aviso(aviso, titulo=""),
    )

    for formato in TEXTOS:
        texto = apretado(leer(uno, formato))
        for esperado in (titulo, suelto, celda, punto, aviso):
            assert apretado(esperado) in texto, formato


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=40))
def test_aceptan_cualquier_texto(texto):
    uno = documento(
        Titulo(1, texto),
        Parrafo((texto, Enlace(texto, texto))),
        Tabla(texto, (Columna(),), (Fila((texto,)),)),
        pie=texto,
    )

    for formato in FORMATOS:
        assert renderizar(uno, formato)


@pytest.mark.parametrize("formato", FORMATOS)
def test_dan_los_mismos_bytes_para_el_mismo_documento(formato, time_machine):
    time_machine.move_to("2021-03-01")
    primero = renderizar(documento_de_muestra(), formato, anexo=True)
    time_machine.move_to("2024-07-09")

    assert renderizar(documento_de_muestra(), formato, anexo=True) == primero


@pytest.mark.parametrize("formato", FORMATOS)
def test_aceptan_un_documento_vacio_y_sin_fecha(formato):
    assert renderizar(documento(titulo="", codigo="", fecha=None), formato, anexo=True)


@con_texto
def test_no_llevan_el_anexo_si_no_se_pide(formato):
    if formato != "xlsx":
        assert anexo.TITULO not in leer(documento_de_muestra(), formato)
    assert anexo.TITULO in leer(documento_de_muestra(), formato, anexo=True) or formato == "xlsx"


@con_texto
def test_el_anexo_muestra_cada_cifra_con_su_operacion_y_sus_filas(formato):
    texto = apretado(leer(documento_de_muestra(), formato, anexo=True))

    for trozo in ("Gasto del producto 1", "Suma de las filas", "G-0001", "Municipio de ejemplo", "Tasa aplicada"):
        assert apretado(trozo) in texto


@con_texto
def test_soportan_tablas_largas_y_celdas_dificiles(formato):
    dificil = Celda((Parrafo("uno\ndos"), Parrafo("tres"), Lista(("cuatro", ""))))
    filas = [Fila((f"fila{n:02d}", dificil if n % 2 else "", "palabra" * 60)) for n in range(60)]

    texto = apretado(leer(documento(Tabla("Larga", (Columna(),) * 3, filas), tabla_de_metas()), formato))

    assert [n for n in range(60) if f"fila{n:02d}" not in texto] == []
    assert texto.count("unodostres") == 30 or formato == "xlsx"


def test_agregan_tiempo_solo_en_proporcion_a_las_cifras():
    """Mil cifras distintas con anexo no se comparan todas con todas."""
    muchas = tuple(Parrafo(gasto(f"{n}.25", f"Gasto {n}")) for n in range(1000))

    assert len(anexo.entradas(documento(*muchas))) == 1000


def test_rechazan_un_formato_desconocido():
    with pytest.raises(FormatoDesconocido, match="«odt»; hay html, docx, pdf, xlsx, json"):
        renderizar(documento(), "odt")


def test_los_archivos_de_oficina_no_llevan_la_hora_de_quien_los_hizo():
    for formato in ("docx", "xlsx"):
        paquete = zipfile.ZipFile(io.BytesIO(renderizar(documento(fecha=date(2021, 1, 15)), formato)))

        assert {entrada.date_time[0] for entrada in paquete.infolist()} == {1980}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", paquete.read("docProps/core.xml"))) == {b"2021-01-15T"}
