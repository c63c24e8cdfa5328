from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from comun.models import Enlace


class Evidencia(models.Model):
    """Lo que prueba un avance: un archivo, un enlace o un acta aprobada."""

    class Tipo(models.TextChoices):
        ARCHIVO = "archivo", "archivo"
        ENLACE = "enlace", "enlace"
        ACTA = "acta", "acta"

    avance = models.ForeignKey("mesas.Avance", models.PROTECT, related_name="evidencias", verbose_name="avance")
    tipo = models.CharField("tipo", max_length=10, choices=Tipo)
    descripcion = models.CharField("descripción", max_length=200, blank=True)
    archivo = models.ForeignKey(
        "mesas.ArchivoDeMesa",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidencias",
        verbose_name="archivo",
    )
    enlace = Enlace("enlace", max_length=500, blank=True)
    acta = models.ForeignKey(
        "mesas.Acta", models.PROTECT, null=True, blank=True, related_name="evidencias", verbose_name="acta"
    )
    punto = models.ForeignKey(
        "mesas.PuntoTabla",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidencias",
        verbose_name="punto del acta",
    )
    agregada_at = models.DateTimeField("agregada", auto_now_add=True)

    class Meta:
        verbose_name = "evidencia"
        verbose_name_plural = "evidencias"
        constraints = [
            models.CheckConstraint(
                name="mesas_evidencia_segun_tipo",
                condition=Q(tipo="archivo", archivo__isnull=False, enlace="", acta__isnull=True, punto__isnull=True)
                | Q(tipo="enlace", archivo__isnull=True, acta__isnull=True, punto__isnull=True) & ~Q(enlace="")
                | Q(tipo="acta", archivo__isnull=True, enlace="", acta__isnull=False),
                violation_error_message="Una evidencia es un archivo, un enlace o un acta, y sólo eso.",
            ),
        ]

    def __str__(self):
        return self.descripcion or str(self.archivo or self.acta or self.enlace)

    def clean(self):
        if self.archivo_id and self.archivo.mesa_id != self.avance.compromiso.mesa_id:
            raise ValidationError({"archivo": "El archivo es de otra mesa."})
        if self.acta_id and not self.acta.esta_sellado:
            raise ValidationError({"acta": "El acta todavía no está aprobada: aún no prueba nada."})
        if self.punto_id and self.acta_id and self.punto.sesion_id != self.acta.sesion_id:
            raise ValidationError({"punto": "El punto es de otra sesión que el acta."})

    @classmethod
    def de_enlace(cls, enlace, descripcion=""):
        """Evidencia sin guardar que apunta a una dirección; la guarda el verbo que informa."""
        return cls(tipo=cls.Tipo.ENLACE, enlace=enlace, descripcion=descripcion)

    @classmethod
    def de_archivo(cls, archivo, descripcion=""):
        """Evidencia sin guardar con un archivo ya subido a la mesa."""
        return cls(tipo=cls.Tipo.ARCHIVO, archivo=archivo, descripcion=descripcion)

    @classmethod
    def de_acta(cls, acta, punto=None, descripcion=""):
        """Evidencia sin guardar que remite a un acta aprobada y, si se quiere, a uno de sus puntos."""
        return cls(tipo=cls.Tipo.ACTA, acta=acta, punto=punto, descripcion=descripcion)
