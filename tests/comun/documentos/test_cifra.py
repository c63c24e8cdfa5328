"""Una cifra…"""

from decimal import Decimal

import pytest

from comun.documentos.arbol import Cifra, FilaDeOrigen
from comun.documentos.cifra import DENOMINADOR, NUMERADOR


def filas(*valores, **campos):
    return tuple(FilaDeOrigen(f"G-{n}", valor=valor, **campos) for n, valor in enumerate(valores))


def cifra(valor, operacion, filas=(), **campos):
    return Cifra(valor, "pnud", operacion, filas, **campos)


def test_se_recalcula_como_suma():
    assert cifra(Decimal("11000.00"), "suma", filas(Decimal("5500.00"), 5500)).cuadra()
    assert not cifra(Decimal("11000.01"), "suma", filas(Decimal("5500.00"), 5500)).cuadra()


def test_se_recalcula_como_conteo_y_promedio():
    assert cifra(3, "conteo", filas(None, None, None)).cuadra()
    assert cifra(Decimal("2.67"), "promedio", filas(1, 3, 4), decimales=2).cuadra()


def test_no_toma_lo_ausente_como_cero():
    assert cifra(None, "promedio", filas(4, None, 6)).recalcular() == 5
    assert cifra(None, "suma", filas(None, None)).recalcular() is None
    assert cifra(None, "suma").cuadra()
    assert cifra(0, "suma").cuadra()
    assert not cifra(0, "suma", filas(None)).cuadra()
    assert not cifra(None, "suma", filas(5)).cuadra()


def test_se_recalcula_como_razon_de_sumas():
    partes = filas(9, 1, grupo=NUMERADOR) + filas(10, 10, grupo=DENOMINADOR)

    assert cifra(50, "razon", partes, factor=100).cuadra()
    assert cifra(None, "razon", filas(9, grupo=NUMERADOR)).cuadra()
    assert cifra(None, "razon", filas(9, grupo=NUMERADOR) + filas(0, grupo=DENOMINADOR)).cuadra()


def test_se_recalcula_como_tasa_sobre_la_suma():
    base = filas(Decimal("5500"), Decimal("5500"), Decimal("440"), tasa=3)

    assert cifra(Decimal("343.20"), "tasa", base, decimales=2).cuadra()
    assert not cifra(Decimal("330.00"), "tasa", base, decimales=2).cuadra()


def test_redondea_cada_grupo_de_tasas_por_separado():
    uno = filas(Decimal("0.30"), tasa=5, grupo="hasta junio")
    otro = filas(Decimal("0.30"), tasa=5, grupo="desde julio")

    assert cifra(Decimal("0.04"), "tasa", uno + otro, decimales=2).cuadra()


def test_escribe_sin_dato_cuando_falta_el_valor():
    assert cifra(None, "ingresada").texto == "sin dato"
    assert cifra(Decimal("11783.2"), "ingresada").texto == "11,783.20"


def test_ingresada_o_declarada_no_se_calcula():
    assert cifra(28, "declarada", filas(1)).cuadra()
    assert not cifra(28, "declarada").recalculable


@pytest.mark.parametrize("valor", [1.5, True, "3"])
def test_rechaza_lo_que_no_es_decimal_ni_entero(valor):
    with pytest.raises(TypeError):
        cifra(valor, "suma")


@pytest.mark.parametrize("valor", ["NaN", "Infinity"])
def test_rechaza_lo_que_no_es_finito(valor):
    with pytest.raises(ValueError, match="finito"):
        FilaDeOrigen("G", valor=Decimal(valor))


def test_rechaza_una_operacion_desconocida():
    with pytest.raises(ValueError, match="mediana"):
        cifra(1, "mediana")
