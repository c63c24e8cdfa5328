from django.db import models
from django.db.models import Q

from comun.models import DocumentoFormal, FechaVaga, FechaVagaQuerySet, Registrado


class DocumentoTerritorio(DocumentoFormal):
    """El acto que define un territorio o cambia su definición: un memorándum, un acuerdo, un convenio anual."""

    territorio = models.ForeignKey(
        "territorios.Territorio", models.CASCADE, related_name="documentos", verbose_name="territorio"
    )

    class Meta:
        verbose_name = "documento de territorio"
        verbose_name_plural = "documentos de territorio"

    def __str__(self):
        """Por su materia cuando el tipo no dice nada («Acuerdo público-privado», no «Otro documento»)."""
        return self.materia if self.materia and self.tipo == self.Tipo.OTRO else super().__str__()

    @property
    def titulo(self):
        """Su nombre y su materia, sin repetirla."""
        nombre = str(self)
        return nombre if not self.materia or nombre == self.materia else f"{nombre}: {self.materia}"


class DefinicionTerritorioQuerySet(FechaVagaQuerySet):
    def en_orden(self):
        return self.order_by("orden")


class DefinicionTerritorio(FechaVaga, Registrado):
    """Qué abarcaba un territorio desde cierto momento, y el acto que lo dijo: la inicial, una ampliación…"""

    class Clase(models.TextChoices):
        INICIAL = "inicial", "definición inicial"
        AMPLIACION = "ampliacion", "ampliación"
        REDUCCION = "reduccion", "reducción"
        PRECISION = "precision", "precisión"

    territorio = models.ForeignKey(
        "territorios.Territorio", models.CASCADE, related_name="definiciones", verbose_name="territorio"
    )
    orden = models.PositiveSmallIntegerField("orden", default=1)
    clase = models.CharField("clase", max_length=12, choices=Clase, default=Clase.INICIAL)
    texto = models.TextField("qué abarca")
    documento = models.ForeignKey(
        "territorios.DocumentoTerritorio",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="definiciones",
        verbose_name="acto que la define",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = DefinicionTerritorioQuerySet.as_manager()

    class Meta:
        verbose_name = "definición de territorio"
        verbose_name_plural = "definiciones de territorio"
        constraints = [
            *FechaVaga.Meta.constraints,
            models.UniqueConstraint(
                fields=["territorio", "orden"],
                name="territorios_definicion_orden_unico",
                violation_error_message="El territorio ya tiene una definición con ese orden.",
            ),
            models.CheckConstraint(
                name="territorios_definicion_inicial_primera",
                condition=Q(clase="inicial", orden=1) | (~Q(clase="inicial") & Q(orden__gt=1)),
                violation_error_message="La definición inicial es la primera, y sólo ella.",
            ),
        ]

    def __str__(self):
        return f"{self.get_clase_display()} de {self.territorio}"
