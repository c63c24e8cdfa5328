from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from mesas.models.compromiso_estado import HechoInformado
from mesas.models.evidencia import Evidencia


class AvanceQuerySet(models.QuerySet):
    def con_evidencia(self):
        """Anota `tiene_evidencia`."""
        return self.annotate(tiene_evidencia=Exists(Evidencia.objects.filter(avance=OuterRef("pk"))))

    def pendientes_de_verificar(self):
        """Los que dicen cumplido, traen evidencia y esperan a otra persona."""
        return self.con_evidencia().filter(
            resultado=Avance.Resultado.CUMPLIDO,
            tiene_evidencia=True,
            exige_verificacion=True,
            verificado_el__isnull=True,
            devuelto_el__isnull=True,
        )

    def en_orden(self):
        return self.order_by("fecha", "pk")


class Avance(models.Model):
    """Lo que alguien informó, un día, sobre un compromiso; no se edita: se informa otra vez o se devuelve."""

    class Resultado(models.TextChoices):
        EN_CURSO = "en_curso", "en curso"
        DIFICULTAD = "dificultad", "con dificultades"
        SIN_AVANCE = "sin_avance", "sin avance"
        CUMPLIDO = "cumplido", "se cumplió"

    compromiso = models.ForeignKey(
        "mesas.Compromiso", models.PROTECT, related_name="avances", verbose_name="compromiso"
    )
    fecha = models.DateField("fecha")
    resultado = models.CharField("resultado", max_length=10, choices=Resultado)
    nota = models.TextField("nota", blank=True)
    causa = models.CharField("causa de la dificultad", max_length=20, blank=True)
    sesion = models.ForeignKey(
        "mesas.Sesion", models.PROTECT, null=True, blank=True, related_name="avances", verbose_name="se informó en"
    )
    autor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avances_informados",
        verbose_name="informado por",
    )
    en_nombre_de = models.ForeignKey(
        "actores.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avances_informados",
        verbose_name="en nombre de",
    )
    exige_verificacion = models.BooleanField(
        "exige otra persona", default=False, help_text="Quien informa habla por la institución responsable."
    )
    informado_at = models.DateTimeField("anotado", auto_now_add=True)
    verificado_el = models.DateField("verificado el", null=True, blank=True)
    verificado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avances_verificados",
        verbose_name="verificado por",
    )
    verificado_en = models.ForeignKey(
        "mesas.Sesion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avances_confirmados",
        verbose_name="confirmado por la mesa en",
    )
    devuelto_el = models.DateField("devuelto el", null=True, blank=True)
    devuelto_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avances_devueltos",
        verbose_name="devuelto por",
    )
    motivo_devolucion = models.CharField("por qué se devolvió", max_length=300, blank=True)

    objects = AvanceQuerySet.as_manager()

    class Meta:
        verbose_name = "avance"
        verbose_name_plural = "avances"
        indexes = [models.Index(fields=["compromiso", "fecha"], name="mesas_avance_compromiso_fecha")]
        constraints = [
            models.CheckConstraint(
                name="mesas_avance_con_informante",
                condition=Q(autor__isnull=False) | Q(en_nombre_de__isnull=False),
                violation_error_message="Un avance dice quién lo informa o en nombre de qué institución.",
            ),
            models.CheckConstraint(
                name="mesas_avance_verificado_por_otra_persona",
                condition=Q(verificado_por__isnull=True) | Q(autor__isnull=True) | ~Q(verificado_por=F("autor")),
                violation_error_message="Verifica otra persona: quien informó el cumplimiento no puede verificarlo.",
            ),
            models.CheckConstraint(
                name="mesas_avance_verificacion_completa",
                condition=Q(verificado_el__isnull=True, verificado_por__isnull=True, verificado_en__isnull=True)
                | Q(verificado_el__isnull=False, verificado_por__isnull=False, resultado="cumplido"),
                violation_error_message="Sólo se verifica un cumplimiento, con fecha y persona.",
            ),
            models.CheckConstraint(
                name="mesas_avance_devolucion_con_motivo",
                condition=Q(devuelto_el__isnull=True, motivo_devolucion="")
                | Q(devuelto_el__isnull=False, devuelto_por__isnull=False, verificado_el__isnull=True)
                & ~Q(motivo_devolucion=""),
                violation_error_message="Devolver un avance pide fecha, persona y motivo, y que no esté verificado.",
            ),
        ]

    def __str__(self):
        return f"{self.get_resultado_display()} el {self.fecha:%d-%m-%Y}".capitalize()

    def hecho(self):
        """Lo que este avance aporta al estado; usa `tiene_evidencia` si viene anotado."""
        anotada = getattr(self, "tiene_evidencia", None)
        return HechoInformado(
            dice_cumplido=self.resultado == self.Resultado.CUMPLIDO,
            con_evidencia=self.evidencias.exists() if anotada is None else anotada,
            exige_verificacion=self.exige_verificacion,
            verificado=self.verificado_el is not None,
            devuelto=self.devuelto_el is not None,
        )
