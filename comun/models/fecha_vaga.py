import calendar

from django.db import models
from django.db.models import F, Q

from comun.formatos import formato


class Precision(models.TextChoices):
    DIA = "dia", "día"
    MES = "mes", "mes"
    ANIO = "anio", "año"
    RANGO = "rango", "rango de días"


def extremos(desde, precision):
    """(desde, hasta) de lo que se sabe con esa precisión: el mismo día, el mes o el año enteros."""
    if precision == Precision.ANIO:
        return desde.replace(month=1, day=1), desde.replace(month=12, day=31)
    if precision == Precision.MES:
        return desde.replace(day=1), desde.replace(day=calendar.monthrange(desde.year, desde.month)[1])
    return desde, desde


class FechaVagaQuerySet(models.QuerySet):
    def del_anio(self, anio):
        """Las que caen enteras en el año; las que lo cruzan se informan aparte con `cruzan_el_anio`."""
        return self.filter(desde__year=anio, hasta__year=anio)

    def cruzan_el_anio(self, anio):
        return self.filter(desde__year__lte=anio, hasta__year__gte=anio).exclude(desde__year=anio, hasta__year=anio)


class FechaVaga(models.Model):
    """Fecha que puede saberse sólo por mes, por año o como rango: se ordena por `desde` y rige a `hasta`."""

    desde = models.DateField("desde", null=True, blank=True)
    hasta = models.DateField("hasta", null=True, blank=True)
    precision = models.CharField("precisión", max_length=5, choices=Precision, default=Precision.DIA)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_fechas_en_orden",
                condition=Q(desde__isnull=True, hasta__isnull=True)
                | Q(desde__isnull=False, hasta__isnull=False, desde__lte=F("hasta")),
                violation_error_message="Faltan «desde» o «hasta», o «hasta» es anterior a «desde».",
            ),
        ]

    @property
    def fecha_legible(self):
        """La fecha como se sabe: «03-05-2007», «julio de 2007», «2020», «18-12-2006 al 19-12-2006» o «sin dato»."""
        if self.desde is None:
            return formato(None)
        if self.precision == Precision.ANIO:
            return str(self.desde.year)
        if self.precision == Precision.MES:
            return formato(self.desde, "mes")
        if self.desde == self.hasta:
            return formato(self.desde)
        return f"{formato(self.desde)} al {formato(self.hasta)}"
