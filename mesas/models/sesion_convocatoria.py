"""Los verbos con que se cita a una sesión, se la cambia de día o se la deja sin efecto."""

from django.db import models, transaction

from comun.models import Precision, Registrado
from mesas.models.mesa import TransicionInvalida


class CicloDeConvocatoria(Registrado):
    """Base con lo que la citación deja dicho: cada aviso sube la secuencia, que es lo que los calendarios comparan."""

    secuencia = models.PositiveSmallIntegerField("avisos enviados", default=0, editable=False)
    citacion = models.PositiveSmallIntegerField("citación", default=1, editable=False)

    class Meta:
        abstract = True

    def convocar(self, *, por):
        """Deja convocada una sesión en borrador; la ya citada se cita de nuevo con `reprogramar`."""
        self._pasar_a(self.Estado.CONVOCADA, por=por, avisa=True)

    def reprogramar(self, *, por, motivo, cambios, es_otra_citacion=False):
        """Cambia el día, las horas o el lugar de una sesión convocada o suspendida, que queda convocada.

        `cambios`: {campo: valor}, con `desde`. `es_otra_citacion`: la anterior no pudo sesionar y ésta es la segunda
        (o la que siga). Levanta TransicionInvalida si no está citada o si todo quedaría igual.
        """
        cambios = {**cambios, "hasta": cambios["desde"], "precision": Precision.DIA}
        with transaction.atomic():
            self._tomar()
            if self.estado not in {self.Estado.CONVOCADA, self.Estado.SUSPENDIDA}:
                raise TransicionInvalida(f"Una sesión {self.get_estado_display()} no se cambia de día.")
            if self.estado == self.Estado.CONVOCADA and all(getattr(self, c) == v for c, v in cambios.items()):
                raise TransicionInvalida("La sesión ya está citada para ese día, a esa hora y en ese lugar.")
            for campo, valor in cambios.items():
                setattr(self, campo, valor)
            self.estado, self.motivo_estado = self.Estado.CONVOCADA, motivo
            self.secuencia += 1
            self.citacion += es_otra_citacion
            self.full_clean()
            self.registrar(por=por, motivo=motivo)

    def suspender(self, *, por, motivo):
        """Deja sin efecto el día citado; se cita de nuevo con `reprogramar`."""
        self._pasar_a(self.Estado.SUSPENDIDA, por=por, motivo=motivo, avisa=True)

    def cancelar(self, *, por, motivo):
        """No se hará."""
        self._pasar_a(self.Estado.CANCELADA, por=por, motivo=motivo, avisa=True)
