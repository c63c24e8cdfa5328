"""Un archivo hostil o equivocado se responde con una frase, sin abrirlo entero y sin escribir nada."""

import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from comun.planillas import LibroInvalido, defensas, leer_libro
from tests.comun.planillas.juguete import DIVISION, editado, exportado, guardado, libro_de, motivos, previa

HOJA = "xl/worksheets/sheet1.xml"
CABECERA = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def libro_normal():
    return libro_de({"Provincias": [["Código", "Nombre", "Región"], ["051", "Valparaíso", "05"]]})


def rearmado(contenido, cambios=(), extra=()):
    """El mismo paquete con partes cambiadas ({nombre: bytes}) o agregadas."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as viejo,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as nuevo,
    ):
        for nombre in viejo.namelist():
            nuevo.writestr(nombre, dict(cambios).get(nombre, viejo.read(nombre)))
        for nombre, datos in dict(extra).items():
            nuevo.writestr(nombre, datos)
    return salida.getvalue()


def hoja_cruda(xml, *, cabecera=CABECERA):
    return rearmado(libro_normal(), {HOJA: f"{cabecera}<sheetData>{xml}</sheetData></worksheet>"})


def frase_de(contenido):
    with pytest.raises(LibroInvalido) as error:
        leer_libro(contenido)
    frase = str(error.value)
    assert frase.endswith(".")
    assert "\n" not in frase
    return frase


def otro_zip(nombres):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        for nombre in nombres:
            paquete.writestr(nombre, "<a/>")
    return salida.getvalue()


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"", "no es un libro de Excel"),
        (b"codigo;nombre\n1;a\n", "no es un libro de Excel"),
        (b"%PDF-1.7 \x00\xff", "no es un libro de Excel"),
        (b"PK\x03\x04" + b"\x00" * 100, "no es un libro de Excel"),
        (defensas.OLE + b"\x00" * 600, "protegido con contraseña o es un Excel antiguo"),
        (otro_zip(["word/document.xml"]), "no es un libro de Excel"),
        (otro_zip(["content.xml", "mimetype"]), "no es un libro de Excel"),
        (otro_zip(["xl/workbook.xml"]), "está dañado"),
    ],
)
def test_lo_que_no_es_un_xlsx_se_dice_en_una_frase(contenido, dice):
    assert dice in frase_de(contenido)


def test_un_libro_truncado_en_cualquier_parte_no_da_traza():
    contenido = libro_normal()

    for corte in range(0, len(contenido) - 1, 97):
        frase_de(contenido[:corte])


def test_un_libro_con_bytes_cambiados_se_lee_o_se_rechaza_con_una_frase():
    contenido = libro_normal()

    for lugar in range(0, len(contenido), 53):
        roto = contenido[:lugar] + bytes([contenido[lugar] ^ 0x5A]) + contenido[lugar + 1 :]
        try:
            leer_libro(roto)
        except LibroInvalido as error:
            assert str(error)


def test_una_bomba_se_rechaza_por_lo_que_declara_sin_descomprimirla(monkeypatch):
    bomba = rearmado(libro_normal(), extra={"xl/sharedStrings.xml": b"0" * (defensas.MAX_BYTES_ABIERTO + 1)})
    monkeypatch.setattr(defensas, "_trozos", lambda *_: pytest.fail("descomprimió la bomba"))

    assert len(bomba) < 1_000_000
    assert "pasa de 120 MB al abrirse" in frase_de(bomba)


def test_una_bomba_que_miente_su_tamano_se_corta_al_pasarse():
    contenido = bytearray(rearmado(libro_normal(), extra={"xl/relleno.xml": b"0" * 5_000_000}))
    directorio = contenido.rindex(b"PK\x01\x02", 0, contenido.rindex(b"xl/relleno.xml"))
    contenido[directorio + 24 : directorio + 28] = struct.pack("<I", 10)

    assert "está dañado" in frase_de(bytes(contenido))


def test_demasiadas_partes_se_rechazan():
    assert "501 partes" in frase_de(otro_zip([f"xl/{n}.xml" for n in range(501)]))


def test_un_archivo_mayor_que_el_limite_no_se_lee_entero(tmp_path):
    ruta = tmp_path / "grande.xlsx"
    with ruta.open("wb") as archivo:
        archivo.truncate(10**9)

    assert "pasa de 20 MB" in frase_de(ruta)


def test_partes_marcadas_como_cifradas_se_rechazan():
    contenido = bytearray(libro_normal())
    for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        contenido[contenido.index(firma) + lugar] |= 1

    assert "contraseña" in frase_de(bytes(contenido))


def test_entidades_xml_no_se_abren():
    doctype = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    frase = frase_de(hoja_cruda("", cabecera=CABECERA.replace("?>", f"?>{doctype}")))

    assert "DOCTYPE" in frase


def test_una_celda_suelta_al_final_de_la_hoja_no_reserva_la_hoja_entera():
    frase = frase_de(hoja_cruda('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))

    assert "más allá de la fila 20.001" in frase


def test_una_celda_en_la_ultima_columna_se_rechaza():
    assert "columna XFD" in frase_de(hoja_cruda('<row r="1"><c r="XFD1"><v>1</v></c></row>'))


def test_una_dimension_falsa_no_cuesta_nada():
    contenido = hoja_cruda('<row r="1"><c r="A1"><v>1</v></c></row>', cabecera=f'{CABECERA}<dimension ref="A1:XFD1"/>')

    assert len(leer_libro(contenido).hojas) == 1


def test_celdas_con_formato_pero_vacias_no_cuentan():
    contenido = hoja_cruda('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row>')

    assert leer_libro(contenido).hojas[0].filas == []


def test_cien_mil_filas_se_rechazan_nombrando_la_hoja_y_el_limite_sin_leerlas(monkeypatch):
    libro = Workbook(write_only=True)
    pagina = libro.create_sheet("Comunas")
    for numero in range(100_000):
        pagina.append([numero])
    contenido = guardado(libro)
    monkeypatch.setattr("python_calamine.load_workbook", lambda *_: pytest.fail("abrió el libro"))

    frase = frase_de(contenido)

    assert "«Comunas»" in frase
    assert "20.000 filas por hoja" in frase


def test_veinte_mil_filas_caben():
    contenido = libro_de({"Provincias": [["Código"], *([str(n)] for n in range(20_000))]})

    assert len(leer_libro(contenido).hojas[0].filas) == 20_000


@pytest.mark.parametrize("valor", ["1e400", "nan", "99999999999999999999", "-1e308"])
def test_un_numero_imposible_con_formato_de_fecha_no_da_traza(valor):
    libro = Workbook()
    libro.active["A2"].number_format = "dd-mm-yyyy"
    libro.active["A2"] = 1
    libro.active["A2"].number_format = "dd-mm-yyyy"
    contenido = guardado(libro)
    xml = zipfile.ZipFile(io.BytesIO(contenido)).read(HOJA).decode()

    try:
        leer_libro(rearmado(contenido, {HOJA: xml.replace("<v>1</v>", f"<v>{valor}</v>")}))
    except LibroInvalido as error:
        assert str(error)


@pytest.mark.django_db
def test_formulas_errores_y_celdas_combinadas_se_nombran_por_su_lugar():
    libro = Workbook()
    pagina = libro.active
    pagina.title = "Provincias"
    pagina.append(["Código", "Nombre", "Región"])
    pagina.append(["051", "=UPPER(A1)", "#N/A"])
    pagina.merge_cells("B3:B5")

    resultado = previa(DIVISION, guardado(libro))

    dichos = motivos(resultado)
    assert "Provincias fila 2: la celda B2 tiene una fórmula: pega sólo valores" in dichos
    assert "Provincias fila 2: la celda C2 tiene un error de Excel: corrígela o déjala vacía" in dichos
    assert "Provincias fila 3: las celdas B3:B5 están combinadas: sepáralas y repite el valor en cada fila" in dichos
    assert resultado.cuenta("Provincias")["rechazadas"] == 2


@pytest.mark.django_db
def test_encabezados_que_sobran_faltan_o_se_repiten_se_nombran_con_sugerencia():
    filas = [["Codigo", "Nonbre", "Región", "REGION", None], ["051", "a", "05", "05", "suelto"]]

    resultado = previa(DIVISION, libro_de({"Provincias": filas}))

    assert motivos(resultado) == [
        "Provincias fila 1, Nonbre: «Nonbre» no es una columna de esta hoja; ¿quisiste decir «Nombre»?",
        "Provincias fila 1, REGION: el encabezado «REGION» está repetido",
        "Provincias fila 1: hay datos bajo una columna sin encabezado",
        "Provincias fila 1, Nombre: falta la columna «Nombre» en la fila 1",
    ]


@pytest.mark.django_db
def test_hojas_desconocidas_se_nombran_con_sugerencia():
    resultado = previa(DIVISION, libro_de({"Provinsias": [["Código"]], "Hoja2": [["x"]]}))

    assert motivos(resultado) == [
        "Provinsias: la planilla «division_de_juguete» no tiene una hoja llamada así; ¿quisiste decir «Provincias»?",
        "Hoja2: la planilla «division_de_juguete» no tiene una hoja llamada así; "
        "las opciones son: Provincias, Comunas, Territorios",
    ]


@pytest.mark.django_db
def test_filas_vacias_se_ignoran_y_el_numero_es_el_de_excel():
    libro = editado(exportado(DIVISION, vacia=True), {("Provincias", "A7"): "051", ("Provincias", "B5"): "   "})

    resultado = previa(DIVISION, libro)

    assert {rechazo.fila for rechazo in resultado.rechazos} == {7}


@pytest.mark.django_db
def test_caracteres_de_control_y_textos_enormes_se_rechazan_en_su_celda():
    fila = '<row r="1"><c r="A1" t="inlineStr"><is><t>Código</t></is></c><c r="B1" t="inlineStr"><is><t>Nombre</t></is>'
    fila += '</c><c r="C1" t="inlineStr"><is><t>Región</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a'
    fila += f'_x0000_b</t></is></c><c r="B2" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'

    resultado = previa(
        DIVISION,
        rearmado(libro_de({"Provincias": [["x"]]}), {HOJA: f"{CABECERA}<sheetData>{fila}</sheetData></worksheet>"}),
    )

    assert motivos(resultado)[:2] == [
        "Provincias fila 2, Código: contiene un carácter de control invisible (U+0000); bórralo",
        "Provincias fila 2, Nombre: tiene 40.000 caracteres y caben 80",
    ]


def test_si_el_lector_de_libros_entra_en_panico_tambien_es_una_frase(monkeypatch):
    panico = type("PanicException", (BaseException,), {})

    def falla(*_):
        raise panico("fuera de rango")

    monkeypatch.setattr("python_calamine.load_workbook", falla)

    assert "está dañado por dentro" in frase_de(libro_normal())
