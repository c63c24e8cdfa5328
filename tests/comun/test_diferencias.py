"""Las palabras que cambiaron entre dos textos…"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.diferencias import palabras_que_cambiaron


def marcado(trozos):
    return "".join(f"[{trozo.texto}]" if trozo.cambia else trozo.texto for trozo in trozos)


@pytest.mark.parametrize(
    ("antes", "despues", "marcados"),
    [
        ("La mesa sesionó tres veces.", "La mesa sesionó cuatro veces.", ("[tres]", "[cuatro]")),
        ("Gasto de 1.234,56 en total", "Gasto de 1.234,57 en total", ("[1.234,56]", "[1.234,57]")),
        ("El comité aprobó el plan", "El comité no aprobó el plan", ("", "[ no]")),
        ("Uno y dos más tres cuatro", "Uno y otras cosas más tres cuatro", ("[dos]", "[otras cosas]")),
        ("La gran casa del barrio", "La pequeña finca del barrio", ("[gran casa]", "[pequeña finca]")),
        ("Nada que ver", "Otra frase enteramente distinta", ("[Nada que ver]", "[Otra frase enteramente distinta]")),
        ("Igual", "Igual", ("", "")),
    ],
)
def test_se_marcan_y_nada_mas(antes, despues, marcados):
    lados = palabras_que_cambiaron(antes, despues)

    assert tuple("".join(f"[{t.texto}]" for t in lado if t.cambia) for lado in lados) == marcados


def test_lo_que_sigue_igual_entre_dos_cambios_no_se_marca():
    antes, despues = palabras_que_cambiaron("Vino mucha gente buena a la sesión", "Vino poca gente mala a la sesión")

    assert marcado(antes) == "Vino [mucha] gente [buena] a la sesión"
    assert marcado(despues) == "Vino [poca] gente [mala] a la sesión"


@given(st.text(max_size=40), st.text(max_size=40))
def test_los_trozos_vuelven_a_dar_los_textos(antes, despues):
    lados = palabras_que_cambiaron(antes, despues)

    assert tuple("".join(trozo.texto for trozo in lado) for lado in lados) == (antes, despues)
