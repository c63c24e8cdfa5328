from django.db import models

from comun.models import Codificado, DocumentoFormal, Vigente, VigenteQuerySet


class DocumentoMesaQuerySet(VigenteQuerySet):
    def que_rigen(self, *, al):
        """Los estatutos, reglamentos y convenios por los que se gobierna la mesa en la fecha."""
        return self.filter(rige=True).vigentes(al=al)

    def recientes(self):
        return self.order_by(models.F("fecha").desc(nulls_last=True), "codigo")


class DocumentoMesa(Codificado, Vigente, DocumentoFormal):
    """Convenio, protocolo, reglamento u otro acto formal de una mesa."""

    PREFIJO = "DM"

    mesa = models.ForeignKey("mesas.Mesa", models.CASCADE, related_name="documentos", verbose_name="mesa")
    rige = models.BooleanField(
        "rige a la mesa", default=False, help_text="Estatuto, reglamento o convenio que la norma."
    )
    firmantes = models.ManyToManyField(
        "actores.Actor", blank=True, related_name="documentos_firmados", verbose_name="firmantes"
    )

    _history_m2m_fields = [firmantes]

    objects = DocumentoMesaQuerySet.as_manager()

    class Meta:
        verbose_name = "documento de la mesa"
        verbose_name_plural = "documentos de la mesa"
        constraints = [*Vigente.Meta.constraints]
