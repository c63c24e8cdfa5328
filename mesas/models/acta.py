import secrets

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from comun.models import Registrado, Sellado, SelladoQuerySet
from mesas.congelar_acta import ESQUEMA, coincide, congelar, huella
from mesas.models.acuerdo import Acuerdo
from mesas.models.mesa import Mesa, TransicionInvalida
from mesas.models.sesion import Sesion

ABIERTAS = ["borrador", "en_observacion"]
APROBADAS = ["aprobada", "firmada"]


class ActaIncompleta(Exception):
    """Al acta le falta algo sin lo cual no puede aprobarse."""


class ActaQuerySet(SelladoQuerySet):
    def sellados(self):
        return self.filter(estado__in=APROBADAS)

    def aprobadas(self):
        """Las aprobadas, también las que además están firmadas."""
        return self.sellados()

    def abiertas(self):
        return self.filter(estado__in=ABIERTAS)

    def vigentes(self):
        """La última versión aprobada de cada sesión."""
        return self.aprobadas().exclude(rectificada_por__estado__in=APROBADAS)

    def visibles_para(self, usuario):
        return self.filter(sesion__instancia__mesa__in=Mesa.objects.visibles_para(usuario))


class Acta(Sellado, Registrado):
    """Una versión del acta de una sesión; aprobada, queda congelada y sólo se corrige con otra versión."""

    CAMPOS_LIBRES = frozenset({"version", "estado", "firmada_at", "firmada_por", "archivo_firmado"})

    class Estado(models.TextChoices):
        BORRADOR = "borrador", "borrador"
        EN_OBSERVACION = "en_observacion", "en observación"
        APROBADA = "aprobada", "aprobada"
        FIRMADA = "firmada", "firmada"

    class Respaldo(models.TextChoices):
        PRESIDENCIA = "presidencia", "confirmada por quien preside"
        SESION_SIGUIENTE = "sesion_siguiente", "aprobada en la sesión siguiente"
        ACTA_FIRMADA = "acta_firmada", "acta firmada por los asistentes"
        ANTECEDENTE = "antecedente", "antecedente histórico"

    TRANSICIONES = {
        Estado.BORRADOR: {Estado.EN_OBSERVACION, Estado.APROBADA},
        Estado.EN_OBSERVACION: {Estado.BORRADOR, Estado.APROBADA},
        Estado.APROBADA: {Estado.FIRMADA},
        Estado.FIRMADA: set(),
    }

    sesion = models.ForeignKey("mesas.Sesion", models.PROTECT, related_name="actas", verbose_name="sesión")
    numero_version = models.PositiveSmallIntegerField("versión del acta", default=1, editable=False)
    estado = models.CharField("estado", max_length=15, choices=Estado, default=Estado.BORRADOR, editable=False)
    texto = models.TextField("texto", blank=True)
    observable_hasta = models.DateField("se observa hasta", null=True, blank=True, editable=False)
    circulada_at = models.DateTimeField("circulada", null=True, blank=True, editable=False)
    aprobada_el = models.DateField("aprobada el", null=True, blank=True, editable=False)
    aprobada_at = models.DateTimeField("aprobación anotada", null=True, blank=True, editable=False)
    aprobada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="actas_aprobadas",
        verbose_name="anotó la aprobación",
    )
    respaldo_tipo = models.CharField("respaldo", max_length=20, choices=Respaldo, blank=True, editable=False)
    respaldo = models.CharField("detalle del respaldo", max_length=300, blank=True, editable=False)
    contenido = models.TextField("contenido congelado", blank=True, editable=False)
    esquema = models.PositiveSmallIntegerField("esquema del contenido", null=True, blank=True, editable=False)
    hash = models.CharField("huella SHA-256", max_length=64, blank=True, editable=False)
    token = models.CharField("clave de verificación", max_length=40, blank=True, editable=False)
    firmada_at = models.DateTimeField("firmada", null=True, blank=True, editable=False)
    firmada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="actas_firmadas",
        verbose_name="anotó la firma",
    )
    archivo_firmado = models.ForeignKey(
        "mesas.ArchivoDeMesa",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="actas",
        verbose_name="acta firmada",
    )
    rectifica = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="rectificada_por",
        verbose_name="versión que rectifica",
    )
    motivo_rectificacion = models.TextField("motivo de la rectificación", blank=True, editable=False)
    deja_sin_efecto = models.ManyToManyField(
        "mesas.Acuerdo", blank=True, editable=False, related_name="retiros", verbose_name="acuerdos que deja sin efecto"
    )

    _history_m2m_fields = [deja_sin_efecto]

    objects = ActaQuerySet.as_manager()

    class Meta:
        verbose_name = "acta"
        verbose_name_plural = "actas"
        constraints = [
            models.UniqueConstraint(
                fields=["sesion", "numero_version"],
                name="mesas_acta_version_unica",
                violation_error_message="La sesión ya tiene esa versión del acta.",
            ),
            models.UniqueConstraint(
                fields=["sesion"],
                name="mesas_acta_una_abierta",
                condition=Q(estado__in=ABIERTAS),
                violation_error_message="La sesión ya tiene un acta sin aprobar.",
            ),
            models.UniqueConstraint(
                fields=["token"],
                name="mesas_acta_token_unico",
                condition=~Q(token=""),
                violation_error_message="La clave de verificación ya existe.",
            ),
            models.CheckConstraint(
                name="mesas_acta_aprobada_completa",
                condition=Q(estado__in=ABIERTAS)
                | Q(
                    aprobada_el__isnull=False,
                    aprobada_at__isnull=False,
                    aprobada_por__isnull=False,
                    esquema__isnull=False,
                )
                & ~Q(respaldo_tipo="")
                & ~Q(contenido="")
                & ~Q(hash="")
                & ~Q(token=""),
                violation_error_message="Un acta aprobada lleva fecha, quién lo anotó, respaldo, contenido y huella.",
            ),
            models.CheckConstraint(
                name="mesas_acta_abierta_sin_sello",
                condition=Q(estado__in=APROBADAS)
                | Q(aprobada_el__isnull=True, aprobada_por__isnull=True, hash="", contenido="", token=""),
                violation_error_message="Un acta sin aprobar no lleva fecha de aprobación ni huella.",
            ),
            models.CheckConstraint(
                name="mesas_acta_firmada_con_fecha",
                condition=~Q(estado="firmada") | Q(firmada_at__isnull=False, firmada_por__isnull=False),
                violation_error_message="Un acta firmada lleva cuándo y quién anotó la firma.",
            ),
            models.CheckConstraint(
                name="mesas_acta_rectificacion_con_motivo",
                condition=Q(numero_version=1, rectifica__isnull=True, motivo_rectificacion="")
                | Q(numero_version__gt=1, rectifica__isnull=False) & ~Q(motivo_rectificacion=""),
                violation_error_message="Una rectificación dice qué versión corrige y por qué.",
            ),
            models.CheckConstraint(
                name="mesas_acta_no_se_rectifica_a_si_misma",
                condition=Q(rectifica__isnull=True) | ~Q(rectifica=F("pk")),
                violation_error_message="Un acta no se rectifica a sí misma.",
            ),
        ]

    def __str__(self):
        version = f", versión {self.numero_version}" if self.numero_version > 1 else ""
        return f"Acta de la sesión {self.sesion.codigo}{version}"

    @property
    def esta_sellado(self):
        return self.estado in APROBADAS

    @classmethod
    def crear(cls, *, por, sesion, texto="", motivo=""):
        """Abre el borrador de la primera acta de una sesión."""
        return super().crear(por=por, motivo=motivo, sesion=sesion, texto=texto)

    @classmethod
    def abierta_de(cls, sesion, *, por):
        """El acta que todavía no se aprueba; si la sesión no tiene ninguna, abre su borrador."""
        return cls.objects.filter(sesion=sesion).abiertas().first() or cls.crear(por=por, sesion=sesion)

    def esta_vacia(self):
        """Si es un borrador en que todavía no se escribió ni se acordó nada."""
        return self.estado == self.Estado.BORRADOR and not self.texto and not self.acuerdos.exists()

    def sesion_acuerdos(self):
        """Los acuerdos de todas las versiones del acta de la misma sesión."""
        return Acuerdo.objects.filter(acta__sesion=self.sesion_id)

    def esta_integra(self):
        """True si lo aprobado es lo que está guardado; False si alguien cambió una fila por fuera."""
        return self.esta_sellado and coincide(self)

    def circular(self, *, por, hasta):
        """Abre la ventana en que los participantes aceptan u observan el acta, hasta una fecha."""
        with transaction.atomic():
            self._tomar(self.Estado.EN_OBSERVACION)
            self.observable_hasta = hasta
            self.circulada_at = timezone.now()
            self.registrar(por=por, motivo="acta circulada")

    def retomar(self, *, por, motivo):
        """Vuelve al borrador para atender lo observado."""
        with transaction.atomic():
            self._tomar(self.Estado.BORRADOR)
            self.registrar(por=por, motivo=motivo)

    def aprobar(self, *, por, el, respaldo_tipo, respaldo=""):
        """Anota que la mesa aprobó el acta: numera los acuerdos, suscribe los compromisos, congela y sella.

        `el`: día de la aprobación; `respaldo_tipo`: cómo consta. Es final para esta versión.
        """
        with transaction.atomic():
            self._tomar(self.Estado.APROBADA)
            self._exigir_completa(el)
            self.respaldo_tipo, self.respaldo = self.Respaldo(respaldo_tipo), respaldo
            self.aprobada_el, self.aprobada_at, self.aprobada_por = el, timezone.now(), por
            for acuerdo in self.acuerdos.filter(numero__isnull=True).en_orden():
                acuerdo.numerar(por=por, anio=self.sesion.anio)
            for acuerdo in self.deja_sin_efecto.all():
                acuerdo.dejar_sin_efecto(por=por, rectificacion=self)
            self._suscribir_compromisos(por=por, el=el)
            self.contenido, self.esquema = congelar(self), ESQUEMA
            self.hash, self.token = huella(self.contenido), secrets.token_urlsafe(24)
            self.registrar(por=por, motivo="acta aprobada")

    def firmar(self, *, por, archivo=None):
        """Anota que el acta aprobada está firmada, con el archivo firmado si lo hay."""
        with transaction.atomic():
            self._tomar(self.Estado.FIRMADA)
            self.firmada_at, self.firmada_por, self.archivo_firmado = timezone.now(), por, archivo
            self.registrar(por=por, motivo="acta firmada")

    def rectificar(self, *, por, motivo, texto=None, deja_sin_efecto=()):
        """Abre la versión siguiente de un acta aprobada; los acuerdos retirados caen al aprobarse ésta."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Acta.objects.select_for_update(of=("self",)))
            if not self.esta_sellado or Acta.objects.filter(rectifica=self).exists():
                raise TransicionInvalida("Sólo se rectifica la última versión, y sólo si está aprobada.")
            if self.sesion_acuerdos().vigentes().filter(pk__in=[a.pk for a in deja_sin_efecto]).count() != len(
                deja_sin_efecto
            ):
                raise ActaIncompleta("Sólo se dejan sin efecto acuerdos vigentes de esta misma sesión.")
            return super().crear(
                por=por,
                motivo=motivo,
                sesion=self.sesion,
                numero_version=self.numero_version + 1,
                rectifica=self,
                motivo_rectificacion=motivo,
                texto=self.texto if texto is None else texto,
                deja_sin_efecto=deja_sin_efecto,
            )

    def _tomar(self, estado):
        """Bloquea la fila, la relee y la pasa al estado pedido si la transición existe; no guarda."""
        self.refresh_from_db(from_queryset=Acta.objects.select_for_update(of=("self",)))
        if estado not in self.TRANSICIONES[self.estado]:
            raise TransicionInvalida(
                f"Un acta {self.get_estado_display()} no puede pasar a {self.Estado(estado).label}."
            )
        self.estado = estado

    def _exigir_completa(self, el):
        sesion = self.sesion
        if sesion.estado != Sesion.Estado.REALIZADA:
            raise ActaIncompleta("La sesión todavía no está marcada como realizada.")
        if sesion.es_nominal and not sesion.asistencia_confirmada_at and sesion.asistencias.exists():
            raise ActaIncompleta("Falta confirmar la asistencia de la sesión.")
        if el < sesion.desde:
            raise ActaIncompleta("El acta no puede aprobarse antes de la sesión.")

    def _suscribir_compromisos(self, *, por, el):
        from mesas.models.compromiso import Compromiso

        for compromiso in Compromiso.objects.filter(punto__sesion=self.sesion_id).propuestos():
            compromiso.suscribir(por=por, el=el)
