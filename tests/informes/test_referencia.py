"""El convertidor de la referencia a planilla: qué no puede leer, y cómo se lee el texto de un PDF."""

import re

import pytest

from tests.informes import medir, referencia


@referencia.requiere_referencia
def test_el_convertidor_no_lee_lo_que_el_informe_debe_componer_por_si_mismo():
    assert referencia.planilla(referencia.datos())


@pytest.mark.parametrize("clave", ["celda_literal", "celdas_literales", "literal", "fila_subtotal", "totales"])
def test_leer_una_clave_vedada_es_un_error(clave):
    vigilado = referencia.vigilar({"II": {"productos": [{clave: "algo", "numero": 1}]}})["II"]["productos"][0]

    for leer in (lambda: vigilado[clave], lambda: vigilado.get(clave), vigilado.items, vigilado.values):
        with pytest.raises(AssertionError, match=re.escape(clave)):
            leer()


@referencia.requiere_referencia
def test_la_referencia_trae_claves_vedadas_que_vigilar():
    """Si no trajera ninguna, que el convertidor no las lea no diría nada."""

    def claves(valor):
        if isinstance(valor, dict):
            return set(valor).union(*(claves(dict.__getitem__(valor, clave)) for clave in valor))
        return set().union(*map(claves, valor)) if isinstance(valor, list) else set()

    vedadas = {clave for clave in claves(referencia.datos()) if referencia.esta_vedada(clave)}

    assert {"celda_literal", "celdas_literales", "fila_subtotal", "totales", "literal"} <= vedadas


def test_los_encabezados_y_pies_de_pagina_no_cuentan_y_lo_demas_si():
    texto = "Borrador\nMeta para\n2021\nIA-121119-2020 Página 1 de 2\n\fBorrador\npúblicas-\n-privadas\n71400\n"

    assert medir.lineas_de_pdf(texto) == ["Meta para", "2021", "públicas-privadas", "71400"]
