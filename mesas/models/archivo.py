from django.db import models

from comun.models.archivo import Archivo


class ArchivoDeMesaQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Los de las mesas que el usuario ve."""
        from mesas.models.mesa import Mesa

        return self.filter(mesa__in=Mesa.objects.visibles_para(usuario))


class ArchivoDeMesa(Archivo):
    """Archivo subido a una mesa: acta firmada, evidencia o fotografía; sus derechos son los de la mesa."""

    mesa = models.ForeignKey("mesas.Mesa", models.PROTECT, related_name="archivos", verbose_name="mesa")

    sesion = models.ForeignKey(
        "mesas.Sesion", models.CASCADE, null=True, blank=True, related_name="archivos", verbose_name="sesión"
    )

    objects = ArchivoDeMesaQuerySet.as_manager()

    class Meta(Archivo.Meta):
        verbose_name = "archivo de mesa"
        verbose_name_plural = "archivos de mesas"
        constraints = [
            *Archivo.Meta.constraints,
            models.UniqueConstraint(
                fields=["sesion", "sha256"],
                name="mesas_archivo_sesion_unico",
                violation_error_message="Ese archivo ya está en la sesión.",
            ),
        ]
