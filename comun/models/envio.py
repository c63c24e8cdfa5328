from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

VIDA = timedelta(days=7)


class EnvioQuerySet(models.QuerySet):
    def una_sola_vez(self, clave, *, por, crear):
        """Lo que devuelve `crear()`, o el objeto que ya creó un envío anterior con la misma clave.

        Se llama dentro de una transacción. Quien aprieta dos veces espera a que termine el primer envío y recibe
        su objeto; la clave de otra persona no sirve: entonces levanta EnvioAjeno.
        """
        try:
            with transaction.atomic():
                envio = self.create(clave=clave, usuario=por)
        except IntegrityError:
            return self.get(clave=clave).objeto_para(por)
        objeto = crear()
        envio.anotar(objeto)
        self.filter(ocurrido_at__lt=timezone.now() - VIDA).delete()
        return objeto


class EnvioAjeno(Exception):
    """La clave de este envío ya sirvió para otra cosa."""


class Envio(models.Model):
    """Un formulario de creación que ya llegó: quien lo manda dos veces no crea dos veces."""

    clave = models.UUIDField("clave", unique=True)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="envios", verbose_name="quién"
    )
    modelo = models.CharField("qué creó", max_length=100, blank=True)
    fila = models.BigIntegerField("fila que creó", null=True)
    ocurrido_at = models.DateTimeField("cuándo", auto_now_add=True, db_index=True)

    objects = EnvioQuerySet.as_manager()

    class Meta:
        verbose_name = "envío de un formulario"
        verbose_name_plural = "envíos de formularios"

    def __str__(self):
        return f"{self.modelo} {self.fila}".strip()

    def anotar(self, objeto):
        """Guarda qué objeto creó este envío."""
        self.modelo, self.fila = objeto._meta.label_lower, objeto.pk
        self.save(update_fields=["modelo", "fila"])

    def objeto_para(self, usuario):
        """El objeto que creó; levanta EnvioAjeno si lo mandó otra persona o ya no existe."""
        if self.usuario_id != usuario.pk or not self.modelo:
            raise EnvioAjeno("Este formulario ya se usó: ábrelo de nuevo.")
        objeto = apps.get_model(self.modelo)._default_manager.filter(pk=self.fila).first()
        if objeto is None:
            raise EnvioAjeno("Lo que creó este formulario ya no existe: ábrelo de nuevo.")
        return objeto
