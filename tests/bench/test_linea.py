"""La línea de una medición."""

import pytest

from tests.bench.linea import LineaIlegible, Medida, leer


def test_se_escribe_con_sus_campos_en_orden():
    medida = Medida("informe_pdf", cpu_ms=74.86, wall_ms=80, base_ms=50.63, ratio=1.4785, queries=22, rss_mb=270.4)

    assert str(medida) == "bench informe_pdf cpu_ms=74.9 wall_ms=80.0 base_ms=50.6 ratio=1.48 queries=22 rss_mb=270"


def test_omite_lo_que_no_corresponde_pero_no_un_cero():
    assert str(Medida("proceso", rss_mb=270)) == "bench proceso rss_mb=270"
    assert str(Medida("nada", queries=0)) == "bench nada queries=0"


def test_leer_devuelve_lo_escrito():
    medida = Medida("lista_mesas_10", cpu_ms=16.2, wall_ms=16.2, base_ms=10.1, ratio=1.6, queries=8)

    assert leer(f"{medida}\n") == medida


@pytest.mark.parametrize(
    "linea",
    [
        "",
        "bench",
        "bench cpu_ms=1.0",
        "banco informe_pdf cpu_ms=1.0",
        "bench informe_pdf cpu_ms",
        "bench informe_pdf cpu_ms=rápido",
        "bench informe_pdf queries=1.5",
        "bench informe_pdf tiempo=1.0",
        "bench informe_pdf cpu_ms=1.0 cpu_ms=2.0",
    ],
)
def test_leer_rechaza_lo_que_no_es_una_medicion(linea):
    with pytest.raises(LineaIlegible):
        leer(linea)
