from django.db import models

from actores.models import Genero, Sector
from comun.models import Registrado


class RecuentoDeAsistenciaQuerySet(models.QuerySet):
    def por_grupo(self):
        """{grupo: cuántos} de lo declarado."""
        return dict(self.order_by("grupo").values_list("grupo", "cuantos"))


class RecuentoDeAsistencia(Registrado):
    """Cuántas personas de un género o de un sector declaró una sesión que sólo dice cuántos asistieron."""

    GENEROS = [(f"genero:{genero.value}", genero.label) for genero in Genero]
    SECTORES = [(f"sector:{sector.value}", sector.label) for sector in Sector]

    sesion = models.ForeignKey("mesas.Sesion", models.CASCADE, related_name="recuentos", verbose_name="sesión")
    grupo = models.CharField("grupo", max_length=35, choices=[("Género", GENEROS), ("Sector", SECTORES)])
    cuantos = models.PositiveIntegerField("cuántos")

    objects = RecuentoDeAsistenciaQuerySet.as_manager()

    class Meta:
        verbose_name = "recuento de asistencia"
        verbose_name_plural = "recuentos de asistencia"
        constraints = [
            models.UniqueConstraint(
                fields=["sesion", "grupo"],
                name="mesas_recuento_grupo_unico",
                violation_error_message="La sesión ya dice cuántos fueron de ese grupo.",
            ),
        ]

    @property
    def es_de_genero(self):
        return self.grupo.startswith("genero:")

    def __str__(self):
        return f"{self.get_grupo_display()}: {self.cuantos}"
