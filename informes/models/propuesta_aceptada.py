from django.db import models

from comun.models import Registrado
from informes.models.informe_anual import InformeAnual
from informes.models.marco import Indicador


class PropuestaAceptada(Registrado):
    """Lo que los datos proponían cuando la persona lo usó; lo que ella escribió después queda en su sección."""

    informe = models.ForeignKey(
        InformeAnual, models.CASCADE, related_name="propuestas_aceptadas", verbose_name="informe"
    )
    indicador = models.ForeignKey(
        Indicador, models.CASCADE, related_name="propuestas_aceptadas", verbose_name="indicador"
    )
    seccion = models.CharField("sección", max_length=40)
    valor = models.DecimalField("valor propuesto", max_digits=16, decimal_places=2, null=True, blank=True)
    frase = models.TextField("frase propuesta")
    usada_at = models.DateTimeField("usada el")
    usada_por = models.ForeignKey(
        "actores.Usuario", models.PROTECT, related_name="propuestas_aceptadas", verbose_name="usada por"
    )

    class Meta:
        verbose_name = "propuesta aceptada"
        verbose_name_plural = "propuestas aceptadas"

    def __str__(self):
        return self.frase[:80]
