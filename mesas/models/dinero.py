from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from comun.formatos import formato

SIMBOLO_DE_UNIDAD = {1000: "M$", 1_000_000: "MM$"}


class Moneda(models.TextChoices):
    CLP = "CLP", "pesos"
    USD = "USD", "dólares"
    EUR = "EUR", "euros"
    UF = "UF", "unidades de fomento"
    UTM = "UTM", "unidades tributarias mensuales"


class Unidad(models.IntegerChoices):
    UNO = 1, "unidades"
    MILES = 1000, "miles (M$)"
    MILLONES = 1_000_000, "millones (MM$)"


def monto_legible(monto, moneda, unidad=Unidad.UNO):
    """Un monto en unidades de su moneda (Decimal o None), escrito en la unidad que se pida: «M$ 9.000», «sin dato»."""
    if monto is None:
        return formato(None)
    if moneda == Moneda.CLP and unidad in SIMBOLO_DE_UNIDAD:
        return f"{SIMBOLO_DE_UNIDAD[unidad]} {formato(monto / unidad, 'numero')}"
    return formato(monto, moneda.lower())


class ConMonto(models.Model):
    """Un monto en unidades de su moneda, con la unidad en que se escribió para mostrarlo igual."""

    monto = models.DecimalField("monto", max_digits=16, decimal_places=2, null=True, blank=True)
    moneda = models.CharField("moneda", max_length=3, choices=Moneda, blank=True)
    unidad_monto = models.PositiveIntegerField("escrito en", choices=Unidad, default=Unidad.UNO)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_monto_con_moneda",
                condition=Q(monto__isnull=True, moneda="") | Q(monto__isnull=False) & ~Q(moneda=""),
                violation_error_message="Un monto lleva su moneda, y la moneda su monto.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_monto_no_negativo",
                condition=Q(monto__isnull=True) | Q(monto__gte=0),
                violation_error_message="El monto no puede ser negativo.",
            ),
        ]

    @property
    def monto_legible(self):
        """El monto como se escribió: «$15.000.000», «M$ 9.000», «US$ 11.783,20» o «sin dato»."""
        return monto_legible(self.monto, self.moneda, self.unidad_monto)


class MontoDelCompromiso(ConMonto):
    """Lo asignado, licitado, adjudicado o ejecutado de un compromiso: hechos distintos de lo comprometido."""

    class Tipo(models.TextChoices):
        ASIGNADO = "asignado", "asignado"
        LICITADO = "licitado", "licitado"
        ADJUDICADO = "adjudicado", "adjudicado"
        EJECUTADO = "ejecutado", "ejecutado"

    compromiso = models.ForeignKey("mesas.Compromiso", models.PROTECT, related_name="montos", verbose_name="compromiso")
    tipo = models.CharField("tipo", max_length=10, choices=Tipo)
    fecha = models.DateField("fecha", null=True, blank=True)
    avance = models.ForeignKey(
        "mesas.Avance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="montos",
        verbose_name="avance que lo informa",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)
    anotado_at = models.DateTimeField("anotado", auto_now_add=True)
    anotado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="montos_anotados",
        verbose_name="anotado por",
    )

    class Meta:
        verbose_name = "monto del compromiso"
        verbose_name_plural = "montos de los compromisos"
        constraints = [
            *ConMonto.Meta.constraints,
            models.CheckConstraint(
                name="mesas_montodelcompromiso_presente",
                condition=Q(monto__isnull=False),
                violation_error_message="Falta el monto.",
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()}: {self.monto_legible}"


class ParteDelCompromiso(models.Model):
    """La parte de un compromiso que pone cada actor, como fracción: un tercio, la mitad."""

    compromiso = models.ForeignKey("mesas.Compromiso", models.CASCADE, related_name="partes", verbose_name="compromiso")
    actor = models.ForeignKey(
        "actores.Actor", models.PROTECT, related_name="partes_de_compromisos", verbose_name="quién aporta"
    )
    numerador = models.PositiveSmallIntegerField("numerador", default=1, validators=[MinValueValidator(1)])
    denominador = models.PositiveSmallIntegerField("denominador", validators=[MinValueValidator(1)])
    detalle = models.CharField("detalle", max_length=200, blank=True)

    class Meta:
        verbose_name = "parte del compromiso"
        verbose_name_plural = "partes de los compromisos"
        constraints = [
            models.UniqueConstraint(
                fields=["compromiso", "actor"],
                name="mesas_parte_unica",
                violation_error_message="Ese actor ya tiene una parte del compromiso.",
            ),
            models.CheckConstraint(
                name="mesas_parte_fraccion_valida",
                condition=Q(numerador__gt=0, denominador__gt=0, numerador__lte=F("denominador")),
                violation_error_message="La parte es una fracción mayor que cero y de a lo más uno.",
            ),
        ]

    def __str__(self):
        return f"{self.numerador}/{self.denominador} de {self.compromiso_id}"

    def monto_de(self, total):
        """Lo que corresponde a la parte de un total, al centavo; None si el total no se conoce."""
        return None if total is None else (total * self.numerador / self.denominador).quantize(Decimal("0.01"))
