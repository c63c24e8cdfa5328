from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from comun.formatos import formato
from comun.models.codificado import Codificado
from comun.models.registrado import Registrado


class CifraDeclarada(Codificado, Registrado):
    """Una cifra que un documento afirma sin dar las filas: se guarda tal cual, con su fuente, y no se reparte."""

    PREFIJO = "F"

    class Unidad(models.TextChoices):
        PERSONAS = "personas", "personas"
        INSTITUCIONES = "instituciones", "instituciones"
        ACTORES = "actores", "actores"
        SESIONES = "sesiones", "sesiones"
        PORCENTAJE = "porcentaje", "por ciento"
        MONTO = "monto", "monto"
        OTRA = "otra", "otra"

    mide = models.CharField("qué mide", max_length=60, help_text="Clave de la métrica: integrantes, sesiones…")
    detalle = models.CharField("detalle", max_length=120, blank=True, help_text="Tipo de sesión, sector u otro corte.")
    ambito = models.CharField("ámbito", max_length=40, help_text="Código de la mesa, proyecto u otro objeto.")
    anio = models.PositiveSmallIntegerField("año", null=True, blank=True)
    valor = models.DecimalField("valor", max_digits=16, decimal_places=2)
    valor_alternativo = models.DecimalField(
        "otro valor que da el mismo documento", max_digits=16, decimal_places=2, null=True, blank=True
    )
    es_minimo = models.BooleanField("es un mínimo («más de»)", default=False)
    unidad = models.CharField("unidad", max_length=15, choices=Unidad)
    moneda = models.CharField("moneda", max_length=3, blank=True)
    documento = models.CharField("documento de origen", max_length=200)
    linea = models.PositiveIntegerField("línea", null=True, blank=True)
    nota = models.TextField("nota", blank=True)

    class Meta:
        verbose_name = "cifra declarada"
        verbose_name_plural = "cifras declaradas"
        indexes = [models.Index(fields=["mide", "ambito", "anio"], name="comun_cifra_sobre")]
        constraints = [
            models.CheckConstraint(
                name="comun_cifra_no_negativa",
                condition=Q(valor__gte=0),
                violation_error_message="Una cifra declarada no puede ser negativa.",
            ),
            models.CheckConstraint(
                name="comun_cifra_alternativa_distinta",
                condition=Q(valor_alternativo__isnull=True) | ~Q(valor_alternativo=F("valor")),
                violation_error_message="El otro valor debe ser distinto del primero.",
            ),
            models.CheckConstraint(
                name="comun_cifra_monto_con_moneda",
                condition=~Q(unidad="monto") | ~Q(moneda=""),
                violation_error_message="Un monto declarado necesita su moneda.",
            ),
        ]

    def __str__(self):
        return f"{self.codigo}: {self.mide} de {self.ambito}"

    def get_absolute_url(self):
        return reverse("cifra_declarada", args=[self.codigo])

    @property
    def valor_legible(self):
        """El valor como lo dice el documento: «más de 260 personas», «28 o 30 actores», «88 %», «US$ 11.783,20»."""
        valores = [self._escribir(v) for v in (self.valor, self.valor_alternativo) if v is not None]
        texto = f"{'más de ' if self.es_minimo else ''}{' o '.join(valores)}"
        con_palabra = self.unidad not in {self.Unidad.MONTO, self.Unidad.PORCENTAJE, self.Unidad.OTRA}
        return f"{texto} {self.get_unidad_display()}" if con_palabra else texto

    @property
    def fuente_legible(self):
        return f"{self.documento}, línea {self.linea}" if self.linea else self.documento

    def _escribir(self, valor):
        tipos = {self.Unidad.MONTO: self.moneda, self.Unidad.PORCENTAJE: "porcentaje"}
        return formato(valor, tipos.get(self.unidad, "numero"))
