from django.db import models
from django.db.models import F, Q


class ZonaHoraria(models.TextChoices):
    """Las horas oficiales de Chile: sólo la primera y la de la isla cambian dos veces al año."""

    SANTIAGO = "America/Santiago", "Chile continental"
    AYSEN = "America/Coyhaique", "Aysén"
    MAGALLANES = "America/Punta_Arenas", "Magallanes"
    ISLA_DE_PASCUA = "Pacific/Easter", "Isla de Pascua"


class RegionQuerySet(models.QuerySet):
    def de_norte_a_sur(self):
        return self.order_by("orden")

    def vigentes(self, *, al):
        """Las regiones que existían en la fecha (13 hasta octubre de 2007, 16 desde septiembre de 2018)."""
        return self.filter(Q(vigente_desde__isnull=True) | Q(vigente_desde__lte=al))


class Region(models.Model):
    """Una de las 16 regiones de Chile, con su código oficial y la región de la que se separó, si la hubo."""

    codigo = models.CharField("código", max_length=2, unique=True)
    nombre = models.CharField("nombre", max_length=80)
    nombre_corto = models.CharField("nombre corto", max_length=40)
    nombre_completo = models.CharField("nombre completo", max_length=120)
    abreviatura = models.CharField("abreviatura", max_length=10)
    numero_historico = models.CharField("número romano (histórico)", max_length=5, blank=True)
    orden = models.PositiveSmallIntegerField("orden de norte a sur", unique=True)
    macrozona = models.ForeignKey(
        "territorios.Macrozona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regiones",
        verbose_name="macrozona",
    )
    zona_horaria = models.CharField("zona horaria", max_length=30, choices=ZonaHoraria, default=ZonaHoraria.SANTIAGO)
    vigente_desde = models.DateField("vigente desde", null=True, blank=True)
    escindida_de = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="escindidas", verbose_name="se separó de"
    )
    ley = models.CharField("ley que la creó", max_length=40, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "región"
        verbose_name_plural = "regiones"
        constraints = [
            models.CheckConstraint(
                name="territorios_region_escindida_con_fecha",
                condition=Q(escindida_de__isnull=True, vigente_desde__isnull=True)
                | Q(escindida_de__isnull=False, vigente_desde__isnull=False),
                violation_error_message="Una región que se separó de otra necesita la fecha, y sólo ella la lleva.",
            ),
            models.CheckConstraint(
                name="territorios_region_no_de_si_misma",
                condition=Q(escindida_de__isnull=True) | ~Q(escindida_de=F("pk")),
                violation_error_message="Una región no puede separarse de sí misma.",
            ),
        ]

    def __str__(self):
        return self.nombre

    def regiones_actuales(self, *, al):
        """Las regiones de hoy que formaban ésta en la fecha: Los Lagos al 01-01-2007 eran Los Lagos y Los Ríos."""
        return Region.objects.filter(Q(pk=self.pk) | Q(escindida_de=self, vigente_desde__gt=al)).de_norte_a_sur()
