from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from comun.formatos import formato
from comun.models import Registrado
from informes.models.anio import campo_anio
from informes.models.con_fuente import ConFuente
from informes.models.monto import campo_monto, monto_valido
from informes.models.proyecto import Proyecto

LIMITES_DE_TASA = [
    MinValueValidator(Decimal(0), "La tasa no puede ser negativa."),
    MaxValueValidator(Decimal(100), "La tasa no puede pasar de 100 por ciento."),
]


class Tasa(ConFuente, Registrado):
    """Los porcentajes de DPC y GMS de un proyecto desde una fecha (dominio 2.6)."""

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="tasas", verbose_name="proyecto")
    desde = models.DateField("rige desde")
    dpc = models.DecimalField("DPC (%)", max_digits=5, decimal_places=2, validators=LIMITES_DE_TASA)
    gms = models.DecimalField("GMS (%)", max_digits=5, decimal_places=2, validators=LIMITES_DE_TASA)

    class Meta:
        verbose_name = "tasa"
        verbose_name_plural = "tasas"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "desde"],
                name="informes_tasa_una_por_fecha",
                violation_error_message="El proyecto ya tiene tasas desde esa fecha.",
            ),
            models.CheckConstraint(
                name="informes_tasa_entre_0_y_100",
                condition=Q(dpc__gte=0, dpc__lte=100, gms__gte=0, gms__lte=100),
                violation_error_message="Las tasas van de 0 a 100 por ciento.",
            ),
        ]

    def __str__(self):
        return f"DPC {formato(self.dpc)} %, GMS {formato(self.gms)} % desde {formato(self.desde)}"


class Presupuesto(ConFuente, Registrado):
    """El presupuesto de un proyecto para un año."""

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="presupuestos", verbose_name="proyecto")
    anio = campo_anio()
    monto = campo_monto("monto")

    class Meta:
        verbose_name = "presupuesto del año"
        verbose_name_plural = "presupuestos por año"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "anio"],
                name="informes_presupuesto_uno_por_anio",
                violation_error_message="El proyecto ya tiene presupuesto para ese año.",
            ),
            monto_valido("informes_presupuesto_monto_valido"),
        ]

    def __str__(self):
        return f"Presupuesto {self.anio}: {formato(self.monto)}"


class GastoDelAnio(ConFuente, Registrado):
    """El gasto del año que el organismo informa: un hecho ingresado, que se compara con el calculado."""

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="gastos_del_anio", verbose_name="proyecto")
    anio = campo_anio()
    monto = campo_monto("monto")

    class Meta:
        verbose_name = "gasto del año"
        verbose_name_plural = "gastos del año"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "anio"],
                name="informes_gasto_del_anio_unico",
                violation_error_message="El gasto de ese año ya está ingresado.",
            ),
            monto_valido("informes_gasto_del_anio_monto_valido"),
        ]

    def __str__(self):
        return f"Gasto {self.anio}: {formato(self.monto)}"


class Donante(ConFuente, Registrado):
    """Quien financia el proyecto, con el nombre que lleva en el informe."""

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="donantes", verbose_name="proyecto")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    nombre = models.CharField("nombre en el informe", max_length=200)
    actor = models.ForeignKey(
        "actores.Actor", models.PROTECT, null=True, blank=True, related_name="donaciones", verbose_name="actor"
    )

    class Meta:
        verbose_name = "donante"
        verbose_name_plural = "donantes"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "nombre"],
                name="informes_donante_unico",
                violation_error_message="Ese donante ya está en el proyecto.",
            ),
        ]

    def __str__(self):
        return self.nombre


class AporteAnual(ConFuente, Registrado):
    """La parte del gasto de un año que puso un donante: un hecho ingresado."""

    donante = models.ForeignKey(Donante, models.CASCADE, related_name="aportes", verbose_name="donante")
    anio = campo_anio()
    monto = campo_monto("monto")

    class Meta:
        verbose_name = "aporte anual"
        verbose_name_plural = "aportes anuales"
        constraints = [
            models.UniqueConstraint(
                fields=["donante", "anio"],
                name="informes_aporte_uno_por_anio",
                violation_error_message="El aporte de ese donante en ese año ya está ingresado.",
            ),
            monto_valido("informes_aporte_monto_valido"),
        ]

    def __str__(self):
        return f"Aporte {self.anio}: {formato(self.monto)}"
