import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac


def huella_de(token):
    return sha256(token.encode()).hexdigest()


def token_de(semilla):
    firma = salted_hmac("mesas.enlace_firmado", semilla, algorithm="sha256").digest()
    return urlsafe_b64encode(firma).decode().rstrip("=")


class EnlaceFirmadoQuerySet(models.QuerySet):
    def vigentes(self, *, al):
        return self.filter(revocado_at__isnull=True, vence_at__gt=al)

    def del_token(self, token, *, proposito, al):
        """El enlace vigente de ese token, o None: da igual si nunca existió, venció o se revocó."""
        return self.vigentes(al=al).filter(huella=huella_de(token), proposito=proposito).first()


class EnlaceFirmado(models.Model):
    """Con qué una persona sin cuenta hace una sola cosa: responder, observar o informar. Vence y se puede revocar.

    El token no se guarda: se deduce de la semilla con la clave del sitio, y se reconoce por su huella.
    """

    class Proposito(models.TextChoices):
        CONVOCATORIA = "convocatoria", "responder una convocatoria"
        ACTA = "acta", "observar un acta"
        COMPROMISO = "compromiso", "informar un compromiso"

    proposito = models.CharField("para qué", max_length=12, choices=Proposito)
    sobre = models.CharField("sobre", max_length=60)
    actor = models.ForeignKey(
        "actores.Actor", models.PROTECT, related_name="enlaces_firmados", verbose_name="institución"
    )
    persona = models.ForeignKey(
        "actores.Persona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enlaces_firmados",
        verbose_name="persona",
    )
    semilla = models.CharField("semilla", max_length=43, editable=False)
    huella = models.CharField("huella", max_length=64, unique=True, editable=False)
    creado_at = models.DateTimeField("creado", auto_now_add=True)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="enlaces_firmados",
        verbose_name="creado por",
    )
    vence_at = models.DateTimeField("vence")
    revocado_at = models.DateTimeField("revocado", null=True, blank=True)

    objects = EnlaceFirmadoQuerySet.as_manager()

    class Meta:
        verbose_name = "enlace firmado"
        verbose_name_plural = "enlaces firmados"
        constraints = [
            models.UniqueConstraint(
                fields=["proposito", "sobre", "actor", "persona"],
                name="mesas_enlace_de_persona_unico",
                condition=Q(revocado_at__isnull=True, persona__isnull=False),
                violation_error_message="Esa persona ya tiene un enlace para eso.",
            ),
            models.UniqueConstraint(
                fields=["proposito", "sobre", "actor"],
                name="mesas_enlace_de_institucion_unico",
                condition=Q(revocado_at__isnull=True, persona__isnull=True),
                violation_error_message="Esa institución ya tiene un enlace para eso.",
            ),
        ]

    def __str__(self):
        return f"{self.get_proposito_display()} {self.sobre}, {self.persona or self.actor}"

    @property
    def token(self):
        """Lo que va en la dirección. Sólo lo sabe quien recibió el enlace y quien tiene la clave del sitio."""
        return token_de(self.semilla)

    @classmethod
    def emitir(cls, *, por, proposito, sobre, actor, persona, vence_at):
        """El enlace de esa persona para eso: el que ya tenía, con el nuevo vencimiento, o uno nuevo."""
        suyo = {"proposito": proposito, "sobre": sobre, "actor": actor, "persona": persona, "revocado_at": None}
        semilla = secrets.token_urlsafe(32)
        nace = {"semilla": semilla, "huella": huella_de(token_de(semilla)), "creado_por": por, "vence_at": vence_at}
        enlace, es_nuevo = cls.objects.get_or_create(**suyo, defaults=nace)
        if es_nuevo:
            return enlace
        cambios = {"vence_at": vence_at} if huella_de(enlace.token) == enlace.huella else nace  # cambió la clave
        for campo, valor in cambios.items():
            setattr(enlace, campo, valor)
        enlace.save(update_fields=[*cambios])
        return enlace

    def revocar(self, *, al):
        """Desde ahora no sirve; si hace falta, se emite otro."""
        self.revocado_at = al
        self.save(update_fields=["revocado_at"])
