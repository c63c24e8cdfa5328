"""formato(): números, dinero y fechas de Chile; lo ausente es «sin dato» y nunca 0."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.timezone import override
from hypothesis import given
from hypothesis import strategies as st

from comun.formatos import SIN_DATO, a_centavos, formato


@pytest.mark.parametrize(
    ("valor", "tipo", "escrito"),
    [
        (None, "clp", "sin dato"),
        ("", None, "sin dato"),
        (0, None, "0"),
        (Decimal("0.00"), "usd", "US$ 0,00"),
        (1234567, None, "1.234.567"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("1E+3"), None, "1.000"),
        (-1234, "entero", "-1.234"),
        (Decimal("2.5"), "entero", "3"),
        (Decimal("54.65"), "porcentaje", "54,7 %"),
        (Decimal("100"), "porcentaje", "100 %"),
        (Decimal("1234.565"), "pnud", "1,234.57"),
        (Decimal("-0.005"), "pnud", "-0.01"),
        (15000000, "clp", "$15.000.000"),
        (-15000000, "clp", "-$15.000.000"),
        (Decimal("11783.2"), "usd", "US$ 11.783,20"),
        (Decimal("11783.2"), "USD", "US$ 11.783,20"),
        (date(2026, 11, 20), None, "20-11-2026"),
        (date(2026, 11, 20), "fecha_larga", "viernes 20-11-2026"),
        (date(2007, 7, 1), "mes", "julio de 2007"),
        (datetime(2026, 11, 20, 15, 5), None, "20-11-2026 15:05"),
        ("texto", None, "texto"),
        (True, None, "True"),
    ],
)
def test_formato(valor, tipo, escrito):
    assert formato(valor, tipo) == escrito


@given(st.decimals(-(10**12), 10**12, places=2))
def test_lo_escrito_se_puede_volver_a_leer(monto):
    escrito = formato(monto, "numero")

    assert Decimal(escrito.replace(".", "").replace(",", ".")) == monto


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_centavos_redondea_la_mitad_alejandose_de_cero(monto):
    redondeado = a_centavos(monto)

    assert abs(redondeado - monto) <= Decimal("0.005")
    assert a_centavos(-monto) == -redondeado


def test_lo_ausente_nunca_se_escribe_como_cero():
    assert {formato(None, tipo) for tipo in ("numero", "entero", "porcentaje", "pnud", "clp", "fecha")} == {SIN_DATO}


@override("America/Santiago")
def test_un_momento_se_escribe_en_la_hora_en_vigor():
    assert formato(datetime(2026, 11, 20, 21, 35, tzinfo=UTC)) == "20-11-2026 18:35"
    assert formato(datetime(2026, 11, 21, 1, 0, tzinfo=UTC), "fecha") == "20-11-2026"
