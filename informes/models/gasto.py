from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear

from comun.models import Codificado, Registrado
from informes.models.anio import campo_anio
from informes.models.con_fuente import ConFuente
from informes.models.finanzas import Donante
from informes.models.marco import Indicador, Producto
from informes.models.monto import campo_monto, monto_valido


class ItemPresupuestario(ConFuente, Registrado):
    """Cuenta del presupuesto del organismo: código y nombre («71400 Contratos de Servicios»)."""

    codigo = models.CharField("código", max_length=20, unique=True)
    nombre = models.CharField("nombre", max_length=200)

    class Meta:
        verbose_name = "ítem presupuestario"
        verbose_name_plural = "ítems presupuestarios"

    def __str__(self):
        return f"{self.codigo} {self.nombre}"


class Actividad(ConFuente, Registrado):
    """Actividad de un producto; su numeración se reinicia en cada producto y sirve a uno o más indicadores."""

    producto = models.ForeignKey(Producto, models.CASCADE, related_name="actividades", verbose_name="producto")
    numero = models.PositiveSmallIntegerField("número")
    rotulo = models.CharField("rótulo", max_length=60, blank=True, help_text="Vacío: «Actividad» y su número.")
    nombre = models.TextField("nombre")
    indicadores = models.ManyToManyField(
        Indicador, blank=True, related_name="actividades", verbose_name="indicadores a los que sirve"
    )

    _history_m2m_fields = [indicadores]

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        constraints = [
            models.UniqueConstraint(
                fields=["producto", "numero"],
                name="informes_actividad_numero_unico",
                violation_error_message="El producto ya tiene una actividad con ese número.",
            ),
        ]

    def __str__(self):
        return f"{self.rotulo or f'Actividad {self.numero}'} {self.nombre}"


class GastoQuerySet(models.QuerySet):
    def del_anio(self, anio):
        return self.filter(anio=anio)


class Gasto(Codificado, ConFuente, Registrado):
    """Un gasto de un producto, por ítem presupuestario, imputado a una o más de sus actividades."""

    PREFIJO = "G"

    producto = models.ForeignKey(Producto, models.PROTECT, related_name="gastos", verbose_name="producto")
    actividades = models.ManyToManyField(Actividad, blank=True, related_name="gastos", verbose_name="actividades")
    item = models.ForeignKey(
        ItemPresupuestario, models.PROTECT, related_name="gastos", verbose_name="ítem presupuestario"
    )
    donante = models.ForeignKey(
        Donante, models.PROTECT, null=True, blank=True, related_name="gastos", verbose_name="donante"
    )
    anio = campo_anio()
    fecha = models.DateField("fecha", null=True, blank=True)
    monto = campo_monto("monto")
    nota = models.CharField("nota", max_length=300, blank=True)

    _history_m2m_fields = [actividades]

    objects = GastoQuerySet.as_manager()

    class Meta:
        verbose_name = "gasto"
        verbose_name_plural = "gastos"
        constraints = [
            monto_valido("informes_gasto_monto_valido"),
            models.CheckConstraint(
                name="informes_gasto_fecha_en_su_anio",
                condition=Q(fecha__isnull=True) | Q(anio=ExtractYear("fecha")),
                violation_error_message="La fecha del gasto no cae en el año indicado.",
            ),
        ]

    def __str__(self):
        return f"{self.codigo} {self.item}"
