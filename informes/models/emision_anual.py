from django.db import models
from django.urls import reverse

from informes.models.informe_anual import InformeAnual
from informes.revision_y_emision.observacion import Observacion
from informes.revision_y_emision.version import ArchivoEmitido, Version


class VersionAnual(Version):
    """Una versión emitida de un informe anual."""

    informe = models.ForeignKey(
        InformeAnual, models.PROTECT, editable=False, related_name="versiones", verbose_name="informe"
    )

    class Meta(Version.Meta):
        verbose_name = "versión emitida de un informe anual"
        verbose_name_plural = "versiones emitidas de informes anuales"

    def get_absolute_url(self):
        return reverse("informe_anual_version", args=[self.informe.codigo, self.numero])


class ArchivoAnual(ArchivoEmitido):
    """Un archivo de una versión emitida de un informe anual."""

    version = models.ForeignKey(
        VersionAnual, models.PROTECT, editable=False, related_name="archivos", verbose_name="versión"
    )

    class Meta(ArchivoEmitido.Meta):
        verbose_name = "archivo emitido de un informe anual"
        verbose_name_plural = "archivos emitidos de informes anuales"


class ObservacionAnual(Observacion):
    """Una observación de la unidad nacional a una parte de un informe anual."""

    PREFIJO = "OB"

    informe = models.ForeignKey(
        InformeAnual, models.CASCADE, editable=False, related_name="observaciones", verbose_name="informe"
    )

    class Meta(Observacion.Meta):
        verbose_name = "observación a un informe anual"
        verbose_name_plural = "observaciones a informes anuales"
