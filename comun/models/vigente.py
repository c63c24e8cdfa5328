from django.db import models
from django.db.models import F, Q


class VigenteQuerySet(models.QuerySet):
    def vigentes(self, *, al):
        """Las que regían en la fecha `al`; un extremo sin fecha es abierto."""
        return self.que_se_cruzan(desde=al, hasta=al)

    def que_se_cruzan(self, *, desde, hasta):
        """Las que rigieron algún día entre `desde` y `hasta` (None: sin límite de ese lado)."""
        filas = self
        if hasta is not None:
            filas = filas.filter(Q(vigente_desde__isnull=True) | Q(vigente_desde__lte=hasta))
        if desde is not None:
            filas = filas.filter(Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=desde))
        return filas


class Vigente(models.Model):
    """Relación que rige entre dos fechas, ambas incluidas y ambas optativas."""

    vigente_desde = models.DateField("vigente desde", null=True, blank=True)
    vigente_hasta = models.DateField("vigente hasta", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_vigencia_en_orden",
                condition=Q(vigente_desde__isnull=True)
                | Q(vigente_hasta__isnull=True)
                | Q(vigente_desde__lte=F("vigente_hasta")),
                violation_error_message="El fin de la vigencia no puede ser anterior a su inicio.",
            ),
        ]

    def rige(self, *, al):
        """Si regía en la fecha `al`."""
        return (self.vigente_desde is None or self.vigente_desde <= al) and (
            self.vigente_hasta is None or self.vigente_hasta >= al
        )

    @property
    def vigencia_legible(self):
        """«desde 03-05-2020», «hasta 01-02-2021», «03-05-2020 al 01-02-2021» o vacío si no se sabe."""
        if self.vigente_desde and self.vigente_hasta:
            return f"{self.vigente_desde:%d-%m-%Y} al {self.vigente_hasta:%d-%m-%Y}"
        if self.vigente_desde:
            return f"desde {self.vigente_desde:%d-%m-%Y}"
        return f"hasta {self.vigente_hasta:%d-%m-%Y}" if self.vigente_hasta else ""
