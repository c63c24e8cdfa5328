"""Lo que una persona escribe en una celda se entiende o se rechaza, nunca se adivina."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.formatos import formato
from comun.planillas import ErrorDeCelda, celdas


@pytest.mark.parametrize(
    ("escrito", "valor"),
    [
        (1234.56, "1234.56"),
        (11783.2, "11783.20"),
        (0.1 + 0.2, "0.3"),
        (28.0, "28"),
        (-5, "-5"),
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        (" $ 1.000.000 ", "1000000"),
        ("US$ 11.783,20", "11783.20"),
        ("-$1.000.000", "-1000000"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("000012", "12"),
    ],
)
def test_numero_se_entiende_en_las_formas_usuales(escrito, valor):
    assert celdas.numero(escrito) == Decimal(valor)


@pytest.mark.parametrize(
    "escrito",
    [
        "1.234",
        "12,345",
        "-1.234",
        "1.23.456",
        "1,2,3",
        "1.234,5.6",
        "12.34,5",
        "doce",
        "4 %",
        "1e5",
        "1.",
        ",5",
        "--1",
        "1 2",
        "٣",
        True,
        date(2020, 1, 2),
        float("nan"),
        float("inf"),
    ],
)
def test_numero_ambiguo_o_que_no_lo_es_se_rechaza(escrito):
    with pytest.raises(ErrorDeCelda):
        celdas.numero(escrito)


def test_el_numero_ambiguo_dice_como_escribirlo():
    with pytest.raises(ErrorDeCelda, match=r"«1\.234» es ambiguo: escribe 1234 si es el entero, o 1,2340 si no"):
        celdas.numero("1.234")


@pytest.mark.parametrize(("escrito", "valor"), [("1.234", 1234), ("12", 12), (3.0, 3), ("-1.234.567", -1234567)])
def test_entero_admite_el_punto_de_miles(escrito, valor):
    assert celdas.entero(escrito) == valor


@pytest.mark.parametrize("escrito", [2.5, "2,5", "1.23", "1,234", "x", True])
def test_entero_rechaza_decimales(escrito):
    with pytest.raises(ErrorDeCelda):
        celdas.entero(escrito)


@pytest.mark.parametrize(
    "escrito",
    [
        "02-01-2020",
        "2-1-2020",
        "02/01/2020",
        "02.01.2020",
        "2020-01-02",
        " 02-01-2020 ",
        date(2020, 1, 2),
        datetime(2020, 1, 2),
    ],
)
def test_fecha_se_entiende_con_el_dia_primero_o_en_iso(escrito):
    assert celdas.fecha(escrito) == date(2020, 1, 2)


@pytest.mark.parametrize(
    "escrito",
    [
        "31-02-2020",
        "01-13-2020",
        "02-01-20",
        "julio 2007",
        "02-01/2020",
        "0001-01-01",
        "01-01-9999",
        "٠٢-٠١-٢٠٢٠",
        43831.0,
        True,
        datetime(2020, 1, 2, 3, 4),
    ],
)
def test_fecha_imposible_o_incompleta_se_rechaza(escrito):
    with pytest.raises(ErrorDeCelda):
        celdas.fecha(escrito)


@pytest.mark.parametrize(
    ("escrito", "valor"), [("sí", True), ("SI ", True), ("No", False), (True, True), (False, False), ("s", True)]
)
def test_si_no_se_entiende(escrito, valor):
    assert celdas.si_no(escrito) is valor


@pytest.mark.parametrize(("celda", "texto"), [(121119.0, "121119"), (1.1, "1.1"), ("a\r\nb\rc", "a\nb\nc"), (0.0, "0")])
def test_texto_de_un_numero_se_lee_como_se_ve(celda, texto):
    assert celdas.texto(celda) == texto


@pytest.mark.parametrize("celda", ["a\x00b", "\x1b[31m", "\x7f", True, date(2020, 1, 2), datetime(2020, 1, 2)])
def test_texto_con_controles_o_de_otro_tipo_se_rechaza(celda):
    with pytest.raises(ErrorDeCelda):
        celdas.texto(celda)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_todo_numero_escrito_como_en_chile_o_plano_se_entiende_igual_o_se_rechaza(valor):
    for escrito in (formato(valor, "numero"), f"{valor:f}", float(valor)):
        try:
            assert celdas.numero(escrito) == valor
        except ErrorDeCelda as error:
            assert "ambiguo" in str(error)


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.datetimes(), st.dates(), st.times(), st.integers()))
def test_ninguna_celda_rompe_a_ningun_lector(celda):
    for leer in (celdas.texto, celdas.numero, celdas.entero, celdas.fecha, celdas.si_no):
        try:
            leer(celda)
        except ErrorDeCelda as error:
            assert "\n" not in str(error)
