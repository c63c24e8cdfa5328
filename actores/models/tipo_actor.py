from django.db import models

from comun.models import Registrado


class Sector(models.TextChoices):
    PUBLICO = "publico", "público"
    PRIVADO = "privado", "privado"
    ACADEMIA = "academia", "academia"
    SOCIEDAD_CIVIL = "sociedad_civil", "sociedad civil"
    ORGANISMO_INTERNACIONAL = "organismo_internacional", "organismo internacional"


# Los sectores que se piden a toda mesa; el organismo internacional se registra, pero nada lo exige.
SECTORES_DE_LA_MESA = (Sector.PUBLICO, Sector.PRIVADO, Sector.ACADEMIA, Sector.SOCIEDAD_CIVIL)


class CatalogoQuerySet(models.QuerySet):
    def en_uso(self):
        return self.filter(retirado=False)

    def para_elegir(self, *, ya_elegido=None):
        """Los que se ofrecen: los que siguen en uso y, aunque se haya retirado, el que ya estaba elegido (su pk)."""
        return self.filter(models.Q(retirado=False) | models.Q(pk=ya_elegido)).order_by("nombre")


class TipoActor(Registrado):
    """Clase de organización, de un catálogo que la administración amplía; un valor se retira, no se borra."""

    clave = models.SlugField("clave", max_length=40, unique=True)
    nombre = models.CharField("nombre", max_length=80, unique=True)
    sector = models.CharField("sector por defecto", max_length=25, choices=Sector)
    retirado = models.BooleanField("retirado", default=False)

    objects = CatalogoQuerySet.as_manager()

    class Meta:
        verbose_name = "tipo de actor"
        verbose_name_plural = "tipos de actor"
        constraints = [
            models.CheckConstraint(
                name="actores_tipo_sector_valido",
                condition=models.Q(sector__in=Sector.values),
                violation_error_message="El sector no es uno de los conocidos.",
            ),
        ]

    def __str__(self):
        return self.nombre
