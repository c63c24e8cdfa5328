from base64 import b64decode, b64encode
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

# Lo que se espera tras cada intento que no resulta; después del último, sólo lo reintenta una persona.
ESPERAS = tuple(timedelta(minutes=minutos) for minutos in (1, 5, 15, 60, 180, 360, 720, 1440))
# Mientras alguien lo envía, nadie más lo toma; es mucho más de lo que puede durar un envío con su plazo de conexión.
RESERVA = timedelta(minutes=10)
# Lo que puede esperar un correo antes de que haya que mirar si alguien está vaciando la bandeja.
DEMORA = timedelta(hours=1)


class CorreoQuerySet(models.QuerySet):
    def encolar(self, *, clave, para, asunto, texto, html="", adjuntos=(), responder_a="", sobre=""):
        """Deja un correo por enviar, en la transacción de quien llama: sale si ella se confirma, y una sola vez.

        `clave`: lo que lo hace único; si ya se escribió uno con ella, devuelve ése y no escribe otro.
        `adjuntos`: ternas (nombre, tipo MIME, bytes). `sobre`: código del objeto del que trata.
        """
        valores = {
            "para": para,
            "asunto": asunto,
            "texto": texto,
            "html": html,
            "adjuntos": [
                {"nombre": nombre, "tipo": tipo, "contenido": b64encode(contenido).decode()}
                for nombre, tipo, contenido in adjuntos
            ],
            "responder_a": responder_a,
            "sobre": sobre,
        }
        return self.get_or_create(clave=clave, defaults=valores)[0]

    def por_enviar(self, *, al):
        """Los que ya se pueden intentar, del que más espera al más nuevo."""
        return self.filter(estado=Correo.Estado.PENDIENTE, proximo_intento_at__lte=al).order_by(
            "proximo_intento_at", "pk"
        )

    def tomar(self, *, al):
        """Reserva el siguiente por enviar y lo devuelve, o None si no hay: otro proceso ya no lo toma.

        La reserva vence: si quien lo tomó muere antes de anotar qué pasó, el correo se vuelve a enviar.
        """
        with transaction.atomic():
            correo = self.por_enviar(al=al).select_for_update(of=("self",), skip_locked=True).first()
            if correo is not None:
                correo.intentos += 1
                correo.proximo_intento_at = al + RESERVA
                correo.save(update_fields=["intentos", "proximo_intento_at"])
        return correo

    def con_problemas(self, *, al):
        """Los que no salieron, los que ya fallaron alguna vez y los que esperan más de lo normal."""
        fallo = Q(estado=Correo.Estado.PENDIENTE) & (~Q(ultimo_error="") | Q(creado_at__lt=al - DEMORA))
        return self.filter(Q(estado=Correo.Estado.FALLIDO) | fallo)


class Correo(models.Model):
    """Un correo de la bandeja de salida: nace con el hecho que lo causa y lo envía la orden `enviar_correos`."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", "por enviar"
        ENVIADO = "enviado", "enviado"
        FALLIDO = "fallido", "no se pudo enviar"

    clave = models.CharField("clave", max_length=200, unique=True)
    para = models.EmailField("para")
    responder_a = models.EmailField("responder a", blank=True)
    asunto = models.CharField("asunto", max_length=300)
    texto = models.TextField("texto", blank=True)
    html = models.TextField("texto con formato", blank=True)
    adjuntos = models.JSONField("adjuntos", default=list, blank=True)
    sobre = models.CharField("sobre", max_length=60, blank=True, db_index=True)
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.PENDIENTE)
    intentos = models.PositiveSmallIntegerField("intentos", default=0)
    creado_at = models.DateTimeField("escrito", default=timezone.now)
    proximo_intento_at = models.DateTimeField("próximo intento", default=timezone.now)
    enviado_at = models.DateTimeField("enviado el", null=True, blank=True)
    ultimo_error = models.CharField("último error", max_length=500, blank=True)

    objects = CorreoQuerySet.as_manager()

    class Meta:
        verbose_name = "correo"
        verbose_name_plural = "correos"
        indexes = [
            models.Index(
                fields=["proximo_intento_at", "id"], name="comun_correo_por_enviar", condition=Q(estado="pendiente")
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="comun_correo_enviado_con_fecha",
                condition=Q(estado="enviado", enviado_at__isnull=False)
                | (~Q(estado="enviado") & Q(enviado_at__isnull=True)),
                violation_error_message="Un correo enviado dice cuándo; uno que no ha salido, no.",
            ),
        ]

    def __str__(self):
        return f"{self.asunto} → {self.para}"

    @property
    def archivos(self):
        """Sus adjuntos: ternas (nombre, tipo MIME, bytes)."""
        return [(a["nombre"], a["tipo"], b64decode(a["contenido"])) for a in self.adjuntos]

    def anotar_enviado(self, *, al):
        """Ya salió. El cuerpo se borra: puede llevar enlaces que eran sólo de quien lo recibió."""
        self._anotar(estado=self.Estado.ENVIADO, enviado_at=al, ultimo_error="", texto="", html="", adjuntos=[])

    def anotar_falla(self, error, *, al, definitiva=False):
        """No salió: queda para después, o como fallido si insistir no sirve o ya se insistió bastante."""
        if definitiva or self.intentos > len(ESPERAS):
            self._anotar(estado=self.Estado.FALLIDO, ultimo_error=error[:500])
        else:
            self._anotar(proximo_intento_at=al + ESPERAS[self.intentos - 1], ultimo_error=error[:500])

    def reintentar(self, *, al):
        """Vuelve a la fila un correo que falló, con sus intentos desde cero. Devuelve si había que hacerlo."""
        filas = Correo.objects.filter(pk=self.pk, estado=self.Estado.FALLIDO)
        return bool(filas.update(estado=self.Estado.PENDIENTE, intentos=0, proximo_intento_at=al))

    def _anotar(self, **campos):
        """Sólo si nadie lo tomó después: quien anota tarde no pisa lo que otro ya hizo."""
        suyo = Correo.objects.filter(pk=self.pk, estado=self.Estado.PENDIENTE, intentos=self.intentos)
        suyo.update(**campos)
