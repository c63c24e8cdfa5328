"""El RUT."""

import pytest
from django.core.exceptions import ValidationError

from actores.rut import normalizar_rut


@pytest.mark.parametrize("escrito", ["76.123.456-0", "761234560", "76123456-0", " 76 123 456-0 "])
def test_se_guarda_igual_como_sea_que_se_escriba(escrito):
    assert normalizar_rut(escrito) == "76123456-0"


def test_el_digito_k_se_guarda_en_mayuscula():
    assert normalizar_rut("10.000.013-k") == "10000013-K"


def test_vacio_es_vacio():
    assert normalizar_rut("  ") == normalizar_rut(None) == ""


@pytest.mark.parametrize("escrito", ["76.123.456-1", "hola", "....-0", "1-9", "-0", "76.123.456-0 y más", "9" * 300])
def test_uno_equivocado_da_una_frase(escrito):
    with pytest.raises(ValidationError, match="no es válido: revisa los números y el dígito verificador"):
        normalizar_rut(escrito)
