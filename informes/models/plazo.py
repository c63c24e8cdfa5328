from django.db import models

from comun.models import Registrado
from informes.models.anio import campo_anio


class PlazoDeInforme(Registrado):
    """Hasta cuándo se entrega, o se emite, una clase de informe de un año."""

    class Clase(models.TextChoices):
        ANUAL = "anual", "informe anual de proyecto"

    class Etapa(models.TextChoices):
        ENVIO = "envio", "envío a revisión"
        EMISION = "emision", "emisión"

    clase = models.CharField("clase de informe", max_length=10, choices=Clase)
    anio = campo_anio("año que se informa")
    etapa = models.CharField("etapa", max_length=10, choices=Etapa)
    fecha = models.DateField("plazo")

    class Meta:
        verbose_name = "plazo de informe"
        verbose_name_plural = "plazos de informes"
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "anio", "etapa"],
                name="informes_plazo_uno_por_etapa",
                violation_error_message="Esa etapa ya tiene plazo para ese año.",
            ),
        ]

    def __str__(self):
        return f"{self.get_etapa_display()} del {self.get_clase_display()} {self.anio}: {self.fecha:%d-%m-%Y}"
