from django.conf import settings
from django.db import models


class Bitacora(models.Model):
    """Un acto que no cambia filas: leer datos sensibles, exportar, enviar. Nombra su objeto por código."""

    class Acto(models.TextChoices):
        LECTURA_SENSIBLE = "lectura_sensible", "lectura de datos sensibles"
        EXPORTACION = "exportacion", "exportación"
        IMPORTACION = "importacion", "importación"
        ENVIO = "envio", "envío"
        ENLACE_DE_CLAVE = "enlace_de_clave", "entrega de un enlace para clave nueva"
        SEGUNDO_FACTOR = "segundo_factor", "retiro del segundo factor"
        INGRESO_DEMO = "ingreso_demo", "ingreso de demostración"

    ocurrido_at = models.DateTimeField("cuándo", auto_now_add=True)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actos", verbose_name="quién"
    )
    acto = models.CharField("acto", max_length=20, choices=Acto)
    codigo_objeto = models.CharField("objeto", max_length=60, blank=True)
    detalle = models.CharField("detalle", max_length=500, blank=True)

    class Meta:
        verbose_name = "acto de la bitácora"
        verbose_name_plural = "bitácora"
        indexes = [models.Index(fields=["codigo_objeto", "-ocurrido_at"], name="comun_bitacora_objeto")]

    def __str__(self):
        return f"{self.get_acto_display()} {self.codigo_objeto}".strip()
