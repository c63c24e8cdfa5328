from django.db import models, transaction


class CorrelativoQuerySet(models.QuerySet):
    def siguiente(self, serie):
        """Devuelve el próximo entero (desde 1) de la serie, sin huecos entre transacciones confirmadas.

        Debe llamarse dentro de la transacción que usa el número: la fila queda bloqueada hasta que termina.
        """
        with transaction.atomic():
            self.get_or_create(serie=serie)
            fila = self.select_for_update(of=("self",)).get(serie=serie)
            fila.ultimo += 1
            fila.save(update_fields=["ultimo"])
        return fila.ultimo

    def reservar(self, serie, numero):
        """Deja la serie en `numero` al menos: un código que llega hecho no se vuelve a entregar."""
        self.get_or_create(serie=serie)
        self.filter(serie=serie, ultimo__lt=numero).update(ultimo=numero)


class Correlativo(models.Model):
    """El último número entregado en una serie de códigos («M-05») o de acuerdos de una instancia y año."""

    serie = models.CharField("serie", max_length=60, unique=True)
    ultimo = models.PositiveIntegerField("último número", default=0)

    objects = CorrelativoQuerySet.as_manager()

    class Meta:
        verbose_name = "correlativo"
        verbose_name_plural = "correlativos"

    def __str__(self):
        return f"{self.serie}: {self.ultimo}"
