from django.db import models
from django.db.models import Q

from comun.busqueda import texto_de_busqueda


class ComunaQuerySet(models.QuerySet):
    def de_norte_a_sur(self):
        return self.order_by("provincia__region__orden", "codigo")

    def con_division(self):
        """Con su provincia y región ya leídas."""
        return self.select_related("provincia__region")

    def de_region(self, region):
        return self.filter(provincia__region=region)


class Comuna(models.Model):
    """Una de las 346 comunas, con su código único territorial. Población y superficie pueden no saberse."""

    codigo = models.CharField("código", max_length=5, unique=True)
    nombre = models.CharField("nombre", max_length=80)
    provincia = models.ForeignKey(
        "territorios.Provincia", models.PROTECT, related_name="comunas", verbose_name="provincia"
    )
    poblacion = models.PositiveIntegerField("población (Censo 2024)", null=True, blank=True)
    superficie_km2 = models.DecimalField("superficie en km²", max_digits=9, decimal_places=1, null=True, blank=True)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("nombre"),
        output_field=models.CharField(max_length=100, verbose_name="texto de búsqueda"),
        db_persist=True,
    )

    objects = ComunaQuerySet.as_manager()

    class Meta:
        verbose_name = "comuna"
        verbose_name_plural = "comunas"
        constraints = [
            models.UniqueConstraint(
                fields=["provincia", "nombre"],
                name="territorios_comuna_nombre_unico",
                violation_error_message="La provincia ya tiene una comuna con ese nombre.",
            ),
            models.CheckConstraint(
                name="territorios_comuna_superficie_positiva",
                condition=Q(superficie_km2__isnull=True) | Q(superficie_km2__gt=0),
                violation_error_message="La superficie debe ser mayor que cero, o quedar sin dato.",
            ),
        ]

    def __str__(self):
        return self.nombre

    @property
    def zona_horaria(self):
        return self.provincia.zona_horaria


class CodigoHistorico(models.Model):
    """El código que una comuna llevó antes de cambiar de provincia o región: los archivos antiguos aún lo usan."""

    codigo = models.CharField("código", max_length=5, unique=True)
    comuna = models.ForeignKey(
        "territorios.Comuna", models.CASCADE, related_name="codigos_historicos", verbose_name="comuna"
    )
    vigente_hasta = models.DateField("vigente hasta")

    class Meta:
        verbose_name = "código histórico de comuna"
        verbose_name_plural = "códigos históricos de comunas"

    def __str__(self):
        return f"{self.codigo} ({self.comuna})"
