from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

PLAZO = timedelta(days=30)


class BorradoQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Lo que eliminó alguien de sus direcciones, para quien trabaja en ellas; todo, para quien lee el país."""
        if usuario.ve_todo:
            return self
        if not usuario.es_regional:
            return self.none()
        return self.filter(por__in=get_user_model().objects.filter(direcciones__in=usuario.direcciones.all()))

    def recientes(self, *, ahora):
        """Los que todavía se pueden deshacer."""
        return self.filter(borrado_at__gte=ahora - PLAZO, deshecho_at__isnull=True)

    def vaciar_vencidos(self, *, ahora):
        """Olvida lo que decían los objetos cuyo plazo ya pasó; queda quién, cuándo y por qué."""
        self.filter(borrado_at__lt=ahora - PLAZO).exclude(contenido=[]).update(contenido=[])


class Borrado(models.Model):
    """Un objeto eliminado, con todo lo que hace falta para restituirlo durante treinta días."""

    modelo = models.CharField("qué era", max_length=100)
    codigo_objeto = models.CharField("código", max_length=60, blank=True)
    nombre = models.CharField("nombre", max_length=300)
    motivo = models.CharField("motivo", max_length=500, blank=True)
    por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="borrados", verbose_name="quién"
    )
    borrado_at = models.DateTimeField("cuándo", db_index=True)
    contenido = models.JSONField("filas", default=list, encoder=DjangoJSONEncoder)
    deshecho_at = models.DateTimeField("restituido", null=True)
    deshecho_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="restituidos", verbose_name="restituido por"
    )

    objects = BorradoQuerySet.as_manager()

    class Meta:
        verbose_name = "objeto eliminado"
        verbose_name_plural = "objetos eliminados"

    def __str__(self):
        return self.nombre
