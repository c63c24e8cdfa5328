"""El reparto de las columnas…"""

import pytest

from comun.documentos.arbol import Celda, Columna, Fila, Lista, Tabla
from comun.documentos.medidas import ancho_de, anchos


def reparto(*textos, relativos=(1, 1, 1), total=300):
    filas = (Fila(textos),)
    return anchos(Tabla("T", tuple(Columna(n) for n in relativos), filas), total, 10, 8)


def test_respeta_los_anchos_pedidos_si_las_palabras_caben():
    assert reparto("a", "b", "c", relativos=(1, 2, 3)) == [50, 100, 150]


def test_ensancha_la_columna_cuya_palabra_no_cabe_y_conserva_el_total():
    angosta, *otras = reparto("recomendaciones y más", "b", "c", relativos=(1, 5, 5))

    assert angosta >= ancho_de("recomendaciones", 10) + 8
    assert sum([angosta, *otras]) == pytest.approx(300)


def test_cuenta_la_sangria_de_las_vinetas():
    con_vineta = reparto(Celda(Lista(("implementaciones",))), "b", "c", relativos=(1, 5, 5))[0]

    assert con_vineta > reparto("implementaciones", "b", "c", relativos=(1, 5, 5))[0]


def test_una_palabra_descomunal_no_se_queda_con_la_tabla():
    anchas = reparto("a" * 500, "palabra", "otra")

    assert sum(anchas) == pytest.approx(300)
    assert anchas[0] <= 0.4 * 300 + 8
    assert min(anchas) > 60


def test_si_nada_cabe_reparte_segun_lo_que_cada_una_necesita():
    assert sum(reparto("a" * 60, "b" * 60, "c" * 60)) == pytest.approx(300)


def test_si_nada_cabe_los_numeros_no_se_parten():
    columnas = (Columna(1), Columna(1), Columna(1, "derecha"))
    tabla = Tabla("T", columnas, (Fila(("a" * 60, "b" * 60, "11,783.20")),))

    *textos, monto = anchos(tabla, 300, 10, 8)

    assert monto == ancho_de("11,783.20", 10) + 8
    assert sum([*textos, monto]) == pytest.approx(300)
