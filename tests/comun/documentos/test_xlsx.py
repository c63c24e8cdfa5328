"""El documento en XLSX…"""

import io
from decimal import Decimal

import openpyxl
import pytest

from comun.documentos.arbol import Celda, Cifra, Columna, Fila, FilaDeOrigen, Parrafo, Tabla
from comun.documentos.formatos import renderizar
from tests.fabricas.documentos import documento, documento_de_muestra, gasto, tabla_de_metas


def abrir(uno, **opciones):
    return openpyxl.load_workbook(io.BytesIO(renderizar(uno, "xlsx", **opciones)))


def buscar(hoja, texto):
    return next(celda for fila in hoja.iter_rows() for celda in fila if celda.value == texto)


def una_celda(contenido):
    uno = documento(Tabla("T", (Columna(),), (Fila((Celda(contenido),)),)))
    return next(celda for fila in abrir(uno)["Informe"].iter_rows() for celda in fila if celda.value is not None)


def test_tiene_una_hoja_de_informe_y_otra_de_origen():
    libro = abrir(documento_de_muestra())

    assert libro.sheetnames == ["Informe", "Origen de las cifras"]
    assert libro.properties.title == "Informe de ejemplo"
    assert libro["Informe"]["A1"].value == "Borrador"
    assert buscar(libro["Informe"], "I. Resultados").font.b


def test_combina_celdas():
    hoja = abrir(documento(tabla_de_metas(1)))["Informe"]
    fila = buscar(hoja, "Actividad 1.1").row
    rangos = {str(rango) for rango in hoja.merged_cells.ranges}

    assert {f"E{fila}:E{fila + 2}", f"A{fila - 1}:G{fila - 1}", f"A{fila + 3}:F{fila + 3}"} <= rangos


@pytest.mark.parametrize(
    ("valor", "formato", "esperado", "numero"),
    [
        (Decimal("5500.00"), "pnud", 5500, "#,##0.00"),
        (Decimal("0.05"), "pnud", 0.05, "#,##0.00"),
        (15_000_000, "clp", 15_000_000, '"$"#,##0'),
        (Decimal("54.6"), "porcentaje", 54.6, '0.0" %"'),
        (28, "numero", 28, "#,##0"),
        (Decimal("2.5"), "uf", 2.5, '"UF" #,##0.00'),
        (Decimal("2.5"), "eur", 2.5, '"€" #,##0.00'),
    ],
)
def test_una_cifra_es_un_numero_con_su_formato(valor, formato, esperado, numero):
    celda = una_celda(Cifra(valor, formato, "ingresada"))

    assert (celda.value, celda.number_format, celda.data_type) == (esperado, numero, "n")


def test_lo_ausente_es_sin_dato():
    assert una_celda(gasto(None)).value == "sin dato"


@pytest.mark.parametrize(
    "texto", ["=1+1", "+56 9", "-3", "@SUMA(A1)", "=cmd|'/C calc'!A0", "#N/A", "01-02-2020", "1e5"]
)
def test_un_texto_es_texto_empiece_con_lo_que_empiece(texto):
    celda = una_celda(texto)

    assert (celda.value, celda.data_type) == (texto, "s")


def test_enlaza_la_cifra_si_conoce_la_direccion_del_sitio():
    uno = documento(Tabla("T", (Columna(),), (Fila((gasto(),)),)))

    hoja = abrir(uno, url_base="https://mesas.ejemplo.cl")["Informe"]

    assert buscar(hoja, 5500).hyperlink.target == "https://mesas.ejemplo.cl/proyectos/P-1/gastos/"
    assert buscar(abrir(uno)["Informe"], 5500).hyperlink is None


def test_la_hoja_de_origen_trae_todas_las_filas_de_todas_las_cifras():
    uno = documento_de_muestra()

    hoja = abrir(uno, url_base="https://mesas.ejemplo.cl")["Origen de las cifras"]
    filas = list(hoja.iter_rows(min_row=2, values_only=True))

    assert len(filas) == sum(max(1, len(cifra.filas)) for cifra in uno.cifras())
    assert [fila[2:] for fila in filas if fila[1] == "Gasto del producto 1"] == [
        (
            5500,
            "Suma de las filas",
            "G-0001",
            "Contrato de servicios",
            "Municipio de ejemplo",
            None,
            None,
            5500,
            "USD",
            "https://mesas.ejemplo.cl/gastos/G-0001/",
        )
    ]
    assert hoja.freeze_panes == "A2"


def test_distingue_la_fila_sin_dato_del_cero():
    filas = (FilaDeOrigen("A", valor=0), FilaDeOrigen("B", valor=None))

    hoja = abrir(documento(Parrafo(Cifra(0, "entero", "suma", filas))))["Origen de las cifras"]

    assert [celda.value for celda in hoja["J"]] == ["Valor", 0, "sin dato"]


def test_corta_un_texto_que_no_cabe_en_una_celda():
    assert len(una_celda("a" * 40_000).value) == 32_767
