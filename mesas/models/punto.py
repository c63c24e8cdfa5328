from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from comun.models import Registrado


class PuntoTablaQuerySet(models.QuerySet):
    def en_orden(self):
        return self.order_by("orden", "pk")

    def recurrentes(self):
        return self.filter(recurrente=True)

    def abiertos(self):
        """Los que no se alcanzaron a tratar y pasan a la sesión siguiente."""
        return self.exclude(estado=PuntoTabla.Estado.TRATADO)


class PuntoTabla(Registrado):
    """Un punto de la tabla de una sesión: qué se trata, cuánto dura y quién lo presenta."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", "pendiente"
        TRATADO = "tratado", "tratado"
        POSPUESTO = "pospuesto", "pospuesto"

    sesion = models.ForeignKey("mesas.Sesion", models.CASCADE, related_name="puntos", verbose_name="sesión")
    orden = models.PositiveSmallIntegerField("orden")
    titulo = models.CharField("título", max_length=300)
    detalle = models.TextField("detalle", blank=True)
    minutos = models.PositiveSmallIntegerField("minutos", null=True, blank=True)
    responsable = models.ForeignKey(
        "actores.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="puntos_de_tabla",
        verbose_name="institución que presenta",
    )
    persona = models.ForeignKey(
        "actores.Persona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="puntos_de_tabla",
        verbose_name="persona que presenta",
    )
    material = models.CharField(
        "material",
        max_length=300,
        blank=True,
        help_text="Qué conviene leer antes: un enlace o el nombre de un documento.",
    )
    recurrente = models.BooleanField("va en todas las tablas", default=False)
    fuera_de_tabla = models.BooleanField("surgió fuera de tabla", default=False)
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.PENDIENTE)
    lo_tratado = models.TextField("lo tratado", blank=True)
    viene_de = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="siguientes", verbose_name="viene del punto"
    )

    objects = PuntoTablaQuerySet.as_manager()

    class Meta:
        verbose_name = "punto de tabla"
        verbose_name_plural = "puntos de tabla"
        constraints = [
            models.UniqueConstraint(
                fields=["sesion", "orden"],
                name="mesas_punto_orden_unico",
                violation_error_message="Ya hay un punto con ese orden en la tabla.",
            ),
            models.CheckConstraint(
                name="mesas_punto_con_titulo",
                condition=~Q(titulo=""),
                violation_error_message="Un punto de la tabla necesita un título.",
            ),
            models.CheckConstraint(
                name="mesas_punto_minutos_positivos",
                condition=Q(minutos__isnull=True) | Q(minutos__gt=0),
                violation_error_message="Los minutos de un punto son más que cero.",
            ),
        ]

    def __str__(self):
        return f"{self.orden}. {self.titulo}"

    @classmethod
    def agregar(cls, *, por, sesion, motivo="", **campos):
        """Lo pone al final de la tabla de la sesión."""
        ultimo = cls.objects.filter(sesion=sesion).order_by("-orden").first()
        return cls.crear(por=por, motivo=motivo, sesion=sesion, orden=ultimo.orden + 1 if ultimo else 1, **campos)

    def clean(self):
        if self.viene_de_id and self.viene_de.sesion_id == self.sesion_id:
            raise ValidationError({"viene_de": "Un punto no puede venir de la misma sesión."})
