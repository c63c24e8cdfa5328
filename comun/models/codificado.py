from django.db import models

from comun.models.correlativo import Correlativo

NACIONAL = "00"


class Codificado(models.Model):
    """Objeto con código legible, único e inmutable: así lo nombran direcciones, órdenes y planillas.

    PREFIJO y ANCHO forman el código: «M-05-0001» si la serie lleva región, «A-000001» si no.
    """

    PREFIJO = ""
    ANCHO = 6
    CON_REGION = False

    codigo = models.CharField("código", max_length=40, unique=True, editable=False)

    class Meta:
        abstract = True

    def region_del_codigo(self):
        """Código de dos dígitos de la región que lleva el código (00 = nacional). Lo redefine quien lleva región."""
        return NACIONAL

    def asignar_codigo(self):
        """Toma el siguiente código de la serie; si el objeto nuevo llega con el suyo, lo reserva. No guarda."""
        if self.codigo:
            serie, _, numero = self.codigo.rpartition("-")
            if self._state.adding and numero.isdecimal():
                Correlativo.objects.reservar(serie, int(numero))
            return
        serie = f"{self.PREFIJO}-{self.region_del_codigo()}" if self.CON_REGION else self.PREFIJO
        self.codigo = f"{serie}-{Correlativo.objects.siguiente(serie):0{self.ANCHO}d}"
