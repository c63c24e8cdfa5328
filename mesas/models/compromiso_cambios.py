from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mesas.models.compromiso_estado import Causa


class CambioDeCompromiso(models.Model):
    """Base de lo que le pasó a un compromiso un día, por decisión de alguien y con motivo."""

    el = models.DateField("fecha")
    motivo = models.CharField("motivo", max_length=300)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_hechas",
        verbose_name="por",
    )
    anotado_at = models.DateTimeField("anotado", auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_con_motivo",
                condition=~Q(motivo=""),
                violation_error_message="Falta el motivo.",
            ),
        ]


class Reprogramacion(CambioDeCompromiso):
    """Un cambio del plazo: guarda el anterior, el nuevo, la causa y el motivo."""

    compromiso = models.ForeignKey(
        "mesas.Compromiso", models.PROTECT, related_name="reprogramaciones", verbose_name="compromiso"
    )
    vence_antes = models.DateField("vencía", null=True, blank=True)
    vence_despues = models.DateField("vence")
    causa = models.CharField("causa", max_length=20, choices=Causa)

    class Meta:
        verbose_name = "reprogramación"
        verbose_name_plural = "reprogramaciones"
        constraints = [
            *CambioDeCompromiso.Meta.constraints,
            models.CheckConstraint(
                name="mesas_reprogramacion_cambia_la_fecha",
                condition=Q(vence_antes__isnull=True) | ~Q(vence_antes=F("vence_despues")),
                violation_error_message="El plazo nuevo debe ser distinto del anterior.",
            ),
        ]

    def __str__(self):
        return f"Reprogramado al {self.vence_despues:%d-%m-%Y}"


class Transferencia(CambioDeCompromiso):
    """El paso de un compromiso de una institución responsable a otra."""

    compromiso = models.ForeignKey(
        "mesas.Compromiso", models.PROTECT, related_name="transferencias", verbose_name="compromiso"
    )
    de = models.ForeignKey(
        "actores.Actor", models.PROTECT, related_name="compromisos_entregados", verbose_name="responsable anterior"
    )
    a = models.ForeignKey(
        "actores.Actor", models.PROTECT, related_name="compromisos_recibidos", verbose_name="responsable nuevo"
    )

    class Meta:
        verbose_name = "transferencia"
        verbose_name_plural = "transferencias"
        constraints = [
            *CambioDeCompromiso.Meta.constraints,
            models.CheckConstraint(
                name="mesas_transferencia_cambia_responsable",
                condition=~Q(de=F("a")),
                violation_error_message="El responsable nuevo debe ser otro.",
            ),
        ]

    def __str__(self):
        return f"Transferido el {self.el:%d-%m-%Y}"
