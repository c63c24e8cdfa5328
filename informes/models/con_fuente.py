from django.db import models


class ConFuente(models.Model):
    """Un hecho que puede venir de un documento: dice de cuál y en qué línea está."""

    fuente = models.CharField("fuente", max_length=200, blank=True, help_text="Documento y línea: «000, l. 15».")

    class Meta:
        abstract = True
