from django.db import models


class Enlace(models.URLField):
    """Dirección de internet; escrita sin protocolo se entiende https."""

    def formfield(self, **opciones):
        return super().formfield(**{"assume_scheme": "https", **opciones})
