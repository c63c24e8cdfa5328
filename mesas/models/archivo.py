from datetime import timedelta
from functools import partial

from django.db import models, transaction

from comun.models.archivo import Archivo

PLAZO_DE_APARTADO = timedelta(hours=24)


class ArchivoDeMesaQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Los de las mesas que el usuario ve."""
        from mesas.models.mesa import Mesa

        return self.filter(mesa__in=Mesa.objects.visibles_para(usuario))

    def apartados_por(self, usuario, *, ahora):
        """Los que esa persona subió en un formulario que todavía no se guarda."""
        return self.filter(subido_por=usuario, apartado_at__gte=ahora - PLAZO_DE_APARTADO)

    def vaciar_apartados(self, *, ahora):
        """Borra los que se apartaron y nadie usó a tiempo."""
        for abandonado in self.filter(apartado_at__lt=ahora - PLAZO_DE_APARTADO):
            abandonado.delete()
            transaction.on_commit(partial(abandonado.archivo.storage.delete, abandonado.archivo.name))


class ArchivoDeMesa(Archivo):
    """Archivo subido a una mesa: acta firmada, evidencia o fotografía; sus derechos son los de la mesa."""

    mesa = models.ForeignKey("mesas.Mesa", models.PROTECT, related_name="archivos", verbose_name="mesa")

    sesion = models.ForeignKey(
        "mesas.Sesion", models.CASCADE, null=True, blank=True, related_name="archivos", verbose_name="sesión"
    )
    apartado_at = models.DateTimeField("apartado", null=True, blank=True, editable=False)

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

    @classmethod
    def apartar(cls, *, por, subido, mesa, ahora):
        """Guarda un archivo mientras su formulario no vale todavía; si nadie lo usa en 24 horas, se borra."""
        with transaction.atomic():
            cls.objects.vaciar_apartados(ahora=ahora)
            return cls.guardar(por=por, subido=subido, mesa=mesa, apartado_at=ahora)
