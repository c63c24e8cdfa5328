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

    objects = ArchivoDeMesaQuerySet.as_manager()

    class Meta(Archivo.Meta):
        verbose_name = "archivo de mesa"
        verbose_name_plural = "archivos de mesas"
