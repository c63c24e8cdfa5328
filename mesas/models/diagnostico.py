from django.db import models, transaction
from django.db.models import Q

from comun.models import Codificado, Enlace, FechaVaga, FechaVagaQuerySet, Registrado
from mesas.models.mesa import TransicionInvalida


class EstadoDiagnostico(models.TextChoices):
    EN_ELABORACION = "en_elaboracion", "en elaboración"
    POR_VALIDAR = "por_validar", "debe ser validado y profundizado"
    VALIDADO = "validado", "validado"


class DiagnosticoQuerySet(FechaVagaQuerySet):
    def validados(self):
        return self.filter(estado=EstadoDiagnostico.VALIDADO)


class Diagnostico(Codificado, FechaVaga, Registrado):
    """Lo que se sabe de un territorio al partir: quién lo hizo, con qué fuente y si la mesa lo validó."""

    PREFIJO = "DG"

    mesa = models.ForeignKey("mesas.Mesa", models.CASCADE, related_name="diagnosticos", verbose_name="mesa")
    titulo = models.CharField("título", max_length=200)
    resumen = models.TextField("resumen", blank=True)
    elaborado_por = models.CharField("quién lo hizo", max_length=200, blank=True)
    actor = models.ForeignKey(
        "actores.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diagnosticos",
        verbose_name="actor que lo hizo",
    )
    estado = models.CharField("estado", max_length=15, choices=EstadoDiagnostico, default=EstadoDiagnostico.POR_VALIDAR)
    validado_en = models.CharField(
        "dónde se validó", max_length=200, blank=True, help_text="La sesión, asamblea o acto en que se validó."
    )
    validado_el = models.DateField("validado el", null=True, blank=True)
    enlace = Enlace("enlace", max_length=500, blank=True)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = DiagnosticoQuerySet.as_manager()

    class Meta:
        verbose_name = "diagnóstico"
        verbose_name_plural = "diagnósticos"
        constraints = [
            *FechaVaga.Meta.constraints,
            models.CheckConstraint(
                name="mesas_diagnostico_validado_donde",
                condition=~Q(estado=EstadoDiagnostico.VALIDADO) | ~Q(validado_en=""),
                violation_error_message="Un diagnóstico validado dice en qué sesión o acto se validó.",
            ),
        ]

    def __str__(self):
        return self.titulo

    def validar(self, *, por, en, el=None):
        """Anota que la mesa lo dio por bueno: en qué sesión o acto, y cuándo si se sabe."""
        if self.estado == EstadoDiagnostico.VALIDADO:
            raise TransicionInvalida("Este diagnóstico ya está validado.")
        with transaction.atomic():
            self.estado, self.validado_en, self.validado_el = EstadoDiagnostico.VALIDADO, en, el
            self.full_clean()
            self.registrar(por=por, motivo=f"validado en {en}")
