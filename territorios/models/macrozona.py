from django.db import models


class MacrozonaQuerySet(models.QuerySet):
    def de_norte_a_sur(self):
        return self.order_by("orden")


class Macrozona(models.Model):
    """Grupo de regiones que se reúnen en los encuentros; cada región nombra a lo más una, y no se repite."""

    codigo = models.CharField("código", max_length=2, unique=True)
    nombre = models.CharField("nombre", max_length=80, unique=True)
    orden = models.PositiveSmallIntegerField("orden de norte a sur", unique=True)

    objects = MacrozonaQuerySet.as_manager()

    class Meta:
        verbose_name = "macrozona"
        verbose_name_plural = "macrozonas"

    def __str__(self):
        return self.nombre
