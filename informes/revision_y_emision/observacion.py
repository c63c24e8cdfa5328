"""Lo que quien revisa anota junto a una parte del informe."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from comun.models import Codificado, Registrado
from mesas.models import TransicionInvalida


class ObservacionQuerySet(models.QuerySet):
    def abiertas(self):
        """Las que nadie ha atendido."""
        return self.filter(resuelta_at__isnull=True)

    def visibles_para(self, usuario):
        """Las de los informes que ve el personal; la revisión es interna y quien sólo observa no la lee."""
        informes = self.model._meta.get_field("informe").related_model.objects.visibles_para(usuario)
        return self.none() if usuario.es_observador else self.filter(informe__in=informes)


class Observacion(Codificado, Registrado):
    """Base de una observación de quien revisa a una parte del informe; se atiende con una respuesta."""

    seccion = models.CharField("parte del informe", max_length=20)
    texto = models.TextField("observación")
    numero_version = models.PositiveSmallIntegerField("versión que observa", editable=False)
    creada_at = models.DateTimeField("anotada", auto_now_add=True)
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="%(app_label)s_%(class)s_anotadas",
        verbose_name="la anotó",
    )
    respuesta = models.TextField("qué se hizo", blank=True, editable=False)
    resuelta_at = models.DateTimeField("atendida", null=True, blank=True, editable=False)
    resuelta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="%(app_label)s_%(class)s_resueltas",
        verbose_name="la atendió",
    )

    objects = ObservacionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_resuelta_por_alguien",
                condition=Q(resuelta_at__isnull=True, resuelta_por__isnull=True, respuesta="")
                | Q(resuelta_at__isnull=False, resuelta_por__isnull=False),
                violation_error_message="Una observación atendida dice quién la atendió y cuándo.",
            ),
        ]

    def __str__(self):
        return f"Observación {self.codigo} a {self.nombre_de_la_parte}"

    @property
    def nombre_de_la_parte(self):
        return dict(self.informe.PARTES).get(self.seccion, self.seccion)

    @property
    def esta_abierta(self):
        return self.resuelta_at is None

    @classmethod
    def anotar(cls, *, por, informe, seccion, texto):
        """Anota una observación a una parte del informe que se está revisando."""
        with transaction.atomic():
            informe = type(informe).objects.select_for_update(of=("self",)).get(pk=informe.pk)
            if not informe.esta_en_revision:
                raise TransicionInvalida(
                    f"El informe está {informe.get_estado_display()}: se observa mientras está en revisión."
                )
            campos = {"seccion": seccion, "texto": texto, "numero_version": informe.proxima_version(), "autor": por}
            return cls.crear(por=por, informe=informe, **campos)

    def resolver(self, *, por, respuesta=""):
        """La da por atendida, con lo que se hizo."""
        with transaction.atomic():
            self._tomar(abierta=True)
            self.respuesta, self.resuelta_at, self.resuelta_por = respuesta, timezone.now(), por
            self.registrar(por=por, motivo="observación atendida")

    def reabrir(self, *, por, motivo):
        """La vuelve a dejar pendiente: lo hecho no bastó."""
        with transaction.atomic():
            self._tomar(abierta=False)
            self.respuesta, self.resuelta_at, self.resuelta_por = "", None, None
            self.registrar(por=por, motivo=motivo)

    def _tomar(self, *, abierta):
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(of=("self",)))
        if self.esta_abierta != abierta:
            raise TransicionInvalida(f"La observación {self.codigo} ya está {'atendida' if abierta else 'abierta'}.")
