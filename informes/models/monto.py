"""Cómo se guarda un monto de un proyecto, con sus límites en el formulario y en la base."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

MONTO_MAXIMO = Decimal("9999999999.99")
LIMITES_DE_MONTO = [
    MinValueValidator(Decimal(0), "El monto no puede ser negativo."),
    MaxValueValidator(MONTO_MAXIMO, "El monto es demasiado grande: revisa la unidad y los decimales."),
]


def campo_monto(nombre, **opciones):
    """Un monto en unidades de la moneda del proyecto, con dos decimales."""
    return models.DecimalField(nombre, max_digits=14, decimal_places=2, validators=LIMITES_DE_MONTO, **opciones)


def monto_valido(nombre):
    return models.CheckConstraint(
        name=nombre,
        condition=Q(monto__gte=0) & Q(monto__lte=MONTO_MAXIMO),
        violation_error_message="El monto debe estar entre 0 y 9.999.999.999,99.",
    )
