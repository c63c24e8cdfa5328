from django.db import models

from actores.models.tipo_actor import CatalogoQuerySet
from comun.models import Registrado


class Programa(Registrado):
    """Programa que convoca o financia (IRAL, Acción Local…); un valor del catálogo se retira, no se borra."""

    clave = models.SlugField("clave", max_length=40, unique=True)
    nombre = models.CharField("nombre", max_length=120, unique=True)
    sigla = models.CharField("sigla", max_length=20, blank=True)
    retirado = models.BooleanField("retirado", default=False)

    objects = CatalogoQuerySet.as_manager()

    class Meta:
        verbose_name = "programa"
        verbose_name_plural = "programas"

    def __str__(self):
        return self.sigla or self.nombre
