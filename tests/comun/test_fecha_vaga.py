"""Una fecha se escribe con la precisión con que se sabe."""

from datetime import date
from types import SimpleNamespace

import pytest

from comun.models import FechaVaga


@pytest.mark.parametrize(
    ("precision", "desde", "hasta", "escrita"),
    [
        ("dia", date(2007, 5, 3), date(2007, 5, 3), "03-05-2007"),
        ("mes", date(2007, 7, 1), date(2007, 7, 31), "julio de 2007"),
        ("anio", date(2020, 1, 1), date(2020, 12, 31), "2020"),
        ("rango", date(2006, 12, 18), date(2006, 12, 19), "18-12-2006 al 19-12-2006"),
        ("rango", date(2006, 12, 18), date(2006, 12, 18), "18-12-2006"),
        ("dia", None, None, "sin dato"),
    ],
)
def test_fecha_legible(precision, desde, hasta, escrita):
    fecha = SimpleNamespace(precision=precision, desde=desde, hasta=hasta)

    assert FechaVaga.fecha_legible.fget(fecha) == escrita
