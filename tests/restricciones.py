"""Cómo se prueba una restricción por su nombre: la explica al validar y la impone la base."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def impide(nombre, objeto):
    """Comprueba que la restricción `nombre` del modelo rechaza el objeto con su frase, y que la base también."""
    restriccion = next(r for r in type(objeto)._meta.constraints if r.name == nombre)

    with pytest.raises(ValidationError) as rechazo:
        restriccion.validate(type(objeto), objeto)
    with pytest.raises(IntegrityError), transaction.atomic():
        objeto.save()

    assert rechazo.value.messages == [str(restriccion.violation_error_message)]
