"""Fábricas de los modelos comunes."""

import factory

from comun.models import CifraDeclarada


class CifraDeclaradaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CifraDeclarada

    codigo = factory.Sequence(lambda n: f"F-{900000 + n}")
    mide = "integrantes"
    ambito = "M-05-0001"
    anio = 2020
    valor = 28
    unidad = CifraDeclarada.Unidad.PERSONAS
    documento = "Informe de ejemplo"
