from django.db import models

from comun.models import Registrado


class Localidad(Registrado):
    """Un lugar con nombre dentro de un territorio (una villa, una toma, un caserío) que no es división oficial."""

    territorio = models.ForeignKey(
        "territorios.Territorio", models.CASCADE, related_name="localidades", verbose_name="territorio"
    )
    nombre = models.CharField("nombre", max_length=120)
    comuna = models.ForeignKey(
        "territorios.Comuna",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="localidades",
        verbose_name="comuna",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)

    class Meta:
        verbose_name = "localidad"
        verbose_name_plural = "localidades"
        constraints = [
            models.UniqueConstraint(
                fields=["territorio", "nombre"],
                name="territorios_localidad_nombre_unico",
                violation_error_message="El territorio ya tiene una localidad con ese nombre.",
            ),
        ]

    def __str__(self):
        return self.nombre
