"""CifraDeclarada: cada restricción, por su nombre, y la búsqueda de lo declarado."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comun.models import CifraDeclarada
from tests.fabricas.comun import CifraDeclaradaFactory


@pytest.mark.parametrize(
    ("nombre", "frase", "campos"),
    [
        ("comun_cifra_no_negativa", "no puede ser negativa", {"valor": -1}),
        ("comun_cifra_alternativa_distinta", "debe ser distinto", {"valor": 5, "valor_alternativo": 5}),
        ("comun_cifra_monto_con_moneda", "necesita su moneda", {"unidad": "monto", "moneda": ""}),
    ],
)
def test_la_base_y_el_formulario_rechazan_lo_imposible(nombre, frase, campos, db):
    with pytest.raises(ValidationError, match=frase):
        CifraDeclaradaFactory.build(**campos).full_clean()
    with pytest.raises(IntegrityError, match=nombre), transaction.atomic():
        CifraDeclaradaFactory(**campos)


def test_se_aceptan_un_cero_un_segundo_valor_y_un_monto_con_moneda(db):
    CifraDeclaradaFactory(valor=0, valor_alternativo=1)
    CifraDeclaradaFactory(unidad="monto", moneda="CLP")

    assert CifraDeclarada.objects.count() == 2
