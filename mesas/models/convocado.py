from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q

from comun.models import Registrado
from mesas.models.integrante import Integrante


class RespuestaRechazada(Exception):
    """La sesión ya no espera respuestas."""


class ConvocadoQuerySet(models.QuerySet):
    def cuenta(self):
        """{total, respondieron}."""
        respondieron = Count("pk", filter=~Q(respuesta=Convocado.Respuesta.SIN_RESPUESTA))
        return self.aggregate(total=Count("pk"), respondieron=respondieron)

    def en_orden(self):
        return self.order_by("actor__nombre", "calidad", "pk")

    def con_quien_es(self):
        return self.select_related("actor", "persona", "sesion__instancia__mesa")

    def de_clave(self, clave):
        """El de una `clave`: el código de la institución y, si se convocó a una persona, también el suyo."""
        actor, _, persona = clave.partition("+")
        return self.filter(actor__codigo=actor, persona__codigo=persona or None)


class Convocado(Registrado):
    """A quién se citó a una sesión y qué respondió: acepta, se excusa o delega."""

    class Respuesta(models.TextChoices):
        SIN_RESPUESTA = "", "sin respuesta"
        ACEPTA = "acepta", "asistirá"
        EXCUSA = "excusa", "se excusa"
        DELEGA = "delega", "delega"

    sesion = models.ForeignKey("mesas.Sesion", models.CASCADE, related_name="convocados", verbose_name="sesión")
    actor = models.ForeignKey("actores.Actor", models.PROTECT, related_name="convocatorias", verbose_name="institución")
    persona = models.ForeignKey(
        "actores.Persona", models.PROTECT, null=True, blank=True, related_name="convocatorias", verbose_name="persona"
    )
    calidad = models.CharField("calidad", max_length=10, choices=Integrante.Calidad)
    respuesta = models.CharField("respuesta", max_length=7, choices=Respuesta, blank=True)
    delega_en = models.CharField("en quién delega", max_length=160, blank=True)
    nota = models.CharField("comentario", max_length=300, blank=True)
    respondida_at = models.DateTimeField("respondió", null=True, blank=True, editable=False)
    anotada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="respuestas_anotadas",
        verbose_name="anotada por",
    )

    objects = ConvocadoQuerySet.as_manager()

    class Meta:
        verbose_name = "convocado"
        verbose_name_plural = "convocados"
        constraints = [
            models.UniqueConstraint(
                fields=["sesion", "actor", "persona"],
                name="mesas_convocado_persona_unica",
                condition=Q(persona__isnull=False),
                violation_error_message="Esa persona ya está convocada a la sesión por esa institución.",
            ),
            models.UniqueConstraint(
                fields=["sesion", "actor"],
                name="mesas_convocado_institucion_unica",
                condition=Q(persona__isnull=True),
                violation_error_message="Esa institución ya está convocada a la sesión.",
            ),
            models.CheckConstraint(
                name="mesas_convocado_delega_en_alguien",
                condition=~Q(respuesta="delega") & Q(delega_en="") | Q(respuesta="delega") & ~Q(delega_en=""),
                violation_error_message="Quien delega dice en quién; quien no delega, en nadie.",
            ),
            models.CheckConstraint(
                name="mesas_convocado_respuesta_con_fecha",
                condition=Q(respuesta="", respondida_at__isnull=True)
                | ~Q(respuesta="") & Q(respondida_at__isnull=False),
                violation_error_message="Una respuesta dice cuándo se dio.",
            ),
        ]

    def __str__(self):
        return self.quien

    @property
    def quien(self):
        """La persona citada; si se citó a la institución, ella."""
        return self.persona.nombre if self.persona else self.actor.nombre

    @property
    def clave(self):
        """Con qué se lo nombra en una dirección: «A-000001» o «A-000001+PE-000002»."""
        return f"{self.actor.codigo}+{self.persona.codigo}" if self.persona else self.actor.codigo

    @property
    def correo(self):
        """Adonde se le escribe: el de la persona o, si se citó a la institución, el de ella. Puede no haber."""
        return self.persona.correo if self.persona else self.actor.correo

    def responder(self, *, respuesta, al, por=None, delega_en="", nota=""):
        """Deja la respuesta, que puede cambiar mientras la sesión siga convocada. `por`: None si es por su enlace."""
        with transaction.atomic():
            self.sesion._tomar()
            self.refresh_from_db(from_queryset=Convocado.objects.select_for_update(of=("self",)))
            if self.sesion.estado != self.sesion.Estado.CONVOCADA:
                raise RespuestaRechazada(f"La sesión está {self.sesion.get_estado_display()}: ya no espera respuestas.")
            self.respuesta, self.nota, self.respondida_at, self.anotada_por = respuesta, nota, al, por
            self.delega_en = delega_en if respuesta == self.Respuesta.DELEGA else ""
            self.full_clean()
            self.registrar(por=por, motivo="" if por else "respondió desde su enlace")

    def olvidar_respuesta(self, *, por, motivo):
        """Lo que respondió era para otro día: se le vuelve a preguntar."""
        if self.respuesta:
            self.respuesta, self.delega_en, self.nota, self.respondida_at, self.anotada_por = "", "", "", None, None
            self.registrar(por=por, motivo=motivo)
