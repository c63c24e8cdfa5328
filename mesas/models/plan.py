from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from comun.models import Codificado, FechaVaga, FechaVagaQuerySet, Registrado
from mesas.models.mesa import FaltaMotivo, TransicionInvalida


class Eje(Registrado):
    """Una línea del plan de la mesa (turismo, pesca, radicación…) que agrupa actividades."""

    mesa = models.ForeignKey("mesas.Mesa", models.CASCADE, related_name="ejes", verbose_name="mesa")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    nombre = models.CharField("nombre", max_length=160)
    descripcion = models.TextField("descripción", blank=True)

    class Meta:
        verbose_name = "eje"
        verbose_name_plural = "ejes"
        constraints = [
            models.UniqueConstraint(
                fields=["mesa", "nombre"],
                name="mesas_eje_nombre_unico",
                violation_error_message="La mesa ya tiene un eje con ese nombre.",
            ),
        ]

    def __str__(self):
        return self.nombre


class EstadoActividad(models.TextChoices):
    PLANIFICADA = "planificada", "planificada"
    EN_CURSO = "en_curso", "en curso"
    REALIZADA = "realizada", "realizada"
    POSTERGADA = "postergada", "postergada"
    DESCARTADA = "descartada", "descartada"


TRANSICIONES_DE_ACTIVIDAD = {
    EstadoActividad.PLANIFICADA: {EstadoActividad.EN_CURSO, EstadoActividad.REALIZADA, EstadoActividad.POSTERGADA}
    | {EstadoActividad.DESCARTADA},
    EstadoActividad.EN_CURSO: {EstadoActividad.REALIZADA, EstadoActividad.POSTERGADA, EstadoActividad.DESCARTADA},
    EstadoActividad.POSTERGADA: {EstadoActividad.PLANIFICADA, EstadoActividad.EN_CURSO, EstadoActividad.DESCARTADA},
    EstadoActividad.REALIZADA: set(),
    EstadoActividad.DESCARTADA: set(),
}


class ActividadPlan(Codificado, FechaVaga, Registrado):
    """Una acción del plan de trabajo de la mesa: quién responde, cuándo y con qué recursos."""

    PREFIJO = "AP"

    mesa = models.ForeignKey("mesas.Mesa", models.CASCADE, related_name="actividades", verbose_name="mesa")
    eje = models.ForeignKey(Eje, models.PROTECT, null=True, blank=True, related_name="actividades", verbose_name="eje")
    nombre = models.CharField("actividad", max_length=300)
    resultado_esperado = models.TextField("resultado esperado", blank=True)
    responsable = models.ForeignKey(
        "actores.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actividades_del_plan",
        verbose_name="responsable",
    )
    programa = models.ForeignKey(
        "actores.Programa",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actividades_del_plan",
        verbose_name="programa que la financia",
    )
    recursos = models.CharField("recursos", max_length=300, blank=True, help_text="Como los describe el plan.")
    estado = models.CharField("estado", max_length=15, choices=EstadoActividad, default=EstadoActividad.PLANIFICADA)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = FechaVagaQuerySet.as_manager()

    class Meta:
        verbose_name = "actividad del plan"
        verbose_name_plural = "actividades del plan"
        constraints = [
            *FechaVaga.Meta.constraints,
            models.CheckConstraint(
                name="mesas_actividadplan_estado_valido",
                condition=Q(estado__in=EstadoActividad.values),
                violation_error_message="El estado no es uno de los conocidos.",
            ),
        ]

    def __str__(self):
        return f"{self.codigo} {self.nombre}"

    def clean(self):
        if self.eje_id and self.eje.mesa_id != self.mesa_id:
            raise ValidationError({"eje": f"El eje «{self.eje}» es de otra mesa."})

    @property
    def admite_cambio(self):
        """Si desde su estado se puede pasar a otro."""
        return bool(TRANSICIONES_DE_ACTIVIDAD[EstadoActividad(self.estado)])

    def cambiar_estado(self, *, a, por, motivo=""):
        """Lleva la actividad al estado `a`. Postergar y descartar necesitan motivo."""
        nuevo = EstadoActividad(a)
        if nuevo not in TRANSICIONES_DE_ACTIVIDAD[EstadoActividad(self.estado)]:
            raise TransicionInvalida(f"Una actividad {self.get_estado_display()} no puede quedar {nuevo.label}.")
        if nuevo in {EstadoActividad.POSTERGADA, EstadoActividad.DESCARTADA} and not motivo.strip():
            raise FaltaMotivo(f"Para dejarla {nuevo.label} hay que decir por qué.")
        self.estado = nuevo
        self.registrar(por=por, motivo=motivo)
