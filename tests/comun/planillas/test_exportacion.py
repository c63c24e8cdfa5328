"""El libro exportado se puede editar en Excel sin romperlo y vuelve a entrar igual."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from comun.models import Bitacora, CifraDeclarada
from comun.planillas import ErrorDePlanilla, aplicar, exportar
from territorios.models import Provincia, Territorio
from tests.comun.planillas.juguete import CIFRAS, DIVISION, REGION, exportado, motivos, previa
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.territorios import ProvinciaFactory, RegionFactory, TerritorioFactory

pytestmark = pytest.mark.django_db
EN_UNA_TRANSACCION = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Lo que un texto de la base puede llevar: todo menos controles y sustitutos sueltos.
LETRAS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
PELIGROSOS = st.sampled_from(["=1+1", "+1", "-1", "@A1", "\t=1", "#N/A", "_x0041_", "_x000D_", "'=1", "1.234", "1e5"])
TEXTOS = st.text(LETRAS, max_size=60) | PELIGROSOS


def abierto(contenido):
    return load_workbook(io.BytesIO(contenido))


def test_la_guia_es_la_segunda_hoja_y_explica_cada_columna():
    libro = abierto(exportado(DIVISION))

    guia = list(libro["Guía"].values)
    assert libro.sheetnames == ["Provincias", "Guía", "Comunas", "Territorios"]
    assert guia[0][:2] == ("Tipo de planilla", "division_de_juguete")
    explicadas = {(fila[0], fila[1]): fila[2:5] for fila in guia if fila[2]}
    assert explicadas["Provincias", "Código (clave)"] == ("texto", "sí", "hasta 3 caracteres")
    assert explicadas["Comunas", "Población"][:2] == ("número entero", "no")
    assert "campamento; barrio o sector" in explicadas["Territorios", "Tipo"][2]
    assert explicadas["Territorios", "Provincias"][2] == "una fila de «Provincias» (varias se separan con «;»)"


def test_los_encabezados_quedan_fijos_y_protegidos_y_lo_demas_se_edita():
    CifraDeclaradaFactory()

    pagina = abierto(exportado(CIFRAS))["Cifras"]

    assert pagina.protection.sheet
    assert pagina.freeze_panes == "A2"
    assert pagina["A1"].font.bold
    assert pagina["A1"].protection.locked
    assert not pagina["A2"].protection.locked
    assert not pagina.column_dimensions["B"].protection.locked
    listas = {str(lista.sqref): lista.formula1 for lista in pagina.data_validations.dataValidation}
    assert listas["G2:G20001"] == '"sí,no"'


def test_cada_tipo_de_dato_se_escribe_como_tal():
    CifraDeclaradaFactory(valor=Decimal("11783.20"), documento="=HYPERLINK(1)", ambito="#N/A", mide="007", anio=2020)
    TerritorioFactory(vigente_desde=date(2019, 11, 1), vigente_hasta=date(2022, 5, 31))

    cifra = abierto(exportado(CIFRAS))["Cifras"]
    territorio = abierto(exportado(DIVISION))["Territorios"]

    assert [cifra[c].value for c in ("B2", "C2", "D2", "E2", "J2")] == ["007", "#N/A", 2020, 11783.2, "=HYPERLINK(1)"]
    assert {cifra[c].data_type for c in ("B2", "C2", "J2")} == {"s"}
    assert (cifra["E2"].number_format, cifra["B2"].number_format) == ("#,##0.00", "@")
    assert territorio["F2"].value.date() == date(2019, 11, 1)
    assert territorio["F2"].number_format == "dd-mm-yyyy"


def test_un_libro_de_un_solo_objeto_lleva_solo_lo_suyo_y_exige_su_codigo():
    ProvinciaFactory(codigo="051")
    ProvinciaFactory(codigo="081")

    pagina = abierto(exportado(REGION, codigo="05"))["Provincias"]

    assert [fila[1] for fila in pagina.values][1:] == ["051"]
    for codigo, dice in (("", "indica su código"), ("99", "No existe «99»")):
        with pytest.raises(ErrorDePlanilla, match=dice):
            exportar(REGION, codigo=codigo)
    with pytest.raises(ErrorDePlanilla, match="se exporta entera"):
        exportar(DIVISION, codigo="05")


def test_un_texto_que_no_cabe_en_una_celda_no_se_corta_en_silencio():
    CifraDeclaradaFactory(nota="x" * 32_768)

    with pytest.raises(ErrorDePlanilla, match=r"32\.768 caracteres"):
        exportar(CIFRAS)


def test_un_caracter_que_xml_no_admite_no_rompe_la_exportacion_y_se_acusa_al_importar():
    CifraDeclaradaFactory(nota="a\x0bb\ufffe")

    resultado = previa(CIFRAS, exportado(CIFRAS))

    assert motivos(resultado) == ["Cifras fila 2, Nota: contiene un carácter de control invisible (U+000B); bórralo"]


def test_exportar_queda_en_la_bitacora(encargada):
    RegionFactory(codigo="05")

    exportar(REGION, usuario=encargada, codigo="05")

    acto = Bitacora.objects.get()
    assert (acto.usuario, acto.acto, acto.codigo_objeto) == (encargada, Bitacora.Acto.EXPORTACION, "05")


def test_exportar_no_hace_mas_consultas_con_mas_filas(django_assert_num_queries):
    padre = TerritorioFactory()
    for cuantas in (2, 8):
        TerritorioFactory.create_batch(cuantas, padre=padre, provincias=[ProvinciaFactory(codigo="051")])
        with django_assert_num_queries(5):  # provincias, comunas, territorios, sus provincias y la bitácora
            exportar(DIVISION)


@EN_UNA_TRANSACCION
@given(
    nota=TEXTOS,
    documento=TEXTOS.filter(str.strip),
    valor=st.decimals(min_value=0, max_value=10**13, places=2),
    linea=st.none() | st.integers(0, 2**31 - 1).filter(lambda n: n != 13),
    es_minimo=st.booleans(),
)
@example(nota="_x0041_ y _x000D_", documento="_x005F_", valor=Decimal("12345678901234.56"), linea=0, es_minimo=True)
@example(nota=" =1+1\n", documento="=1+1", valor=Decimal("0.10"), linea=None, es_minimo=False)
def test_todo_lo_que_sale_vuelve_a_entrar_sin_cambios(nota, documento, valor, linea, es_minimo):
    CifraDeclarada.objects.all().delete()
    CifraDeclaradaFactory(nota=nota, documento=documento, valor=valor, linea=linea, es_minimo=es_minimo)

    resultado = previa(CIFRAS, exportado(CIFRAS))

    assert motivos(resultado) == []
    assert resultado.cambios == []


@EN_UNA_TRANSACCION
@given(
    nota=TEXTOS, valor=st.decimals(min_value=0, max_value=10**13, places=2), linea=st.none() | st.integers(14, 10**6)
)
def test_lo_que_sale_entra_exacto_en_otra_base(nota, valor, linea):
    CifraDeclarada.objects.all().delete()
    original = CifraDeclaradaFactory(nota=nota, valor=valor, linea=linea)
    libro = abierto(exportado(CIFRAS))
    libro["Cifras"]["A2"] = None
    salida = io.BytesIO()
    libro.save(salida)
    original.delete()

    aplicar(previa(CIFRAS, salida.getvalue()))

    nueva = CifraDeclarada.objects.get()
    assert nueva.nota == (nota if nota.strip() else "")
    assert (nueva.valor, nueva.linea) == (valor, linea)


@EN_UNA_TRANSACCION
@given(
    nombres=st.lists(st.text(LETRAS, min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=4),
    desde=st.none() | st.dates(date(1700, 1, 1), date(2100, 1, 1)),
    enlaces=st.lists(st.integers(0, 3), max_size=4),
)
def test_padres_hijos_y_fechas_vuelven_sin_cambios(nombres, desde, enlaces):
    Territorio.objects.update(padre=None)
    Territorio.objects.all().delete()
    provincias = [ProvinciaFactory(codigo=f"05{numero}") for numero in range(4)]
    padre = None
    for nombre in nombres:
        padre = TerritorioFactory(
            nombre=nombre, padre=padre, vigente_desde=desde, provincias=[provincias[n] for n in enlaces]
        )

    resultado = previa(DIVISION, exportado(DIVISION))

    assert motivos(resultado) == []
    assert resultado.cambios == []
    assert Provincia.objects.count() == 4
