"""La búsqueda ignora mayúsculas y tildes igual en Python y en la base, sea cual sea."""

import pytest
from django.db import connection
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actores.models import Usuario
from comun.busqueda import SinTildes, normalizar

ESPANOL = "abcdefghijklmnñopqrstuvwxyzáéíóúü"
PALABRAS = st.lists(st.text(ESPANOL + ESPANOL.upper() + "0123456789-.,'%_\\", min_size=1), min_size=1).map(" ".join)


def en_la_base(texto):
    return Usuario.objects.annotate(sin=SinTildes(Value(texto))).values_list("sin", flat=True).get()


@pytest.mark.parametrize(
    ("escrito", "comparado"),
    [
        ("Ñuñoa", "nunoa"),
        ("  VALPARAÍSO \t del\nsur ", "valparaiso del sur"),
        ("Pingüino", "pinguino"),
        (None, ""),
        ("", ""),
        ("O’Higgins", "o’higgins"),
    ],
)
def test_normalizar(escrito, comparado):
    assert normalizar(escrito) == comparado


@given(st.text(st.characters(codec="latin-1")))
def test_normalizar_dos_veces_es_lo_mismo_que_una(texto):
    assert normalizar(normalizar(texto)) == normalizar(texto)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texto=PALABRAS)
def test_la_base_normaliza_lo_mismo_que_python_en_espanol(encargada, texto):
    assert en_la_base(texto) == normalizar(texto), connection.vendor
