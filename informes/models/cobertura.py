from django.db import models

from comun.models import Registrado
from informes.models.anio import campo_anio
from informes.models.marco import Indicador


class CoberturaDeFilas(Registrado):
    """Dice si las filas guardadas de una métrica, ámbito y año están completas: sólo entonces ganan a lo declarado."""

    metrica = models.CharField("métrica", max_length=40, choices=Indicador.Metrica)
    corte = models.CharField("corte", max_length=40, blank=True)
    ambito = models.CharField("ámbito", max_length=40, help_text="Código de la mesa.")
    anio = campo_anio()
    completas = models.BooleanField("las filas están completas", default=False)

    class Meta:
        verbose_name = "cobertura de filas"
        verbose_name_plural = "coberturas de filas"
        constraints = [
            models.UniqueConstraint(
                fields=["metrica", "corte", "ambito", "anio"],
                name="informes_cobertura_unica",
                violation_error_message="La cobertura de esa métrica, ámbito y año ya está dicha.",
            ),
        ]

    def __str__(self):
        return f"{self.metrica} de {self.ambito} en {self.anio}"
