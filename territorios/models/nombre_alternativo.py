from django.db import models
from django.db.models import Q

from comun.busqueda import texto_de_busqueda
from comun.models import Registrado

NIVELES = ("region", "provincia", "comuna", "direccion", "territorio")


def _de_un_solo_nivel():
    """Condición: exactamente una de las llaves está puesta."""
    condicion = Q()
    for nivel in NIVELES:
        condicion |= Q(**{f"{otro}__isnull": otro != nivel for otro in NIVELES})
    return condicion


def _unico_en(nivel):
    return models.UniqueConstraint(
        fields=[nivel, "nombre"],
        name=f"territorios_alternativo_{nivel}_unico",
        violation_error_message="Ese nombre alternativo ya está anotado.",
    )


class NombreAlternativo(Registrado):
    """Otra manera de escribir o llamar una división, una dirección regional o un territorio; sirve para buscarlos."""

    class Clase(models.TextChoices):
        GRAFIA = "grafia", "otra grafía"
        ALIAS = "alias", "nombre de uso"
        ANTERIOR = "anterior", "nombre anterior"
        LITERAL = "literal", "como lo escribe un documento"

    nombre = models.CharField("nombre", max_length=120)
    clase = models.CharField("clase", max_length=10, choices=Clase, default=Clase.ALIAS)
    region = models.ForeignKey(
        "territorios.Region",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="nombres_alternativos",
        verbose_name="región",
    )
    provincia = models.ForeignKey(
        "territorios.Provincia",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="nombres_alternativos",
        verbose_name="provincia",
    )
    comuna = models.ForeignKey(
        "territorios.Comuna",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="nombres_alternativos",
        verbose_name="comuna",
    )
    direccion = models.ForeignKey(
        "territorios.DireccionRegional",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="nombres_alternativos",
        verbose_name="dirección regional",
    )
    territorio = models.ForeignKey(
        "territorios.Territorio",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="nombres_alternativos",
        verbose_name="territorio",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("nombre"),
        output_field=models.CharField(max_length=140, verbose_name="texto de búsqueda"),
        db_persist=True,
    )

    class Meta:
        verbose_name = "nombre alternativo"
        verbose_name_plural = "nombres alternativos"
        constraints = [
            models.CheckConstraint(
                name="territorios_alternativo_de_un_solo_nivel",
                condition=_de_un_solo_nivel(),
                violation_error_message="Un nombre alternativo es de una región, provincia, comuna, dirección o "
                "territorio: de uno solo.",
            ),
            *[_unico_en(nivel) for nivel in NIVELES],
        ]

    def __str__(self):
        return self.nombre
