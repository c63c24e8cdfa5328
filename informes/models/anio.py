"""El año de un dato de un proyecto, con sus límites: «20200» es un dedo de más, no un año."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

_FUERA = "El año debe estar entre 1990 y 2100."
LIMITES_DE_ANIO = [MinValueValidator(1990, _FUERA), MaxValueValidator(2100, _FUERA)]


def campo_anio(nombre="año", **opciones):
    """Un año de cuatro cifras, de los que un proyecto puede tener."""
    return models.PositiveSmallIntegerField(nombre, validators=LIMITES_DE_ANIO, **opciones)
