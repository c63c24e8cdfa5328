from django.db import models

from territorios.models.region import ZonaHoraria


class ProvinciaQuerySet(models.QuerySet):
    def de_norte_a_sur(self):
        return self.order_by("region__orden", "codigo")


class Provincia(models.Model):
    """Una de las 56 provincias, con su código oficial."""

    codigo = models.CharField("código", max_length=3, unique=True)
    nombre = models.CharField("nombre", max_length=80)
    region = models.ForeignKey("territorios.Region", models.PROTECT, related_name="provincias", verbose_name="región")
    zona_horaria_propia = models.CharField(
        "zona horaria, si no es la de su región", max_length=30, choices=ZonaHoraria, blank=True
    )

    objects = ProvinciaQuerySet.as_manager()

    class Meta:
        verbose_name = "provincia"
        verbose_name_plural = "provincias"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "nombre"],
                name="territorios_provincia_nombre_unico",
                violation_error_message="La región ya tiene una provincia con ese nombre.",
            ),
        ]

    def __str__(self):
        return self.nombre

    @property
    def zona_horaria(self):
        return self.zona_horaria_propia or self.region.zona_horaria
